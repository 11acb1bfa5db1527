// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/separator_sheet.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <opencv2/imgproc.hpp>

#include "extraction/barcodes/reader.h"
#include "extraction/page/page_view.h"
#include "extraction/text/separator_code.h"

#define ZX_USE_UTF8 1
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

namespace hoso::extraction {
namespace {

const cv::Size kA4{2480, 3508};
constexpr int kFont = cv::FONT_HERSHEY_DUPLEX;
constexpr std::array kPatchT{1.0, 2.5, 1.0, 2.5};          // bars in units of 0.08 inch, from the edge inward
constexpr double kPatchUnit = 0.08, kPatchFromEdge = 0.6;  // inches

cv::Mat modules_of(ZXing::BarcodeFormat format, const std::string& text) {
  ZXing::MultiFormatWriter writer(format);
  writer.setMargin(0);
  const ZXing::BitMatrix bits = writer.encode(text, 0, 0);
  cv::Mat out(bits.height(), bits.width(), CV_8UC1);
  for (int y = 0; y < bits.height(); ++y)
    for (int x = 0; x < bits.width(); ++x) out.at<std::uint8_t>(y, x) = bits.get(x, y) ? 0 : 255;
  return out;
}

/// In the middle of the sheet; whole pixels a module.
void place(cv::Mat& sheet, const cv::Mat& modules, int top_px, cv::Size most) {
  const int scale = std::max(1, most.width / modules.cols);
  const cv::Size size(modules.cols * scale, modules.rows == 1 ? most.height : modules.rows * scale);
  cv::Mat large;
  cv::resize(modules, large, size, 0, 0, cv::INTER_NEAREST);
  large.copyTo(sheet({(sheet.cols - size.width) / 2, top_px, size.width, size.height}));
}

void print(cv::Mat& sheet, const std::string& text, int baseline_px, double scale) {
  const int width = cv::getTextSize(text, kFont, scale, 4, nullptr).width;
  const double fitting = scale * std::min(1.0, 0.85 * sheet.cols / width);
  const int left = (sheet.cols - cv::getTextSize(text, kFont, fitting, 4, nullptr).width) / 2;
  cv::putText(sheet, text, {left, baseline_px}, kFont, fitting, cv::Scalar(0), 4);
}

}  // namespace

models::Result<cv::Mat> separator_sheet(const std::string& code) {
  if (!is_separator_code(code))
    return models::failure(
        {.code = models::ErrorCode::option_invalid, .stage = models::Stage::configure, .subject = "--code " + code});
  cv::Mat sheet(kA4, CV_8UC1, cv::Scalar(255));
  const std::string payload = "HOSO:START:" + code;
  print(sheet, "TO PHAN TACH HO SO", 500, 3);
  place(sheet, modules_of(ZXing::BarcodeFormat::QRCode, payload), 800, {900, 900});
  place(sheet, modules_of(ZXing::BarcodeFormat::Code128, payload), 2000, {1900, 320});
  print(sheet, code, 2560, 3);
  return sheet;
}

std::optional<std::string> separator_code_on(const cv::Mat& image, double dpi, CodeHosts* hosts) {
  std::vector<std::string> notes;  // the page tells of a failed search on its own way
  const auto barcodes = read_barcodes(image, false, dpi, [&](const CodesSought& sought) {
    return hosts == nullptr ? search_codes(sought) : hosts->search(sought, notes);
  });
  std::vector<std::string> codes = separator_codes(barcodes);
  if (codes.size() == 1) return std::move(codes.front());
  return begins_as_separator(barcodes) ? std::optional<std::string>("") : std::nullopt;
}

cv::Mat patch_t_sheet() {
  cv::Mat sheet(kA4, CV_8UC1, cv::Scalar(255));
  double at = kPatchFromEdge;
  for (const double units : kPatchT) {
    const int top = cvRound(at * kSeparatorSheetDpi), height = cvRound(units * kPatchUnit * kSeparatorSheetDpi);
    cv::rectangle(sheet, {240, top, kA4.width - 480, height}, cv::Scalar(0), cv::FILLED);
    cv::rectangle(sheet, {240, kA4.height - top - height, kA4.width - 480, height}, cv::Scalar(0), cv::FILLED);
    at += (units + 1) * kPatchUnit;
  }
  print(sheet, "PATCH T", kA4.height / 2, 4);
  return sheet;
}

}  // namespace hoso::extraction
