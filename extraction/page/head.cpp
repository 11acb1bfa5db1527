// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/head.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "extraction/form/kinds.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/places.h"
#include "extraction/text/vietnamese.h"
#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

constexpr double kHeadPageShare = 0.42;       // a head ends above this share of the page's height
constexpr double kHeadLines = 11;             // and within as many line heights of the national name
constexpr double kAnchorLikeness = 0.72;      // long anchors: a third of the letters may be lost
constexpr double kRightColumnFrom = 0.56;     // middle of the national name when an agency stands beside it
constexpr double kRightOfPage = 0.56;         // of the page's width
constexpr double kSurelyRight = 0.65;         // and this much without one
constexpr double kBesideLines = 3;            // line heights between the middles of the national name and an agency
constexpr double kPrintedHeightRatio = 1.16;  // digits by hand are larger or smaller than print
constexpr double kCutSymbol = 0.6;            // strength of a symbol whose line was not read whole
constexpr double kDayByHand = 0.7, kAgainstRule = 0.7;
constexpr double kTwicePrinted = 0.995;
constexpr double kByHand = 0.5;  // strength of digits that look written by hand

constexpr double kTitleFrom = 0.35, kTitleTo = 0.65;  // of the page's width: a title's middle
constexpr double kTitleCapitals = 0.7;

constexpr double kFirstSentencePageShare = 0.7;
constexpr std::size_t kNumberLineWords = 5;

struct NationalAnchor {
  std::string_view key;
  bool party = false;
};
// Zone 1, and the head of Party documents (Hướng dẫn 36-HD/VPTW).
constexpr std::array kNationalAnchors{NationalAnchor{"conghoaxahoichunghiavietnam"},
                                      NationalAnchor{"doclaptudohanhphuc"}, NationalAnchor{"dangcongsanvietnam", true}};

struct Anchor {
  models::Box box;
  bool party = false;
};

/// The topmost national name, motto or Party name, cut out of whatever line it was read in.
std::optional<Anchor> find_national(const PageLayout& layout) {
  for (const Segment& segment : layout.segments) {
    if (layout.y_share(segment.box.y) > kHeadPageShare) break;
    for (const auto& [key, party] : kNationalAnchors) {
      const auto match = find_anchor(segment.key, key, kAnchorLikeness);
      if (!match) continue;
      const Segment part =
          part_of(segment, word_at_key(segment, match->begin), word_at_key(segment, match->end - 1) + 1);
      if (capital_share(part.text) < 0.5 && key != "doclaptudohanhphuc") continue;
      return Anchor{part.box, party};
    }
  }
  return std::nullopt;
}

/// Motto and name are centred on one axis; the wider tells where the column begins.
void widen_by_motto(const PageLayout& layout, Anchor& anchor) {
  const double reach = 4 * layout.line_height_px;
  for (const Segment& segment : layout.segments) {
    if (segment.box.y > anchor.box.bottom() + reach) break;
    for (const auto& national : kNationalAnchors) {
      const auto match = find_anchor(segment.key, national.key, kAnchorLikeness);
      if (!match) continue;
      const Segment part =
          part_of(segment, word_at_key(segment, match->begin), word_at_key(segment, match->end - 1) + 1);
      if (std::abs(part.box.y - anchor.box.y) < reach) anchor.box = models::united(anchor.box, part.box);
    }
  }
}

double median_character_height(const std::vector<const models::Word*>& words) {
  std::vector<double> heights;
  for (const models::Word* word : words) heights.push_back(word->box.height);
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

/// Whether digits differ in height from the print they stand in.
bool differs_from_print(const Piece& digits, const std::vector<const models::Word*>& print) {
  const double own = median_character_height(digits.words), other = median_character_height(print);
  if (own <= 0 || other <= 0) return false;
  const double ratio = own / other;
  return ratio > kPrintedHeightRatio || ratio < 1 / kPrintedHeightRatio;
}

std::string without_spaces(std::string text) {
  std::erase(text, ' ');
  return text;
}

/// What recognisers make of symbols: eth for Đ, long dashes.
std::string tidy_symbol(std::string text) {
  text = without_spaces(std::move(text));
  const std::array<std::pair<std::string_view, std::string_view>, 4> same{
      {{"Ð", "Đ"}, {"–", "-"}, {"—", "-"}, {"ð", "đ"}}};
  for (const auto& [from, to] : same)
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
      text.replace(at, from.size(), to);
  while (!text.empty() && (text.back() == '.' || text.back() == '-')) text.pop_back();
  return text;
}

/// "QĐ" of "QĐ-UBND", "2020/QĐ-UBND" and "QĐ/TU".
std::string abbreviation_of(const std::string& symbol) {
  std::string text = symbol;
  if (const auto slash = text.find('/');
      slash != std::string::npos && std::isdigit(static_cast<unsigned char>(text[0])) != 0)
    text = text.substr(slash + 1);
  return text.substr(0, text.find_first_of("-/"));
}

/// The number and its symbol are one printed word, or the number was set in a gap left for it.
Finding number_finding(const Piece& number, const Piece& symbol) {
  const bool own_word = number.words.back() != symbol.words.front();
  const bool by_hand = own_word || (number.words.size() == 1 && differs_from_print(number, symbol.words));
  Finding finding = finding_of(without_spaces(number.text), number.words, by_hand ? kByHand : 0.99, !by_hand);
  finding.by_pen = by_hand;
  return finding;
}

/// A piece by itself, so that a pattern can look at it alone.
Segment segment_of_text(const Piece& piece) {
  Segment segment = segment_of(piece.words);
  segment.text = piece.text;
  return segment;
}

/// @param whole  label, bar and symbol were read
void take_number(Head& head, const Segment& row, const std::vector<std::optional<Piece>>& groups, bool whole,
                 const DocumentTypes& types) {
  head.number_line = true;
  head.number_top_px = row.box.y;
  head.number_bottom_px = row.box.bottom();
  if (!groups[2]) return;
  const Piece& printed = *groups[2];
  const std::string symbol = tidy_symbol(printed.text);
  head.symbol = finding_of(symbol, printed.words, whole ? 0.97 : kCutSymbol, false);
  const std::string abbreviation = abbreviation_of(symbol);
  if (const DocumentType* type = types.by_abbreviation(abbreviation); type != nullptr) {
    head.abbreviation = abbreviation;
    head.symbol->validated = whole;
  }
  // What a pen wrote and the recogniser could not read as a number is no number.
  const Pattern* value = types.administrative().pattern("number_value");
  if (value == nullptr || !groups[1] || groups[1]->words.empty()) return;
  if (value->find(segment_of_text(*groups[1]))) head.number = number_finding(*groups[1], printed);
}

/// Zone 3. The first row of the left column that reads like a number and symbol.
void find_number(Head& head, const std::vector<Segment>& rows, const DocumentTypes& types) {
  const DocumentType& rules = types.administrative();
  const std::array<std::array<const char*, 2>, 2> names{
      {{"party_number", "number"}, {"number_over_bar", "symbol_alone"}}};
  for (const auto& kind : names)
    for (const Segment& row : rows)
      for (const char* name : kind)
        if (const Pattern* pattern = rules.pattern(name); pattern != nullptr)
          if (const auto groups = pattern->find(row); groups)
            return take_number(head, row, *groups, kind == names.front(), types);
}

bool is_number(const std::string& key) {
  return !key.empty() && key.size() <= 4 &&
         std::all_of(key.begin(), key.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// O, I and l beside a digit are digits.
int number_in(const std::optional<Piece>& piece) {
  if (!piece) return 0;
  std::string key = key_of(piece->text);
  std::replace(key.begin(), key.end(), 'o', '0');
  std::replace(key.begin(), key.end(), 'i', '1');
  std::replace(key.begin(), key.end(), 'l', '1');
  return is_number(key) ? std::stoi(key) : 0;
}

/// Days below 10 and the months 1 and 2 have a leading zero, other months have none (NĐ 30/2020, Phụ lục I, mục II.4).
bool written_by_the_rule(const Piece& day, const Piece& month) {
  const std::string month_key = key_of(month.text);
  return key_of(day.text).size() == 2 && (number_in(month) > 2 || month_key.size() == 2);
}

void take_place(Head& head, const Piece& place) {
  std::string text = place.text;
  while (!text.empty() && (text.back() == ',' || text.back() == '.' || text.back() == ' ')) text.pop_back();
  if (key_of(text).size() < 2 || !is_capitalised(text.substr(0, text.find(' ')))) return;
  const auto name_of = [](const std::optional<Finding>& agency) {
    return agency ? Places::built_in().repaired(agency->value).text : std::string();
  };
  const std::string agency = name_of(head.agencies.issuing), parent = name_of(head.agencies.parent);
  const bool agrees = key_of(agency + parent).find(key_of(text)) != std::string::npos;
  // Two prints of one name, read alike, or not.
  const bool alike = normalised(agency + parent, "upper").value_or("").find(normalised(text, "upper").value_or("?")) !=
                     std::string::npos;
  head.place = finding_of(text, place.words, 0.97, !agrees || alike);
  if (alike) head.place->floors.assign(place.words.size(), kTwicePrinted);
}

std::vector<const models::Word*> last_words(const Segment& row) {
  return {row.words.end() - std::min<std::ptrdiff_t>(2, static_cast<std::ptrdiff_t>(row.words.size())),
          row.words.end()};
}

void take_date(Head& head, const Segment& row, const std::vector<std::optional<Piece>>& groups) {
  const auto &date = groups[1], &day = groups[2], &month = groups[3];
  if (!date || !day || !month) return;
  const auto iso = iso_date(number_in(day), number_in(month), number_in(groups[4]));
  if (!iso) return;
  const bool joined = day->words.size() != 1 || key_of(day->words.front()->text) != key_of(day->text);
  const bool misread = !is_number(key_of(day->text)) || !is_number(key_of(month->text));
  const bool by_hand =
      joined || misread || differs_from_print(*day, last_words(row)) || (head.number && !head.number->validated);
  const double strength = (by_hand ? kDayByHand : 0.99) * (written_by_the_rule(*day, *month) ? 1 : kAgainstRule);
  head.date = finding_of(date->text, date->words, strength, !by_hand);
  head.date->normalised = *iso;
  head.date->by_pen = by_hand;
}

/// Zone 4, in the right column.
void find_date(Head& head, const std::vector<Segment>& rows, const DocumentType& rules) {
  const Pattern *date = rules.pattern("date"), *place = rules.pattern("place");
  for (const Segment& row : rows) {
    const auto line = place != nullptr ? place->find(row) : std::nullopt;
    if (line && (*line)[1] && !head.place) {
      take_place(head, *(*line)[1]);
      head.bottom_px = std::max(head.bottom_px, row.box.bottom());
    }
    const auto groups = date != nullptr ? date->find(row) : std::nullopt;
    if (!groups) continue;
    head.bottom_px = std::max(head.bottom_px, row.box.bottom());
    return take_date(head, row, *groups);
  }
}

/// The place in the date line and the place in an agency's name are two prints of one name: the better read one has the
/// marks.
void agree_on_place(Head& head) {
  if (!head.place) return;
  const std::string capitals = normalised(head.place->value, "upper").value_or("");
  for (auto* agency : {&head.agencies.issuing, &head.agencies.parent}) {
    if (!*agency) continue;
    vouch(**agency, {capitals}, head.place->confidence);
  }
}

std::vector<Segment> above(std::vector<Segment> rows, double y_px) {
  std::erase_if(rows, [&](const Segment& row) { return row.centre_y() >= y_px; });
  return rows;
}

/// Whether the row is the left part of a line that runs on over the column's border: a title in the middle of the page.
bool runs_across(const PageLayout& layout, const Segment& row, double split_px) {
  const double reach = 2 * layout.line_height_px;
  return std::any_of(layout.segments.begin(), layout.segments.end(), [&](const Segment& segment) {
    const bool same = segment.box.y < row.centre_y() && segment.box.bottom() > row.centre_y();
    return same && segment.box.x < split_px - reach && segment.box.right() > split_px + reach;
  });
}

/// Whether a line begins as a type's title does, which no agency does.
bool is_title_line(const Segment& row, const DocumentTypes& types) {
  const auto is_title = [&](const TitleAnchor& title) {
    return title.whole ? row.key == title.key : row.key.starts_with(title.key);
  };
  return std::any_of(types.all().begin(), types.all().end(), [&](const DocumentType& type) {
    return std::any_of(type.titles.begin(), type.titles.end(), is_title);
  });
}

/// Where the title begins: the head ends above it.
double title_top(const PageLayout& layout, const models::Box& anchor, const DocumentTypes& types) {
  for (const Segment& segment : layout.segments) {
    if (segment.box.y < anchor.bottom() || segment.words.empty()) continue;
    const double x = layout.x_share_of_page(segment.centre_x());
    const bool central = x > kTitleFrom && x < kTitleTo;
    if (central && capital_share(segment.text) > kTitleCapitals && is_title_line(segment, types)) return segment.box.y;
  }
  return layout.page.height_px;
}

/// Agencies end at the number; without one, where small letters or a line in the middle of the page begin.
std::vector<Segment> agency_rows(const PageLayout& layout, const std::vector<Segment>& left, const Head& head,
                                 const DocumentTypes& types) {
  if (head.number_bottom_px > 0) return above(left, head.number_top_px);
  std::vector<Segment> rows;
  for (const Segment& row : left) {
    if (capital_share(row.text) < 0.7 && row.key.size() > 3) break;
    if (row.box.y > head.bottom_px && (runs_across(layout, row, head.split_px) || is_title_line(row, types))) break;
    rows.push_back(row);
  }
  return rows;
}

/// Where a date line begins that was read as one with the number's line: behind the symbol.
std::vector<const models::Word*>::const_iterator behind_number(std::vector<const models::Word*>::const_iterator begin,
                                                               std::vector<const models::Word*>::const_iterator end) {
  for (auto word = end; word != begin; --word)
    if ((*std::prev(word))->text.find('/') != std::string::npos) return word;
  return begin;
}

/// A date line may be wider than the national name above it, so that its place begins left of the column: the whole
/// line counts.
void widen_date_line(const PageLayout& layout, Head& head, const DocumentType& rules) {
  if (!head.place || head.place->words.empty()) return;
  const models::Word* first = head.place->words.front();
  for (const Segment& segment : layout.segments) {
    const auto at = std::find(segment.words.begin(), segment.words.end(), first);
    if (at == segment.words.end() || at == segment.words.begin() || segment.centre_x() < head.split_px) continue;
    const auto begin = static_cast<std::size_t>(behind_number(segment.words.begin(), at) - segment.words.begin());
    head.place.reset();
    find_date(head, {part_of(segment, begin, segment.words.size())}, rules);
    return;
  }
}

Head read_columns(const PageLayout& layout, Head head, const models::Box& anchor, const DocumentTypes& types) {
  const double line = layout.line_height_px;
  const double bottom = std::min(
      {anchor.y + kHeadLines * line, kHeadPageShare * layout.page.height_px, title_top(layout, anchor, types)});
  const auto left = rows_in(layout, {0, anchor.y - 1.5 * line, head.split_px, bottom - anchor.y + 1.5 * line});
  const double below = anchor.y + 0.5 * line;
  const auto right = rows_in(layout, {head.split_px, below, layout.page.width_px - head.split_px, bottom - below});
  find_number(head, left, types);
  head.agencies = read_agencies(agency_rows(layout, left, head, types), types.administrative());
  find_date(head, right, types.administrative());
  if (!head.date && !head.place)  // the date line may be wider than the name above it
    find_date(head,
              rows_in(layout, {head.split_px - 3 * line, below, layout.page.width_px - head.split_px + 3 * line,
                               bottom - below}),
              types.administrative());
  widen_date_line(layout, head, types.administrative());
  agree_on_place(head);
  head.bottom_px = std::max({head.bottom_px, head.number_bottom_px, anchor.bottom()});
  if (head.agencies.issuing) head.bottom_px = std::max(head.bottom_px, head.agencies.issuing->box.bottom());
  return head;
}

/// Whether the national name stands right of the middle, as beside an agency. Short lines below move the middle; then
/// an agency must be seen.
bool stands_right(const PageLayout& layout, const models::Box& anchor) {
  const double middle = anchor.x + anchor.width / 2;
  if (layout.x_share(middle) <= kRightColumnFrom) return false;
  if (layout.x_share(middle) > kSurelyRight && middle > kRightOfPage * layout.page.width_px) return true;
  return std::any_of(layout.segments.begin(), layout.segments.end(), [&](const Segment& segment) {
    return segment.box.right() < anchor.x && segment.key.size() > 2 &&
           std::abs(segment.centre_y() - (anchor.y + anchor.height / 2)) < kBesideLines * layout.line_height_px;
  });
}

/// Contracts and minutes write the number below the title and the date into the first sentence.
void read_below_title(const PageLayout& layout, Head& head, const DocumentTypes& types) {
  const Pattern* date = types.administrative().pattern("date");
  for (const Segment& segment : layout.segments) {
    if (segment.box.y < head.bottom_px || layout.y_share(segment.box.y) > kFirstSentencePageShare) continue;
    const bool number_line = segment.key.starts_with("so") && segment.words.size() <= kNumberLineWords;
    if (number_line && !head.number_line) find_number(head, {segment}, types);
    if (head.date || date == nullptr || !segment.key.starts_with("homnay")) continue;
    if (const auto groups = date->find(segment); groups) take_date(head, segment, *groups);
  }
}

}  // namespace

Head read_head(const PageLayout& layout, const DocumentTypes& types) {
  Head head;
  auto anchor = find_national(layout);
  if (!anchor) return head;
  widen_by_motto(layout, *anchor);
  head.national = !anchor->party;
  head.party = anchor->party;
  head.top_px = anchor->box.y;
  head.bottom_px = anchor->box.bottom();
  head.columns = stands_right(layout, anchor->box);
  if (!head.columns) {
    read_below_title(layout, head, types);
    return head;
  }
  head.split_px = anchor->box.x - 0.4 * layout.line_height_px;
  return read_columns(layout, head, anchor->box, types);
}

}  // namespace hoso::extraction
