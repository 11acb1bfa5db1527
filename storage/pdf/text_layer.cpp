// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/text_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <variant>

#include <fmt/format.h>
#include <unicode/unistr.h>

#include "storage/pdf/line_boxes.h"
#include "storage/pdf/reading_order.h"

namespace hoso::storage {
namespace {

using models::Line;
using models::PageText;
using models::Word;

constexpr double kAdvance = kGlyphAdvance / 1000.0;
// Readers join two words whose gap is below about 0.15 of the font size, and expect a space to be wider than this.
constexpr double kGapToFontSize = 0.16;
constexpr double kHyphenGap = 0.3;
constexpr double kSmallestFont_pt = 0.5;
constexpr double kNarrowestWord_pt = 0.05;
constexpr double kSmallestShareOfLine = 0.5;
constexpr double kSmallestShareOfWord = 0.6;
// Readers disbelieve descriptors beyond three font sizes.
constexpr int kHighest_tenths = 29;
// Readers join lines above each other if their sizes differ by less than a twentieth, words side by side if by less
// than three fifths. So lines of neighbouring groups differ by a little, gaps from lines by a lot.
constexpr std::array kSizeSteps = {1.0, 0.93, 0.865};
constexpr double kBandGapSize = 0.2;
// Gaps between columns stand closely side by side in a table; so each second one is of another size.
constexpr std::array kColumnGapSizes = {2.6, 6.8};
// What a gap leaves free to both sides, in font sizes, or at most as this share of itself.
constexpr double kMargin = 0.12;
constexpr double kMarginShare = 0.1;
// The gap within a row is a word of its own, so it keeps away from its neighbours.
constexpr double kRowMargin = 0.2;
constexpr double kNarrowestRowGap = 0.1;

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

bool ends_with_hyphen(const std::string& word) {
  const auto units = icu::UnicodeString::fromUTF8(word);
  const char16_t last = units.isEmpty() ? u' ' : units.charAt(units.length() - 1);
  return last == u'-' || last == u'\u00AD' || last == u'\u2010' || last == u'\u2011';
}

class Writer {
 public:
  Writer(models::Size shown, double dpi, double font_px)
      : k_(72 / dpi), height_px_(shown.height_px), font_pt_(font_px * k_) {}

  void operator()(const OrderedLine& step) {
    layer_.content += "BT\n3 Tr\n";
    add(step);
    layer_.content += "ET\n";
  }

  void operator()(const BandGap& gap) {
    const double size_pt = kBandGapSize * font_pt_;
    show_blank(gap.box.x * k_, gap.box.width * k_, gap.box.y * k_, {.ascent_tenths = 1}, size_pt);
  }

  void operator()(const ColumnGap& gap) {
    const double wanted_pt = kColumnGapSizes.at(column_gaps_++ % kColumnGapSizes.size()) * font_pt_;
    const double height_pt = gap.box.height * k_;
    const int ascent_tenths = std::clamp(static_cast<int>(10 * height_pt / wanted_pt), 1, kHighest_tenths);
    const double margin_pt = std::min(kMargin * font_pt_, kMarginShare * gap.box.width * k_);
    show_blank(gap.box.x * k_ + margin_pt, gap.box.width * k_ - 2 * margin_pt, gap.box.bottom() * k_,
               {.ascent_tenths = ascent_tenths}, 10 * height_pt / ascent_tenths);
  }

  void operator()(const RowGap& gap) {
    const double size_pt = font_pt_ * kSizeSteps.at(static_cast<std::size_t>(gap.size_step));
    const double margin_pt = kRowMargin * size_pt;
    const double width_pt = gap.box.width * k_ - 2 * margin_pt;
    if (width_pt < kNarrowestRowGap * size_pt) return;
    show_blank(gap.box.x * k_ + margin_pt, width_pt, gap.box.bottom() * k_, {.ascent_tenths = 5}, size_pt);
  }

  [[nodiscard]] TextLayer result() && { return std::move(layer_); }

 private:
  /// Where the words of a line stand and how much higher they reach for readers, in pixels.
  struct Stand {
    double baseline = 0, raised = 0;
  };

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

  void add(const OrderedLine& step) {
    const Line& line = *step.line;
    const double limit_pt = std::max(step.font_limit_px * k_, kSmallestShareOfLine * font_pt_);
    const double size_pt =
        kSizeSteps.at(static_cast<std::size_t>(step.size_step)) * std::min(font_size_pt(line), limit_pt);
    const double baseline = models::baseline_px(line);
    layer_.content +=
        fmt::format("1 0 0 1 {:.4f} {:.4f} Tm\n", line.words.front().box.x * k_, (height_px_ - baseline) * k_);
    const double gap_pt = kGapToFontSize * size_pt;
    double x_pt = line.words.front().box.x * k_;
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      const Word& word = line.words[i];
      const bool last = i + 1 == line.words.size();
      const double next_pt = last ? std::numeric_limits<double>::infinity() : line.words[i + 1].box.x * k_;
      const double width_pt = std::max(word.box.right() * k_ - x_pt, kNarrowestWord_pt);
      // Words that touch or overlap are shown a little narrower, and what follows begins later: readers would join
      // them.
      const double kept_pt = std::clamp(next_pt - gap_pt - x_pt, kSmallestShareOfWord * width_pt, width_pt);
      const double shown_pt =
          show(word, {.baseline = baseline, .raised = step.raised_px}, size_pt, kept_pt) ? kept_pt : 0;
      if (last) break;
      const double start_pt = std::max(next_pt, x_pt + kept_pt + gap_pt);
      show_gap(start_pt - x_pt - shown_pt, size_pt);
      x_pt = start_pt;
    }
    if (ends_with_hyphen(line.words.back().text)) show_end(size_pt);
  }

  /// Returns whether there was anything to show.
  bool show(const Word& word, const Stand& stand, double size_pt, double width_pt) {
    const Codes codes = codes_of(word.text);
    if (codes.count == 0) return false;
    const double size_px = size_pt / k_;
    const auto tenths = [&](double px) { return static_cast<int>(std::lround(10 * px / size_px)); };
    const WordHeight height{
        .ascent_tenths = std::clamp(tenths(stand.baseline - word.box.y + stand.raised), 1, kHighest_tenths),
        .descent_tenths = std::clamp(tenths(word.box.bottom() - stand.baseline), 0, kHighest_tenths)};
    layer_.fonts.insert(height);
    layer_.rows.insert(codes.rows.begin(), codes.rows.end());
    layer_.content += fmt::format("{} {:.4f} Tf {:.4f} Tz <{}> Tj\n", font_name(height), size_pt,
                                  100 * width_pt / (kAdvance * size_pt * codes.count), codes.hex);
    return true;
  }

  /// Readers drop a hyphen at a line's end and join the next line to it: so the line ends with white space.
  void show_end(double size_pt) {
    const double space_pt = kHyphenGap * size_pt;
    layer_.content +=
        fmt::format("{:.4f} Tz <0020> Tj\n<{:04X}> Tj\n", 100 * space_pt / (kAdvance * size_pt), kBlankCode);
  }

  /// A space as wide as the gap.
  void show_gap(double gap_pt, double size_pt) {
    layer_.content += fmt::format("{:.4f} Tz <0020> Tj\n", 100 * gap_pt / (kAdvance * size_pt));
  }

  /// White space that readers take for a word; they drop a single space.
  void show_blank(double x_pt, double width_pt, double lower_edge_pt, WordHeight height, double size_pt) {
    layer_.fonts.insert(height);
    layer_.content += fmt::format("BT\n3 Tr\n1 0 0 1 {:.4f} {:.4f} Tm\n{} {:.4f} Tf {:.4f} Tz <{:04X}> Tj\nET\n", x_pt,
                                  height_px_ * k_ - lower_edge_pt, font_name(height), size_pt,
                                  100 * width_pt / (kAdvance * size_pt), kBlankCode);
  }

  double k_;
  double height_px_;
  double font_pt_;
  std::size_t column_gaps_ = 0;
  TextLayer layer_;
};

/// A turn by quarters about a paper's middle, the nearest to how it lies on the page.
models::Affine nearest_quarter_turn(const models::Affine& to_page, models::Size paper) {
  constexpr std::array<int, 4> kCosine = {1, 0, -1, 0}, kSine = {0, 1, 0, -1};
  const auto quarters = static_cast<std::size_t>(std::lround(models::turn_degrees(to_page) / 90) + 4) % 4;
  const double c = kCosine.at(quarters), s = kSine.at(quarters);
  const models::Point middle{paper.width_px / 2.0, paper.height_px / 2.0}, there = to_page(middle);
  return {.xx = c,
          .xy = s,
          .x0 = there.x - c * middle.x - s * middle.y,
          .yx = -s,
          .yy = c,
          .y0 = there.y + s * middle.x - c * middle.y};
}

/// The text with each line moved so that its middle comes to its place through `level` as it does through `to_page`.
PageText levelled(PageText text, const models::Affine& to_page, const models::Affine& level) {
  const models::Affine move = models::then(to_page, models::inverse(level));
  for (models::Block& block : text.blocks) {
    for (Line& line : block.lines) {
      const models::Box box = line_box(line);
      const models::Point middle{box.x + box.width / 2, box.y + box.height / 2}, there = move(middle);
      for (Word& word : line.words) {
        word.box.x += there.x - middle.x;
        word.box.y += there.y - middle.y;
      }
    }
  }
  return text;
}

}  // namespace

TextLayer text_layer(const PageText& text, models::Size shown, double dpi) {
  // One font size for the whole page, as far as it goes: readers cut blocks, and reorder them, where the size changes.
  const double line_height_px = median_line_height_px(text);
  Writer writer(shown, dpi, line_height_px);
  for (const ReadingStep& step : reading_steps(text, line_height_px)) std::visit(writer, step);
  return std::move(writer).result();
}

TextLayer text_layer(const models::ComposedPage& page) {
  const double dpi = page.facts.shown_dpi, k = 72 / dpi;
  if (page.papers.empty()) return text_layer(page.text, page.facts.shown, dpi);
  TextLayer all;
  for (const models::ComposedPage& paper : page.papers) {
    // Readers part a word where it does not lie level, so a paper's lines do, each in its place.
    const models::Affine to_page = paper.facts.place.value_or(models::PaperPlace{}).to_page;
    const models::Affine map = nearest_quarter_turn(to_page, paper.facts.shown);
    TextLayer one = text_layer(levelled(paper.text, to_page, map), paper.facts.shown, dpi);
    const double height_px = paper.facts.shown.height_px;
    // ISO 32000-1 8.3.3: the same map where y goes up.
    all.content += fmt::format("q\n{:.6f} {:.6f} {:.6f} {:.6f} {:.4f} {:.4f} cm\n{}Q\n", map.xx, -map.yx, -map.xy,
                               map.yy, k * (map.xy * height_px + map.x0),
                               k * (page.facts.shown.height_px - map.yy * height_px - map.y0), one.content);
    all.fonts.merge(one.fonts);
    all.rows.merge(one.rows);
  }
  return all;
}

}  // namespace hoso::storage
