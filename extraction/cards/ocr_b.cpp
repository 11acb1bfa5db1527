// SPDX-License-Identifier: Apache-2.0
#include "extraction/cards/ocr_b.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <stdexcept>

#include "embedded/ocr_b_net.h"

namespace hoso::extraction {
namespace {

constexpr int kSideMax = 256, kLayerMax = 4096;
constexpr float kContrastMin = 0.25F;  // as in training

/// What is left of the file.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}
  std::optional<std::string_view> take(std::size_t count) {
    if (count > rest_.size()) return std::nullopt;
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }
  template <typename Number>
  std::optional<Number> number() {
    const auto bytes = take(sizeof(Number));
    if (!bytes) return std::nullopt;
    Number out{};
    std::memcpy(&out, bytes->data(), sizeof out);
    return out;
  }
  [[nodiscard]] bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// A scale, weights as signed bytes, offsets.
bool read_layer(Bytes& bytes, int outputs, int inputs, cv::Mat1f& weights, cv::Mat1f& offsets) {
  const auto scale = bytes.number<float>();
  const auto values = bytes.take(static_cast<std::size_t>(outputs) * static_cast<std::size_t>(inputs));
  const auto added = bytes.take(static_cast<std::size_t>(outputs) * sizeof(float));
  if (!scale || !values || !added) return false;
  weights.create(outputs, inputs);
  std::size_t at = 0;
  for (float& weight : weights) weight = *scale * static_cast<float>(static_cast<std::int8_t>((*values)[at++]));
  offsets.create(1, outputs);
  std::memcpy(offsets.data, added->data(), added->size());
  return true;
}

/// Cells as rows, each stretched to 0..1.
cv::Mat1f rows_of(const cv::Mat1f& line, cv::Size cell) {
  const int count = line.cols / cell.width;
  cv::Mat1f rows(count, cell.area());
  for (int i = 0; i < count; ++i) {
    const cv::Mat one = line.colRange(i * cell.width, (i + 1) * cell.width).clone().reshape(1, 1);
    double low = 0, high = 0;
    cv::minMaxLoc(one, &low, &high);
    cv::Mat(one - low).convertTo(rows.row(i), CV_32F, 1 / std::max<double>(high - low, kContrastMin));
  }
  return rows;
}

cv::Mat1f layer(const cv::Mat1f& rows, const cv::Mat1f& weights, const cv::Mat1f& offsets) {
  cv::Mat1f out;
  cv::gemm(rows, weights, 1, cv::repeat(offsets, rows.rows, 1), 1, out, cv::GEMM_2_T);
  return out;
}

}  // namespace

models::Result<OcrB> OcrB::from_bytes(std::string_view source) {
  const auto damaged = [] {
    return models::failure(
        {.code = models::ErrorCode::model_damaged, .stage = models::Stage::configure, .cause = "net of OCR-B"});
  };
  Bytes bytes(source);
  if (bytes.take(4) != "OCRB") return damaged();
  std::array<int, 4> sizes{};  // width, height, hidden, classes
  for (int& size : sizes) {
    const auto read = bytes.number<std::int32_t>();
    if (!read || *read < 1 || *read > kLayerMax) return damaged();
    size = *read;
  }
  const auto [width, height, hidden, classes] = sizes;
  if (width > kSideMax || height > kSideMax) return damaged();
  OcrB net;
  net.cell_ = {width, height};
  const auto characters = bytes.take(static_cast<std::size_t>(classes));
  if (!characters) return damaged();
  net.characters_ = *characters;
  if (!read_layer(bytes, hidden, width * height, net.inner_, net.inner_offsets_) ||
      !read_layer(bytes, classes, hidden, net.outer_, net.outer_offsets_) || !bytes.empty())
    return damaged();
  return net;
}

const OcrB& OcrB::built_in() {
  static const OcrB net = [] {
    auto read = from_bytes(data::ocr_b_net());
    // The shipped file is tested with the build, so a fault here is a broken build.
    if (!read) throw std::logic_error(read.error().cause);
    return std::move(*read);
  }();
  return net;
}

cv::Mat1f OcrB::log_probabilities(const cv::Mat1f& line) const {
  const cv::Mat1f inner = cv::max(layer(rows_of(line, cell_), inner_, inner_offsets_), 0);
  cv::Mat1f out = layer(inner, outer_, outer_offsets_);
  for (int i = 0; i < out.rows; ++i) {
    cv::Mat1f row = out.row(i);
    double highest = 0;
    cv::minMaxLoc(row, nullptr, &highest);
    cv::Mat1f powers;
    cv::exp(row - highest, powers);
    row -= highest + std::log(cv::sum(powers)[0]);
  }
  return out;
}

}  // namespace hoso::extraction
