// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/reader.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "extraction/barcodes/candidates.h"
#include "extraction/barcodes/dense_print.h"
#include "extraction/barcodes/patch_code.h"
#include "hoso/imaging/reduced.h"

namespace hoso::extraction {
namespace {

constexpr int kCoarseSide_px = 1500;                          // of a page at less than 200 dpi
constexpr std::array kChannels{0, 2};                         // blue and red: green is much like grey
constexpr double kDenseInPrint = 0.22, kDenseClosely = 0.15;  // see densely_printed_part()
constexpr double kThroughPaper = 0.3;  // of the print's contrast: what is on the other side has less
constexpr double kDarkShareMin = 0.2;  // of a code's place

bool is_coarse(const cv::Mat& page) { return std::min(page.cols, page.rows) < kCoarseSide_px; }

cv::Mat grey_of(const cv::Mat& image) {
  if (image.channels() == 1) return image;
  cv::Mat grey;
  cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
  return grey;
}

cv::Rect at_full_size(const cv::Rect& small, const cv::Mat& page) {
  return cv::Rect{small.x * 2, small.y * 2, small.width * 2, small.height * 2} & cv::Rect{0, 0, page.cols, page.rows};
}

/// The part of a page that may hold bar codes, in pixels of the page. On a sheet of few words grey may hide one.
cv::Rect part_to_search(const cv::Mat& shown, const cv::Mat& half, const cv::Mat& half_grey, bool closely, double dpi) {
  if (!closely && is_coarse(shown)) return densely_printed_part(grey_of(shown), dpi, kDenseInPrint);
  const double density = closely ? kDenseClosely : kDenseInPrint;
  cv::Rect part = densely_printed_part(half_grey, kSmallScale * dpi, density);
  if (closely && shown.channels() == 3)
    for (const int channel : kChannels) {
      cv::Mat one;
      cv::extractChannel(half, one, channel);
      part |= densely_printed_part(one, kSmallScale * dpi, density);
    }
  return at_full_size(part, shown);
}

/// A code of the sheet's other side, seen through the paper: hardly any of its place is half as dark as the print.
bool shines_through(const cv::Mat& shown, const models::Box& box, int ink) {
  const cv::Rect pixels(cv::Rect2d(box.x, box.y, box.width, box.height) & cv::Rect2d(0, 0, shown.cols, shown.rows));
  if (pixels.empty()) return false;
  const cv::Mat place = grey_of(shown(pixels));
  const int paper = paper_level(place);
  const int dark = paper - static_cast<int>(kThroughPaper * (paper - ink));
  return cv::countNonZero(place < dark) < kDarkShareMin * static_cast<double>(place.total());
}

}  // namespace

std::vector<models::Barcode> read_barcodes(const cv::Mat& shown, bool closely, double dpi, const CodeSearch& search) {
  return read_barcodes(shown, imaging::halved(shown), closely, dpi, search);
}

std::vector<models::Barcode> read_barcodes(const cv::Mat& shown, const cv::Mat& half, bool closely, double dpi,
                                           const CodeSearch& search) {
  std::vector<models::Barcode> found;
  if (shown.empty() || shown.depth() != CV_8U || (shown.channels() != 1 && shown.channels() != 3)) return found;
  const cv::Mat half_grey = grey_of(half);
  if (const cv::Rect part = part_to_search(shown, half, half_grey, closely, dpi); !part.empty()) {
    found = search({.grey = grey_of(shown(part)),
                    .colour = closely && shown.channels() == 3 ? shown(part) : cv::Mat(),
                    .dpi = dpi,
                    .closely = closely,
                    .full_size = closely || is_coarse(shown)});
    for (models::Barcode& code : found) code.box.x += part.x, code.box.y += part.y;
  }
  if (!found.empty())
    std::erase_if(found, [&, ink = ink_level(half_grey)](const models::Barcode& code) {
      return shines_through(shown, code.box, ink);
    });
  if (auto patch = read_patch_t(half_grey, kSmallScale * dpi, kSmallScale)) found.push_back(std::move(*patch));
  std::sort(found.begin(), found.end(), [](const models::Barcode& one, const models::Barcode& other) {
    return std::tie(one.box.y, one.box.x, one.text) < std::tie(other.box.y, other.box.x, other.text);
  });
  return found;
}

}  // namespace hoso::extraction
