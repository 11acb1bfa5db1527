// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/reader.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "extraction/barcodes/candidates.h"
#include "extraction/barcodes/patch_code.h"
#include "hoso/imaging/reduced.h"

namespace hoso::extraction {
namespace {

constexpr double kThroughPaper = 0.3;  // of the print's contrast: what is on the other side has less
constexpr double kDarkShareMin = 0.2;  // of a code's place

/// A code of the sheet's other side, seen through the paper: hardly any of its place is half as dark as the print.
bool shines_through(const cv::Mat& grey, const models::Box& box, int ink) {
  const cv::Mat place = grey(cv::Rect2d(box.x, box.y, box.width, box.height) & cv::Rect2d(0, 0, grey.cols, grey.rows));
  if (place.empty()) return false;
  const int paper = paper_level(place);
  const int dark = paper - static_cast<int>(kThroughPaper * (paper - ink));
  return cv::countNonZero(place < dark) < kDarkShareMin * static_cast<double>(place.total());
}

}  // namespace

std::vector<models::Barcode> read_barcodes(const cv::Mat& shown, bool closely, double dpi, const CodeSearch& search) {
  std::vector<models::Barcode> found;
  if (shown.empty() || shown.depth() != CV_8U || (shown.channels() != 1 && shown.channels() != 3)) return found;
  cv::Mat grey = shown;
  if (shown.channels() == 3) cv::cvtColor(shown, grey, cv::COLOR_BGR2GRAY);
  const cv::Mat small = imaging::halved(grey);
  cv::Rect part;
  if (!closely)
    part = part_in_print(grey, small, grey.size(), dpi);
  else if (worth_a_close_look(shown, small, dpi))
    part = {0, 0, grey.cols, grey.rows};
  if (!part.empty())
    found = search({.grey = grey,
                    .colour = closely && shown.channels() == 3 ? shown : cv::Mat(),
                    .part = part,
                    .page = grey.size(),
                    .dpi = dpi,
                    .closely = closely});
  if (!found.empty())
    std::erase_if(found, [&, ink = ink_level(small)](const models::Barcode& code) {
      return shines_through(grey, code.box, ink);
    });
  if (auto patch = read_patch_t(small, kSmallScale * dpi, kSmallScale)) found.push_back(std::move(*patch));
  std::sort(found.begin(), found.end(), [](const models::Barcode& one, const models::Barcode& other) {
    return std::tie(one.box.y, one.box.x, one.text) < std::tie(other.box.y, other.box.x, other.text);
  });
  return found;
}

}  // namespace hoso::extraction
