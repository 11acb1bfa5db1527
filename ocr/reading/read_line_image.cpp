// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/read_line_image.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "ocr/reading/margins.h"

namespace hoso::ocr {
namespace {

/// Where the line is, and what is around it.
struct LinePlace {
  cv::Rect ink;  ///< empty where there is none
  cv::Scalar paper;
};

/// Paper is what most of the image's border is.
bool is_dark_paper(const cv::Mat& dark) {
  const int count = cv::countNonZero(dark.row(0)) + cv::countNonZero(dark.row(dark.rows - 1)) +
                    cv::countNonZero(dark.col(0)) + cv::countNonZero(dark.col(dark.cols - 1));
  return count > dark.rows + dark.cols;
}

LinePlace place_of(const cv::Mat& grey) {
  constexpr double kContrastMin = 10;  // grey levels; less is the paper's grain
  cv::Mat smooth, ink;
  cv::medianBlur(grey, smooth, 3);  // specks are no ink
  cv::threshold(smooth, ink, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
  if (is_dark_paper(ink)) cv::bitwise_not(ink, ink);
  const int count = cv::countNonZero(ink);
  if (count == 0 || count == static_cast<int>(ink.total())) return {};
  cv::Mat paper;
  cv::bitwise_not(ink, paper);
  const cv::Scalar of_paper = cv::mean(grey, paper), of_ink = cv::mean(grey, ink);
  if (std::abs(of_paper[0] - of_ink[0]) < kContrastMin) return {};
  return {cv::boundingRect(ink), of_paper};
}

cv::Mat grey_of(const cv::Mat& image) {
  if (image.channels() == 1) return image;
  cv::Mat grey;
  cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
  return grey;
}

/// That part of the image, on paper where the image ends.
cv::Mat crop_of(const cv::Mat& grey, const cv::Rect& part, const cv::Scalar& paper) {
  const cv::Rect inside = part & cv::Rect({0, 0}, grey.size());
  if (inside == part) return grey(part);
  cv::Mat crop;
  cv::copyMakeBorder(grey(inside), crop, inside.y - part.y, part.br().y - inside.br().y, inside.x - part.x,
                     part.br().x - inside.br().x, cv::BORDER_CONSTANT | cv::BORDER_ISOLATED, paper);
  return crop;
}

/// From pixels of the crop to pixels of the image.
void bring_back(LineText& text, const cv::Rect& crop, const cv::Size& image) {
  const models::Box all{0, 0, static_cast<double>(image.width), static_cast<double>(image.height)};
  for (LineWord& word : text.words) {
    word.box.x += crop.x;
    word.box.y += crop.y;
    word.box = models::intersected(word.box, all);
    for (LineCharacter& character : word.characters) {
      character.left_px = std::clamp(character.left_px + crop.x, 0.0, all.width);
      character.right_px = std::clamp(character.right_px + crop.x, 0.0, all.width);
    }
  }
}

}  // namespace

models::Result<LineText> read_line_image(const cv::Mat& image, LineRecogniser& recogniser, const LineOptions& options) {
  if (image.empty() || image.depth() != CV_8U || (image.channels() != 1 && image.channels() != 3)) {
    return models::failure({.code = models::ErrorCode::unsupported_image,
                            .stage = models::Stage::recognise,
                            .cause = "neither grey nor colour with 8 bits"});
  }
  const cv::Mat grey = grey_of(image);
  const LinePlace place = place_of(grey);
  if (place.ink.empty()) return LineText{};
  const cv::Rect part = with_margins(place.ink, kUsualMargins);
  const cv::Mat crop = crop_of(grey, part, place.paper);
  auto text = recogniser.read_line({crop.data, crop.cols, crop.rows, static_cast<std::ptrdiff_t>(crop.step)}, options);
  if (text) bring_back(*text, part, grey.size());
  return text;
}

}  // namespace hoso::ocr
