// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <exception>
#include <string>
#include <string_view>
#include <tuple>

#include <opencv2/imgproc.hpp>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include "extraction/barcodes/candidates.h"
#include "extraction/barcodes/patch_code.h"
#include "hoso/imaging/reduced.h"

namespace hoso::extraction {
namespace {

constexpr double kSmallScale = 0.5;        // fine print noise inside the modules disappears at half size
constexpr int kSmallestSidePx = 700;       // below it the half-size image has too few pixels a module
constexpr int kCoarseSide_px = 1500;       // of a page at less than 200 dpi
constexpr double kBlurredPx = 2;           // of the page: how far modules may run into each other
constexpr double kSmallBlurredPx = 0.9;    // the same where a module is hardly larger than a pixel
constexpr int kLinearLinesMin = 3;         // scan lines that must agree on a linear code
constexpr std::size_t kLinearTextMin = 4;  // shorter linear codes are found by chance in tables and rules

/// Matrix codes are found in any turn; linear ones upright and, where `turned`, on their side.
ZXing::DecodeHints hints(ZXing::BarcodeFormats formats, bool turned) {
  ZXing::DecodeHints hints;
  hints.setFormats(formats);
  hints.setTryHarder(true).setTryRotate(turned).setTryDownscale(false).setMinLineCount(kLinearLinesMin);
  return hints;
}

ZXing::BarcodeFormats page_formats() {
  using enum ZXing::BarcodeFormat;
  return QRCode | Code128 | Code39 | PDF417 | DataMatrix | EAN13;
}

ZXing::BarcodeFormats linear_formats() {
  using enum ZXing::BarcodeFormat;
  return Code128 | Code39 | EAN13;
}

/// "EAN-13" -> "EAN13".
std::string name_of(ZXing::BarcodeFormat format) {
  std::string name = ZXing::ToString(format);
  std::erase(name, '-');
  return name;
}

bool is_linear(ZXing::BarcodeFormat format) {
  using enum ZXing::BarcodeFormat;
  return format == Code128 || format == Code39 || format == EAN13;
}

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return std::iscntrl(static_cast<unsigned char>(c)) != 0; });
}

/// Code 39 has no check digit and PDF417, DataMatrix and QR may hold anything, so only what cannot be chance is kept.
bool believable(const ZXing::Result& result) {
  if (!result.isValid()) return false;
  const std::string text = result.text();
  if (text.empty()) return false;
  if (!is_linear(result.format())) return true;
  return text.size() >= kLinearTextMin && result.lineCount() >= kLinearLinesMin && !has_control_characters(text);
}

models::Box box_of(const ZXing::Position& position, double scale) {
  int left = position[0].x, right = left, top = position[0].y, bottom = top;
  for (const auto& corner : position) {
    left = std::min(left, corner.x), right = std::max(right, corner.x);
    top = std::min(top, corner.y), bottom = std::max(bottom, corner.y);
  }
  return {left / scale, top / scale, (right - left + 1) / scale, (bottom - top + 1) / scale};
}

/// A linear code that is found again elsewhere is a second code; the same place within its size is the same code.
bool same_code(const models::Barcode& one, const models::Barcode& other) {
  if (one.format != other.format || one.text != other.text) return false;
  const double reach_x = std::max(one.box.width, other.box.width), reach_y = std::max(one.box.width, one.box.height);
  return std::abs(one.box.x - other.box.x) < reach_x && std::abs(one.box.y - other.box.y) < reach_y;
}

void add(std::vector<models::Barcode>& found, models::Barcode code) {
  for (models::Barcode& known : found)
    if (same_code(known, code)) {
      known.box = models::united(known.box, code.box);
      return;
    }
  found.push_back(std::move(code));
}

/// Where a searched image lies on the page.
struct View {
  double scale = 1;
  cv::Point origin;     ///< in pixels of the page
  bool turned = false;  ///< look for linear codes on their side, too
};

void search(const cv::Mat& grey, const View& view, ZXing::BarcodeFormats formats, std::vector<models::Barcode>& found) {
  try {
    const ZXing::ImageView pixels(grey.data, grey.cols, grey.rows, ZXing::ImageFormat::Lum,
                                  static_cast<int>(grey.step));
    for (const ZXing::Result& result : ZXing::ReadBarcodes(pixels, hints(formats, view.turned))) {
      if (!believable(result)) continue;
      models::Box box = box_of(result.position(), view.scale);
      box.x += view.origin.x, box.y += view.origin.y;
      add(found, {.format = name_of(result.format()), .text = models::nfc(result.text()), .box = box});
    }
  } catch (const std::exception&) {
    // A search that the decoder gives up has found nothing; the other passes still count.
  }
}

/// Printed grounds hide a code in grey but not in one channel: the teal guilloche of identity cards is light in blue, a
/// red seal is light in red.
void search_channels(const cv::Mat& small, std::vector<models::Barcode>& found) {
  for (const int channel : {0, 2}) {
    if (!found.empty()) return;
    cv::Mat one;
    cv::extractChannel(small, one, channel);
    search(one, {.scale = kSmallScale}, page_formats(), found);
  }
}

/// Enlarged, and sharpened where a lens or a copier blurred the modules.
cv::Mat enlarged(const cv::Mat& view, double scale, double sharpening, double blurred_px) {
  cv::Mat large, blurred;
  cv::resize(view, large, {}, scale, scale, cv::INTER_CUBIC);
  if (sharpening <= 0) return large;
  cv::GaussianBlur(large, blurred, {}, blurred_px * scale);
  cv::addWeighted(large, 1 + sharpening, blurred, -sharpening, 0, large);
  return large;
}

/// Small codes of a coarse scan or a photograph: each square that may be one, enlarged, in grey and in the channels.
void search_squares(const cv::Mat& shown, const cv::Mat& grey, std::vector<models::Barcode>& found) {
  struct Look {
    double scale = 1, sharpening = 0, blurred_px = kBlurredPx;
  };
  static constexpr std::array kLooks{
      Look{2}, Look{4}, Look{3, 2}, Look{6, 2}, Look{3, 3, kSmallBlurredPx}, Look{6, 4, kSmallBlurredPx}};
  for (const cv::Rect& square : square_candidates(grey)) {
    if (!is_patterned(grey(square))) continue;
    std::vector<cv::Mat> views{grey(square)};
    if (shown.channels() == 3)
      for (const int channel : {0, 2}) cv::extractChannel(shown(square), views.emplace_back(), channel);
    for (const cv::Mat& view : views)
      for (const Look& look : kLooks) {
        search(enlarged(view, look.scale, look.sharpening, look.blurred_px),
               {.scale = look.scale, .origin = square.tl()}, ZXing::BarcodeFormat::QRCode, found);
        if (!found.empty()) return;
      }
  }
}

}  // namespace

std::vector<models::Barcode> read_barcodes(const cv::Mat& shown, bool closely, double dpi) {
  std::vector<models::Barcode> found;
  if (shown.empty() || shown.depth() != CV_8U || (shown.channels() != 1 && shown.channels() != 3)) return found;
  cv::Mat grey = shown;
  if (shown.channels() == 3) cv::cvtColor(shown, grey, cv::COLOR_BGR2GRAY);
  // On a page full of print codes are large enough to be seen at half size; small ones are on cards and labels.
  const bool coarse = std::min(grey.cols, grey.rows) < kCoarseSide_px;
  const bool full = closely || coarse;
  search(grey, {.turned = full}, full ? page_formats() : linear_formats(), found);
  if (full)
    for (const cv::Rect& square : square_candidates(grey))
      search(grey(square), {.origin = square.tl()}, ZXing::BarcodeFormat::DataMatrix, found);
  const cv::Mat small = imaging::halved(grey);
  if (std::min(grey.cols, grey.rows) >= kSmallestSidePx) {
    search(small, {.scale = kSmallScale, .turned = !full}, page_formats(), found);
    // The large code of a separator sheet, whose modules are full of folds and stains.
    if (closely) search(imaging::halved(small), {.scale = kSmallScale / 2}, ZXing::BarcodeFormat::QRCode, found);
    if (found.empty() && closely && shown.channels() == 3) search_channels(imaging::halved(shown), found);
  }
  if (found.empty() && closely) search_squares(shown, grey, found);
  if (auto patch = read_patch_t(small, kSmallScale * dpi, kSmallScale)) found.push_back(std::move(*patch));
  std::sort(found.begin(), found.end(), [](const models::Barcode& one, const models::Barcode& other) {
    return std::tie(one.box.y, one.box.x, one.text) < std::tie(other.box.y, other.box.x, other.text);
  });
  return found;
}

}  // namespace hoso::extraction
