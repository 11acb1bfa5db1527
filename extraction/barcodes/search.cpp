// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/search.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include <opencv2/imgproc.hpp>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include "extraction/barcodes/bars.h"
#include "extraction/barcodes/candidates.h"
#include "extraction/barcodes/dense_print.h"
#include "hoso/imaging/reduced.h"

namespace hoso::extraction {
namespace {

constexpr double kFineDpi = 180;            // below it half a page does not show which of its places are printed finely
constexpr int kSmallestSidePx = 700;        // below it the half-size image has too few pixels a module
constexpr std::array kChannels{0, 2};       // blue and red: green is much like grey
constexpr double kBlurredPx = 2;            // of the page: how far modules may run into each other
constexpr double kSmallBlurredPx = 0.9;     // the same where a module is hardly larger than a pixel
constexpr double kModuleBlurredPx = 1.1;    // and where it is blurred by as much as its size
constexpr int kZoomedSide_px = 1600;        // beyond it modules are large enough without being enlarged
constexpr int kLinearLinesMin = 3;          // scan lines that must agree on a linear code
constexpr double kJoinedRowsInches = 0.01;  // of bars: three rows at 300 dpi become one
constexpr int kAveragedRows = 5;            // of these
constexpr std::array kBarLevels{0.5, 0.4};  // between ink and paper: what is lighter is no bar
constexpr int kLinearCodesMax = 16;
constexpr int kRowStep_px = 2;             // bars are followed up and down by so many rows
constexpr double kSameBars = 0.5;          // correlation of rows of the same bars, and ratio of their contrasts
constexpr std::size_t kLinearTextMin = 4;  // shorter linear codes are found by chance in tables and rules

/// Matrix codes are found in any turn, linear ones across the rows.
ZXing::DecodeHints hints(ZXing::BarcodeFormats formats) {
  ZXing::DecodeHints hints;
  hints.setFormats(formats);
  hints.setTryHarder(true).setTryRotate(false).setTryDownscale(false).setMinLineCount(kLinearLinesMin);
  return hints;
}

ZXing::BarcodeFormats matrix_formats() {
  using enum ZXing::BarcodeFormat;
  return QRCode | PDF417 | DataMatrix;
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

bool any_linear(const std::vector<models::Barcode>& codes) {
  return std::ranges::any_of(codes, [](const models::Barcode& code) {
    return code.format == "Code128" || code.format == "Code39" || code.format == "EAN13";
  });
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

cv::Rect box_of(const ZXing::Position& position) {
  int left = position[0].x, right = left, top = position[0].y, bottom = top;
  for (const auto& corner : position) {
    left = std::min(left, corner.x), right = std::max(right, corner.x);
    top = std::min(top, corner.y), bottom = std::max(bottom, corner.y);
  }
  return {left, top, right - left + 1, bottom - top + 1};
}

/// Whether a row goes on with the bars of its neighbour: much the same, and not only the same shade.
bool same_bars(const cv::Mat& row, const cv::Mat& neighbour) {
  cv::Mat one, other;
  row.convertTo(one, CV_32F), neighbour.convertTo(other, CV_32F);
  one -= cv::mean(one), other -= cv::mean(other);
  const double norm = cv::norm(one), other_norm = cv::norm(other);
  return one.dot(other) >= kSameBars * norm * other_norm && norm >= kSameBars * other_norm;
}

/// All of the bars of which the decoder read some rows (`read`, within the image).
cv::Rect whole_bars(const cv::Mat& grey, const cv::Rect& read) {
  const cv::Mat columns = grey.colRange(read.x, read.x + read.width);
  const auto alike = [&](int y, int neighbour) {
    return y >= 0 && y < grey.rows && same_bars(columns.row(y), columns.row(neighbour));
  };
  int top = read.y, bottom = read.y + read.height - 1;
  while (alike(top - kRowStep_px, top)) top -= kRowStep_px;
  while (alike(bottom + kRowStep_px, bottom)) bottom += kRowStep_px;
  return {read.x, top, read.width, bottom - top + 1};
}

/// A linear code that is found again elsewhere is a second code; the same place within its size is the same code.
bool same_code(const models::Barcode& one, const models::Barcode& other) {
  if (one.format != other.format || one.text != other.text) return false;
  const double reach_x = std::max(one.box.width, other.box.width), reach_y = std::max(one.box.width, one.box.height);
  return std::abs(one.box.x - other.box.x) < reach_x && std::abs(one.box.y - other.box.y) < reach_y;
}

/// Where a searched image lies on the page.
struct View {
  cv::Size2d scale{1, 1};
  cv::Point2d origin;  ///< in pixels of the page

  /// A part of this view, in its pixels.
  [[nodiscard]] View part(const cv::Rect& box) const {
    return {.scale = scale, .origin = {origin.x + box.x / scale.width, origin.y + box.y / scale.height}};
  }
};

const View kSmallView{.scale = {kSmallScale, kSmallScale}}, kSmallerView{.scale = {kSmallScale / 2, kSmallScale / 2}};

ZXing::Results decoded(const cv::Mat& grey, const ZXing::DecodeHints& hints) {
  const ZXing::ImageView pixels(grey.data, grey.cols, grey.rows, ZXing::ImageFormat::Lum, static_cast<int>(grey.step));
  try {
    return ZXing::ReadBarcodes(pixels, hints);
  } catch (const std::exception&) {
    return {};  // A search that the decoder gives up has found nothing; the other passes still count.
  }
}

/// `box`: in pixels of the view.
void add_result(const ZXing::Result& result, const cv::Rect& box, const View& view,
                std::vector<models::Barcode>& found) {
  if (!believable(result)) return;
  const models::Box on_page{box.x / view.scale.width + view.origin.x, box.y / view.scale.height + view.origin.y,
                            box.width / view.scale.width, box.height / view.scale.height};
  add_code(found, {.format = name_of(result.format()), .text = models::nfc(result.text()), .box = on_page});
}

void search_matrix(const cv::Mat& grey, const View& view, ZXing::BarcodeFormats formats,
                   std::vector<models::Barcode>& found) {
  for (const ZXing::Result& result : decoded(grey, hints(formats)))
    add_result(result, box_of(result.position()), view, found);
}

/// Linear codes. One at a time, each painted out before the next: ZXing 1.4 aborts the process where it finds two with
/// the same content.
void decode_linear(cv::Mat grey, const View& view, Turn turn, std::vector<models::Barcode>& found,
                   ZXing::Binarizer binarizer = ZXing::Binarizer::LocalAverage) {
  if (turn == Turn::on_its_side) {
    cv::Mat upright;  // another one: a square image would be turned in its place, which may be shared and not ours
    cv::transpose(grey, upright);
    grey = upright;
  }
  auto one = hints(linear_formats());
  one.setMaxNumberOfSymbols(1).setBinarizer(binarizer);
  for (int count = 0; count < kLinearCodesMax; ++count) {
    const ZXing::Results results = decoded(grey, one);
    const cv::Rect image{0, 0, grey.cols, grey.rows};
    const cv::Rect read = results.empty() ? cv::Rect{} : box_of(results.front().position()) & image;
    if (read.empty()) return;
    const cv::Rect bars = whole_bars(grey, read);
    const cv::Rect upright = turn == Turn::upright ? bars : cv::Rect(bars.y, bars.x, bars.height, bars.width);
    add_result(results.front(), upright, view, found);
    if (count == 0) grey = grey.clone();
    const int aside = bars.width / 20;
    const cv::Rect around{bars.x - aside, bars.y - kRowStep_px, bars.width + 2 * aside, bars.height + 2 * kRowStep_px};
    grey(around & image).setTo(255);
  }
}

/// Linear codes whose bars stand or lie in the image. `dpi`: of the page.
void search_linear(const cv::Mat& grey, double dpi, const View& view, Turn turn, std::vector<models::Barcode>& found) {
  const cv::Rect part = barred_part(grey, dpi * view.scale.width, turn);
  if (!part.empty()) decode_linear(grey(part), view.part(part), turn, found);
}

/// Printed grounds hide a code in grey but not in one channel: the teal guilloche of identity cards is light in blue, a
/// red seal is light in red.
void search_channels(const cv::Mat& small, double dpi, std::vector<models::Barcode>& found) {
  for (const int channel : kChannels) {
    if (!found.empty()) return;
    cv::Mat one;
    cv::extractChannel(small, one, channel);
    search_matrix(one, kSmallView, matrix_formats(), found);
    search_linear(one, dpi, kSmallView, Turn::upright, found);
  }
}

/// Enlarged, and sharpened where a lens or a copier blurred the modules.
cv::Mat enlarged(const cv::Mat& view, double scale, double sharpening, double blurred_px) {
  cv::Mat large;
  if (sharpening <= 0) {
    cv::resize(view, large, {}, scale, scale, cv::INTER_CUBIC);
    return large;
  }
  cv::Mat sharp, blurred;  // before enlarging, where it is cheap; beyond black and white until after
  view.convertTo(sharp, CV_32F);
  cv::GaussianBlur(sharp, blurred, {}, blurred_px);
  cv::addWeighted(sharp, 1 + sharpening, blurred, -sharpening, 0, sharp);
  cv::resize(sharp, large, {}, scale, scale, cv::INTER_CUBIC);
  large.convertTo(large, CV_8U);
  return large;
}

/// Fine white bars that a copier's toner narrowed: rows are averaged, dark and light told apart by one level.
void search_narrowed_bars(const cv::Mat& page, double dpi, std::vector<models::Barcode>& found) {
  const cv::Rect part = barred_part(page, dpi, Turn::upright);
  const int joined_rows = std::max(1, static_cast<int>(std::lround(kJoinedRowsInches * dpi)));
  if (part.height < joined_rows) return;
  const cv::Mat grey = page(part);
  cv::Mat averaged, rows;
  cv::blur(grey, averaged, {1, kAveragedRows * joined_rows});
  cv::resize(averaged, rows, {grey.cols, grey.rows / joined_rows}, 0, 0, cv::INTER_NEAREST);
  const int ink = ink_level(rows), paper = paper_level(rows);
  for (const int wider : {1, 2}) {
    cv::Mat wide, bars;
    cv::resize(rows, wide, {rows.cols * wider, rows.rows}, 0, 0, cv::INTER_CUBIC);
    for (const double level : kBarLevels) {
      cv::threshold(wide, bars, ink + level * (paper - ink), 255, cv::THRESH_BINARY);
      decode_linear(bars, {.scale = {static_cast<double>(wider), 1.0 / joined_rows}, .origin = part.tl()},
                    Turn::upright, found, ZXing::Binarizer::FixedThreshold);
      if (any_linear(found)) return;
    }
  }
}

/// Small codes of a coarse scan or a photograph: each square that may be one, enlarged, in grey and in the channels.
void search_squares(const cv::Mat& colour, const cv::Mat& grey, const std::vector<cv::Rect>& squares,
                    std::vector<models::Barcode>& found) {
  struct Zoom {
    double scale = 1, sharpening = 0, blurred_px = kBlurredPx;
  };
  static constexpr std::array kZooms{Zoom{2},
                                     Zoom{4},
                                     Zoom{3, 2},
                                     Zoom{6, 2},
                                     Zoom{3, 3, kSmallBlurredPx},
                                     Zoom{6, 4, kSmallBlurredPx},
                                     Zoom{8, 10, kModuleBlurredPx}};
  for (const cv::Rect& square : squares) {
    if (!is_patterned(grey(square))) continue;
    std::vector<cv::Mat> views{grey(square)};
    if (!colour.empty())
      for (const int channel : kChannels) cv::extractChannel(colour(square), views.emplace_back(), channel);
    for (const cv::Mat& view : views)
      for (const Zoom& zoom : kZooms) {
        if (zoom.scale * view.cols > kZoomedSide_px) continue;
        search_matrix(enlarged(view, zoom.scale, zoom.sharpening, zoom.blurred_px),
                      {.scale = {zoom.scale, zoom.scale}, .origin = square.tl()}, ZXing::BarcodeFormat::QRCode, found);
        if (!found.empty()) return;
      }
  }
}

/// Where matrix codes may be whose modules are too small for half the page; `small` is that half.
std::vector<cv::Rect> fine_parts(const cv::Mat& grey, const cv::Mat& small, double dpi) {
  if (small.empty() || dpi < kFineDpi) return {cv::Rect({}, grey.size())};
  std::vector<cv::Rect> parts = finely_printed_parts(small, kSmallScale * dpi);
  for (cv::Rect& part : parts) part = {2 * part.x, 2 * part.y, 2 * part.width, 2 * part.height};
  return parts;
}

}  // namespace

void add_code(std::vector<models::Barcode>& found, models::Barcode code) {
  for (models::Barcode& known : found)
    if (same_code(known, code)) {
      known.box = models::united(known.box, code.box);
      return;
    }
  found.push_back(std::move(code));
}

std::vector<models::Barcode> search_codes(const CodesSought& sought) {
  const auto& [grey, colour, dpi, closely, asked_full_size] = sought;
  const bool has_half = std::min(grey.cols, grey.rows) >= kSmallestSidePx, full_size = asked_full_size || !has_half;
  const cv::Mat small = has_half ? imaging::halved(grey) : cv::Mat();
  const std::vector<cv::Rect> squares = full_size || closely ? square_candidates(grey, dpi) : std::vector<cv::Rect>();
  std::vector<models::Barcode> found;
  search_linear(grey, dpi, {}, Turn::upright, found);
  if (full_size) {
    search_linear(grey, dpi, {}, Turn::on_its_side, found);
    for (const cv::Rect& part : fine_parts(grey, small, dpi))
      search_matrix(grey(part), {.origin = part.tl()}, matrix_formats(), found);
    for (const cv::Rect& square : squares)
      search_matrix(grey(square), {.origin = square.tl()}, ZXing::BarcodeFormat::DataMatrix, found);
  }
  if (has_half) {
    search_matrix(small, kSmallView, matrix_formats(), found);
    search_linear(small, dpi, kSmallView, Turn::upright, found);
    if (!full_size) search_linear(small, dpi, kSmallView, Turn::on_its_side, found);
    // The large code of a separator sheet, whose modules are full of folds and stains.
    if (closely) search_matrix(imaging::halved(small), kSmallerView, ZXing::BarcodeFormat::QRCode, found);
    if (found.empty() && closely && !colour.empty()) search_channels(imaging::halved(colour), dpi, found);
  }
  if (found.empty() && closely) search_squares(colour, grey, squares, found);
  if (!any_linear(found)) search_narrowed_bars(grey, dpi, found);
  return found;
}

}  // namespace hoso::extraction
