// SPDX-License-Identifier: Apache-2.0
#include "extraction/handwriting/nets.h"

#include <array>
#include <string_view>

#include <opencv2/dnn.hpp>

#include "embedded/handwriting_digits.h"
#include "embedded/handwriting_fields_a.h"
#include "embedded/handwriting_fields_b.h"

namespace hoso::extraction {
namespace {

cv::dnn::Net loaded(std::string_view bytes) {
  cv::dnn::Net net = cv::dnn::readNetFromONNX(bytes.data(), bytes.size());
  net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
  return net;
}

struct Nets {
  std::array<cv::dnn::Net, 2> fields{loaded(data::handwriting_fields_a()), loaded(data::handwriting_fields_b())};
  cv::dnn::Net digits = loaded(data::handwriting_digits());
};

Nets& nets() {
  static thread_local Nets own;
  return own;
}

/// Each row e^x over the row's sum.
cv::Mat1f softmax(const cv::Mat1f& scores) {
  cv::Mat1f out(scores.size());
  for (int i = 0; i < scores.rows; ++i) {
    double highest = 0;
    cv::minMaxLoc(scores.row(i), nullptr, &highest);
    cv::Mat1f row = out.row(i);
    cv::exp(scores.row(i) - highest, row);
    row /= cv::sum(row)[0];
  }
  return out;
}

}  // namespace

std::vector<cv::Mat1f> field_probabilities(const cv::Mat1f& ink) {
  const std::array<int, 4> shape{1, 1, ink.rows, ink.cols};
  const cv::Mat input = ink.clone().reshape(1, {shape.begin(), shape.end()});
  std::vector<cv::Mat1f> out;
  for (cv::dnn::Net& net : nets().fields) {
    net.setInput(input);
    const cv::Mat scores = net.forward();  // 1 x classes x 1 x columns
    out.push_back(softmax(scores.reshape(1, scores.size[1]).t()));
  }
  return out;
}

cv::Mat1f digit_probabilities(const std::vector<cv::Mat1f>& cut_outs) {
  if (cut_outs.empty()) return {};
  cv::dnn::Net& net = nets().digits;
  cv::Mat1f out;
  for (const cv::Mat1f& cut_out : cut_outs) {
    net.setInput(cut_out.clone().reshape(1, {1, 1, cut_out.rows, cut_out.cols}));
    const cv::Mat scores = net.forward();
    out.push_back(softmax(scores.reshape(1, 1)));
  }
  return out;
}

}  // namespace hoso::extraction
