// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/text_layer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <fmt/format.h>
#include <unicode/unistr.h>

namespace hoso::storage {
namespace {

using models::Line;
using models::PageText;
using models::Word;

constexpr double kAdvance = kGlyphAdvance / 1000.0;
// Readers join two words whose gap is below about 0.15 of the font size, and expect a space to be wider than this.
constexpr double kGapToFontSize = 0.16;
constexpr double kNarrowestSpace = 0.05;
constexpr double kSmallestFont_pt = 0.5;
constexpr double kNarrowestWord_pt = 0.05;
constexpr double kSmallestShareOfLine = 0.5;
constexpr double kSmallestShareOfWord = 0.6;
// Readers disbelieve descriptors beyond three font sizes.
constexpr int kHighest_tenths = 29;

/// The codes of a word: its UTF-16 code units as hexadecimal digits.
struct Codes {
  std::string hex;
  int count = 0;
  std::set<int> rows;
};

Codes codes_of(const std::string& text) {
  const std::string composed = models::nfc(text);
  const auto units = icu::UnicodeString::fromUTF8({composed.data(), static_cast<int32_t>(composed.size())});
  Codes out;
  for (int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
    UChar32 c = units.char32At(i);
    // ISO 19005-2 6.2.11.7.2 forbids the first three; the two-byte codes of the font end at U+FFFF.
    if (c == 0 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF) continue;
    if (c > 0xFFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    out.hex += fmt::format("{:04X}", static_cast<unsigned>(c));
    out.rows.insert(c >> 8);
    ++out.count;
  }
  return out;
}

/// Where most words of a line stand: a low quartile of the lower edges, so that neither descenders nor dashes decide.
double baseline_px(const Line& line) {
  std::vector<double> bottoms;
  for (const Word& word : line.words) bottoms.push_back(word.box.bottom());
  const auto at = bottoms.begin() + static_cast<std::ptrdiff_t>(bottoms.size() / 4);
  std::nth_element(bottoms.begin(), at, bottoms.end());
  return *at;
}

models::Box line_box(const Line& line) {
  models::Box box;
  for (const Word& word : line.words) box = models::united(box, word.box);
  return box;
}

/// One font size for the whole page: readers cut blocks, and reorder them, where the size changes.
double median_line_height_px(const PageText& text) {
  std::vector<double> heights;
  for (const models::Block& block : text.blocks)
    for (const Line& line : block.lines) heights.push_back(line_box(line).height);
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

class Writer {
 public:
  Writer(models::Size shown, double dpi, double font_px)
      : k_(72 / dpi), height_px_(shown.height_px), font_pt_(font_px * k_) {}

  void add(const models::Block& block) {
    layer_.content += "BT\n3 Tr\n";
    for (const Line& line : block.lines) {
      if (!line.words.empty()) add(line);
    }
    layer_.content += "ET\n";
  }

  [[nodiscard]] TextLayer result() && { return std::move(layer_); }

 private:
  /// The page's size, smaller in a line whose words stand so close that readers would join them.
  [[nodiscard]] double font_size_pt(const Line& line) const {
    double narrowest_px = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < line.words.size(); ++i) {
      narrowest_px = std::min(narrowest_px, line.words[i].box.x - line.words[i - 1].box.right());
    }
    const double limit_pt =
        std::max(narrowest_px * k_ / kGapToFontSize, kSmallestShareOfLine * line_box(line).height * k_);
    return std::max(std::min(font_pt_, limit_pt), kSmallestFont_pt);
  }

  void add(const Line& line) {
    const double size_pt = font_size_pt(line);
    const double baseline = baseline_px(line);
    layer_.content +=
        fmt::format("1 0 0 1 {:.4f} {:.4f} Tm\n", line.words.front().box.x * k_, (height_px_ - baseline) * k_);
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      const Word& word = line.words[i];
      const bool last = i + 1 == line.words.size();
      const double advance_pt =
          last ? std::numeric_limits<double>::infinity() : (line.words[i + 1].box.x - word.box.x) * k_;
      const double width_pt = std::max(word.box.width * k_, kNarrowestWord_pt);
      // Words that touch or overlap are shown a little narrower: readers would join them.
      const double kept_pt =
          std::clamp(advance_pt - kGapToFontSize * size_pt, kSmallestShareOfWord * width_pt, width_pt);
      const double shown_pt = show(word, baseline, size_pt, kept_pt) ? kept_pt : 0;
      if (!last) show_gap(advance_pt - shown_pt, size_pt);
    }
  }

  /// Returns whether there was anything to show.
  bool show(const Word& word, double baseline, double size_pt, double width_pt) {
    const Codes codes = codes_of(word.text);
    if (codes.count == 0) return false;
    const double size_px = size_pt / k_;
    const auto tenths = [&](double px) { return static_cast<int>(std::lround(10 * px / size_px)); };
    const WordHeight height{.ascent_tenths = std::clamp(tenths(baseline - word.box.y), 1, kHighest_tenths),
                            .descent_tenths = std::clamp(tenths(word.box.bottom() - baseline), 0, kHighest_tenths)};
    layer_.fonts.insert(height);
    layer_.rows.insert(codes.rows.begin(), codes.rows.end());
    layer_.content += fmt::format("{} {:.4f} Tf {:.4f} Tz <{}> Tj\n", font_name(height), size_pt,
                                  100 * width_pt / (kAdvance * size_pt * codes.count), codes.hex);
    return true;
  }

  /// A space as wide as the gap. Where words touch or overlap, a narrow one that is taken back (TJ moves left by
  /// thousandths).
  void show_gap(double gap_pt, double size_pt) {
    const double space_pt = std::max(gap_pt, kNarrowestSpace * size_pt);
    const double scale = space_pt / (kAdvance * size_pt);
    if (space_pt == gap_pt) {
      layer_.content += fmt::format("{:.4f} Tz <0020> Tj\n", 100 * scale);
    } else {
      layer_.content +=
          fmt::format("{:.4f} Tz [<0020> {:.4f}] TJ\n", 100 * scale, 1000 * (space_pt - gap_pt) / (size_pt * scale));
    }
  }

  double k_;
  double height_px_;
  double font_pt_;
  TextLayer layer_;
};

}  // namespace

TextLayer text_layer(const PageText& text, models::Size shown, double dpi) {
  Writer writer(shown, dpi, median_line_height_px(text));
  for (const models::Block& block : text.blocks) writer.add(block);
  return std::move(writer).result();
}

}  // namespace hoso::storage
