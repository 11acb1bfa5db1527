// SPDX-License-Identifier: Apache-2.0
#include "extraction/handwriting/gap.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>
#include <string_view>

#include "extraction/handwriting/print_measures.h"
#include "extraction/text/fuzzy.h"
#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

using Kind = models::FilledGap::Kind;
using Words = std::vector<const models::Word*>;

// In heights of capitals, as the nets were trained (scripts/train_handwriting).
constexpr double kNumberFrom = 0.55, kBesideSlash = 0.78, kSlash = 0.42;
constexpr double kLeftPart = 1.45, kRightPart = 1.3;
constexpr double kNumberLabel = 2.02;  // "Số:"
constexpr double kYear = 5;            // where nothing stands on the right
constexpr double kGapMax = 14;         // a wider gap is none

constexpr double kCapOfLine = 0.72;  // of the median height of words
// Of a word with parts above and below, as "tháng".
constexpr double kCapOfWord = 0.735, kDescenderOfWord = 0.241;
constexpr double kSameSize = 0.12;

constexpr double kNumberPageShare = 0.5, kNumberRightMax = 0.62;
constexpr std::size_t kWordsBetween = 4;
constexpr double kDateWord = 0.8;  // "Ngãi" is no "ngày"
constexpr std::size_t kPlaceWordsMax = 6, kWordsAfterMax = 1;
constexpr double kSameLineGap = 2.0;  // of line heights
constexpr double kCapitals = 0.6;     // of a symbol's letters: "TTr-SYT"
constexpr double kCapMin = 6;         // px; with less, digits are a guess

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

bool begins_century(std::string_view text) {
  return text.size() >= 4 && (text.starts_with("19") || text.starts_with("20")) && is_digit(text[2]) &&
         is_digit(text[3]);
}

/// "Số", "Số:", "Só:12": capital S and an o, and no word that goes on. Nothing is printed there in small letters but
/// numbers that the text cites; a label that begins its row and ends with a colon is none of those ("số:" was misread).
bool is_number_label(const std::string& text, bool first) {
  static constexpr std::string_view kLooksLikeS = "S5$", kLooksLikeO = "o0ed6";
  if (text.empty()) return false;
  const bool small = text[0] == 's' && first && text.find(':') != std::string::npos;
  if (!small && kLooksLikeS.find(text[0]) == std::string_view::npos) return false;
  const std::string plain = models::folded(text);
  if (plain.size() < 2 || kLooksLikeO.find(plain[1]) == std::string_view::npos) return false;
  return plain.size() == 2 || std::isalnum(static_cast<unsigned char>(plain[2])) == 0;
}

/// Of a word that is a symbol or ends with one, how much stands before its bar, and where what is behind it begins.
struct SymbolPart {
  std::size_t before = 0, behind = 0;
};

/// Where in a word the slash before a symbol stands: "/QĐ", "12/QĐ", "12/2020/QĐ".
std::optional<std::size_t> slash_in(const std::string& text) {
  for (std::size_t at = text.find('/'); at != std::string::npos && at + 1 < text.size(); at = text.find('/', at + 1)) {
    const std::string_view rest = std::string_view(text).substr(at + 1);
    if (!is_digit(rest[0]) || begins_century(rest)) return at;
  }
  return std::nullopt;
}

/// The symbol's bar, or where it should be if the pen's digits lie over it: "12QĐ-UBND", "QĐ-UBND".
std::optional<SymbolPart> symbol_in(const std::string& text) {
  if (const auto at = slash_in(text)) return SymbolPart{*at, *at + 1};
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  const std::string symbol = text.substr(digits);
  const std::size_t dash = symbol.find('-');
  if (text.find('/') != std::string::npos || dash == std::string::npos || dash == 0) return std::nullopt;
  if (capital_share(symbol.substr(0, dash)) < kCapitals || capital_share(symbol.substr(dash)) < kCapitals)
    return std::nullopt;
  return SymbolPart{digits, digits};
}

/// Takes over what the text has in a gap: parts of its neighbours' words and all words between.
void take_text(Gap& gap, const Words& row, std::size_t left, const std::string& left_rest, std::size_t right,
               const std::string& right_rest) {
  gap.recognised_confidence = 1;
  gap.given = true;
  const auto add = [&](const std::string& text, const models::Word& word) {
    if (text.empty()) return;
    gap.recognised += text;
    gap.recognised_confidence = std::min(gap.recognised_confidence, word.confidence);
    gap.given = gap.given && word.source == models::TextSource::given;
  };
  add(left_rest, *row[left]);
  for (std::size_t i = left + 1; i < std::min(right, row.size()); ++i) add(row[i]->text, *row[i]);
  if (right < row.size() && right != left) add(right_rest, *row[right]);
  if (gap.recognised.empty()) gap.recognised_confidence = 0, gap.given = false;
}

/// The colon, or what recognisers make of it.
bool has_colon(const std::string& label) { return label.find_first_of(":;.,") != std::string::npos; }

Gap number_gap(const Words& row, std::size_t label, std::size_t symbol, double line_px, const cv::Mat& shown) {
  const models::Word& word = *row[symbol];
  const auto [at, behind] = *symbol_in(word.text);
  const bool has_bar = behind > at;
  const std::string tail = word.text.substr(behind);
  const double about = kCapOfLine * line_px;
  const double tail_px = std::min(width_in_caps(tail) * about, word.box.width);
  const auto measured =
      measure_capitals(shown, {word.box.right() - tail_px, word.box.y, tail_px, word.box.height}, about);
  Gap gap{.kind = Kind::number};
  const PrintMeasure print = measured.value_or(PrintMeasure{.base_px = word.box.bottom(), .cap_px = about});
  gap.base_px = print.base_px, gap.cap_px = print.cap_px;
  // A word's box may begin in the gap, so the stroke itself is looked for: where a word that begins with it has its
  // edge, or where it would stand if the symbol were set in usual letters.
  const double typeset = word.box.right() - (width_in_caps(tail) + kSlash) * gap.cap_px;
  const bool begins = at == 0 && has_bar;
  auto found = begins ? find_slash(shown, print, word.box.x) : std::nullopt;
  if (!found) found = find_slash(shown, print, typeset);
  if (!found && begins) found = find_slash_before_letter(shown, print, word.box.x);
  const double slash = found.value_or(begins ? word.box.x : typeset);
  if (!found || !has_bar) gap.doubts.emplace_back("slash");
  const std::string& own = row[label]->text;
  if (!has_colon(own)) gap.doubts.emplace_back("left_neighbour");
  const std::size_t colon = own.find(':');
  const std::string before = word.text.substr(0, at);
  if (colon == std::string::npos)
    take_text(gap, row, label, "", symbol, before);
  else
    take_text(gap, row, label,
              own.substr(colon + 1, label == symbol ? at - std::min(at, colon + 1) : std::string::npos), symbol,
              before);
  const double start = row[label]->box.x;
  gap.from_px = start + kNumberFrom * gap.cap_px;
  gap.left_px = start + kNumberLabel * gap.cap_px;
  gap.right_px = slash;
  gap.to_px = slash + (kSlash + kBesideSlash) * gap.cap_px;
  return gap;
}

/// "Số CCCD/Hộ chiếu" and the like: words follow, and no colon.
bool is_another_label(const std::string& label, const Gap& gap) {
  const std::string between = key_of(gap.recognised);
  const bool letters = between.size() > 1 && std::none_of(between.begin(), between.end(), is_digit);
  return letters && !has_colon(label);
}

std::optional<Gap> number_in(const Words& row, const PageLayout& layout, const cv::Mat& shown) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!is_number_label(row[i]->text, i == 0) || layout.x_share(row[i]->box.x) > kNumberRightMax) continue;
    for (std::size_t k = i; k < std::min(row.size(), i + 1 + kWordsBetween); ++k)
      if (symbol_in(row[k]->text)) {
        Gap gap = number_gap(row, i, k, layout.line_height_px, shown);
        if (!is_another_label(row[i]->text, gap)) return gap;
      }
  }
  return std::nullopt;
}

/// One of the printed words of a date, with what recognisers glue to it.
struct DateWord {
  std::size_t index = 0;
  double left_px = 0, right_px = 0;
  std::string before, behind;  ///< letters and digits glued to it
};

/// Edges of `printed` within a word that begins or ends with it, or holds something else at both ends.
DateWord edges_of(const Words& row, std::size_t index, const AnchorMatch& match, std::string_view printed) {
  const models::Word& word = *row[index];
  const double height = kCapOfWord * word.box.height;
  const std::size_t letters = key_of(word.text).size();
  const double wide = width_in_caps(printed) * height;
  const bool ends_clean =
      match.end == letters && std::isalpha(static_cast<unsigned char>(models::folded(word.text).back())) != 0;
  const std::string key = key_of(word.text);
  DateWord out{index, word.box.x, word.box.right(), key.substr(0, match.begin), key.substr(match.end)};
  if (match.begin > 0)
    out.left_px = ends_clean
                      ? word.box.right() - wide
                      : word.box.x + wide * static_cast<double>(match.begin) / static_cast<double>(printed.size());
  if (!ends_clean) out.right_px = std::min(word.box.right(), out.left_px + wide);
  return out;
}

std::optional<DateWord> date_word(const Words& row, std::size_t from, std::size_t count, std::string_view key,
                                  std::string_view printed) {
  for (std::size_t i = from; i < std::min(row.size(), from + count); ++i) {
    const auto match = find_anchor(key_of(row[i]->text), key, kDateWord);
    if (match) return edges_of(row, i, *match, printed);
  }
  return std::nullopt;
}

/// Words that stand on the same line as `index`, before it or after it.
std::size_t words_beside(const Words& row, std::size_t index, bool before, double gap_px) {
  std::size_t count = 0;
  for (std::size_t i = index; before ? i > 0 : i + 1 < row.size(); before ? --i : ++i, ++count) {
    const models::Box& left = row[before ? i - 1 : i]->box;
    const models::Box& right = row[before ? i : i + 1]->box;
    if (right.x - left.right() > gap_px) break;
  }
  return count;
}

/// Base line and capitals by the words that no pen has touched: the smaller of both, or the year's digits.
PrintMeasure measure_of(const Words& row, const DateWord& day, const DateWord& month, const DateWord& year) {
  const models::Box& one = row[day.index]->box;
  const models::Box& other = row[month.index]->box;
  const models::Box& word = one.height < other.height ? one : other;
  PrintMeasure print{.base_px = word.bottom() - kDescenderOfWord * word.height, .cap_px = kCapOfWord * word.height};
  if (year.index + 1 >= row.size()) return print;
  const models::Word& digits = *row[year.index + 1];
  const bool alike = std::abs(digits.box.height - print.cap_px) < kSameSize * print.cap_px &&
                     std::abs(digits.box.bottom() - print.base_px) < kSameSize * print.cap_px;
  if (begins_century(digits.text) && alike) print = {.base_px = digits.box.bottom(), .cap_px = digits.box.height};
  return print;
}

/// A place stands before the date, and nothing behind it: what is cited in a sentence is no date line.
bool is_date_line(const Words& row, const DateWord& day, const DateWord& year, double line_px) {
  const double gap_px = kSameLineGap * line_px;
  const std::size_t before = words_beside(row, day.index, true, gap_px);
  if (before > kPlaceWordsMax) return false;
  std::size_t end = year.index;
  while (end + 1 < row.size() && end < year.index + 2 && !key_of(row[end + 1]->text).empty() &&
         is_digit(key_of(row[end + 1]->text)[0]))
    ++end;
  return words_beside(row, end, false, gap_px) <= kWordsAfterMax;
}

bool has_comma(const Words& row, const DateWord& day) {
  const std::string& own = row[day.index]->text;
  if (own.find(',') != std::string::npos && own.find(',') < own.size() / 2 + 1 && day.left_px > row[day.index]->box.x)
    return true;
  if (day.index == 0) return false;
  const char last = row[day.index - 1]->text.back();
  return last == ',' || last == '.' || last == ';';
}

void add_date(const Words& row, const PageLayout& layout, std::vector<Gap>& out) {
  const auto day = date_word(row, 0, row.size(), "ngay", "ngày");
  if (!day) return;
  const auto month = date_word(row, day->index + 1, kWordsBetween, "thang", "tháng");
  if (!month) return;
  const auto year = date_word(row, month->index + 1, kWordsBetween, "nam", "năm");
  if (!year || !is_date_line(row, *day, *year, layout.line_height_px)) return;
  const PrintMeasure print = measure_of(row, *day, *month, *year);
  const bool placed = has_comma(row, *day);
  const auto add = [&](Kind kind, const DateWord& before, const DateWord* after) {
    const bool open = after == nullptr;
    const double left = before.right_px, right = open ? left + kYear * print.cap_px : after->left_px;
    Gap gap{.kind = kind, .left_px = left, .right_px = right, .base_px = print.base_px, .cap_px = print.cap_px};
    gap.from_px = left - kLeftPart * print.cap_px;
    gap.to_px = right + (open ? 0 : kRightPart * print.cap_px);
    take_text(gap, row, before.index, before.behind, open ? before.index + 2 : after->index, open ? "" : after->before);
    if (!placed) gap.doubts.emplace_back("line");
    out.push_back(std::move(gap));
  };
  add(Kind::day, *day, &*month);
  add(Kind::month, *month, &*year);
  add(Kind::year, *year, nullptr);
}

/// What cannot be a gap, whatever a hostile page says.
bool is_possible(const Gap& gap, const cv::Mat& shown) {
  const bool wide = gap.right_px - gap.left_px < kGapMax * gap.cap_px && gap.to_px > gap.from_px + gap.cap_px;
  return gap.cap_px >= kCapMin && wide && gap.base_px > 0 && gap.base_px < shown.rows && gap.from_px < shown.cols &&
         gap.to_px > 0;
}

}  // namespace

std::vector<Gap> find_gaps(const PageLayout& layout, const cv::Mat& shown) {
  std::vector<Gap> out;
  const models::Box all{0, 0, static_cast<double>(layout.page.width_px), static_cast<double>(layout.page.height_px)};
  bool numbered = false;
  for (const Segment& row : rows_in(layout, all)) {
    if (!numbered && layout.y_share(row.centre_y()) < kNumberPageShare)
      if (auto gap = number_in(row.words, layout, shown)) numbered = true, out.push_back(std::move(*gap));
    add_date(row.words, layout, out);
  }
  std::erase_if(out, [&](const Gap& gap) { return !is_possible(gap, shown); });
  return out;
}

}  // namespace hoso::extraction
