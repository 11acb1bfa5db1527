// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <opencv2/imgproc.hpp>

#include "hoso/models/error_text.h"
#include "hoso/storage/compose.h"
#include "storage/pdf/bytes_out.h"
#include "storage/pdf/page_file.h"

namespace hoso::storage {
namespace {

using models::Result;

// A4 at 150 dpi: enough for print, and next to nothing as G4.
constexpr double kDpi = 150;
constexpr models::Size kSize{1240, 1754};
constexpr int kMargin_px = 150;
constexpr int kFont = cv::FONT_HERSHEY_SIMPLEX;

struct Style {
  double scale;
  int thickness;
  int line_px;
};
constexpr Style kHeading{1.8, 4, 90};
constexpr Style kText{1.0, 2, 52};

/// The strokes that OpenCV draws know ASCII only: marks are dropped, what is left over becomes '?'.
std::string ascii(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  const icu::UnicodeString decomposed = icu::Normalizer2::getNFDInstance(status)->normalize(source, status);
  std::string out;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    if (c == 0x0110 || c == 0x0111)
      out += c == 0x0110 ? 'D' : 'd';
    else
      out += c >= 0x20 && c < 0x7F ? static_cast<char>(c) : '?';
  }
  return out;
}

bool fits(const std::string& text, const Style& style) {
  return cv::getTextSize(text, kFont, style.scale, style.thickness, nullptr).width <= kSize.width_px - 2 * kMargin_px;
}

/// Breaks at spaces, and inside words that are too long for a line (file names).
std::vector<std::string> wrapped(const std::string& text, const Style& style) {
  std::vector<std::string> lines{""};
  std::size_t last_space = std::string::npos;
  for (const char c : text) {
    std::string& line = lines.back();
    line += c;
    if (c == ' ') last_space = line.size() - 1;
    if (fits(line, style)) continue;
    const std::size_t cut = last_space == std::string::npos ? line.size() - 1 : last_space;
    std::string rest = line.substr(last_space == std::string::npos ? cut : cut + 1);
    line.resize(cut);
    lines.push_back(std::move(rest));
    last_space = std::string::npos;
  }
  return lines;
}

class Sheet {
 public:
  void print(std::string_view text, const Style& style) {
    for (const std::string& line : wrapped(ascii(text), style)) {
      y_px_ += style.line_px;
      if (y_px_ < kSize.height_px - kMargin_px)
        cv::putText(pixels_, line, {kMargin_px, y_px_}, kFont, style.scale, cv::Scalar(0), style.thickness);
    }
    y_px_ += style.line_px / 2;
  }
  [[nodiscard]] const cv::Mat& pixels() const { return pixels_; }

 private:
  cv::Mat pixels_{kSize.height_px, kSize.width_px, CV_8UC1, cv::Scalar(255)};
  int y_px_ = kMargin_px;
};

Sheet message(const models::PageFacts& facts, const models::Error& error) {
  // File and page stand in lines of their own.
  models::Error what = error;
  what.file.clear();
  what.page = 0;
  models::ErrorText text = models::describe(what);
  if (!text.sentence.empty())
    text.sentence.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.sentence.front())));
  Sheet sheet;
  sheet.print(fmt::format("Page {} could not be read", facts.id.number), kHeading);
  sheet.print("File: " + facts.source.file, kText);
  sheet.print(text.sentence, kText);
  sheet.print(text.remedy, kText);
  return sheet;
}

Result<PageFile> placeholder_file(const cv::Mat& pixels) {
  const double width_pt = kSize.width_px * 72 / kDpi, height_pt = kSize.height_px * 72 / kDpi;
  auto page = HaruPage::make(width_pt, height_pt);
  if (!page) return tl::make_unexpected(page.error());
  auto image = bilevel_image(pixels);
  if (!image) return tl::make_unexpected(image.error());
  if (auto drawn = page->draw(std::move(*image), {.a = width_pt, .d = height_pt}); !drawn)
    return tl::make_unexpected(drawn.error());
  return finished_page(*page);
}

}  // namespace

Result<models::ComposedPage> compose_placeholder(models::PageFacts facts, const models::Error& error,
                                                 const std::filesystem::path& pdf) {
  try {
    auto file = placeholder_file(message(facts, error).pixels());
    if (!file) return tl::make_unexpected(file.error());
    facts.failure = error;
    facts.shown = kSize;
    facts.shown_dpi = kDpi;
    facts.transform = {};
    facts.embedding = models::Embedding::none;
    facts.embedding_note.clear();
    facts.image_sha256 = file->image_sha256;
    if (auto written = write_bytes(pdf, file->bytes, models::Stage::compose); !written)
      return tl::make_unexpected(written.error());
    return models::ComposedPage{std::move(facts), {}, pdf};
  } catch (const std::exception& e) {
    return models::failure({.code = models::ErrorCode::page_rejected_by_writer,
                            .stage = models::Stage::compose,
                            .file = facts.source.file,
                            .page = facts.id.number,
                            .cause = e.what()});
  }
}

}  // namespace hoso::storage
