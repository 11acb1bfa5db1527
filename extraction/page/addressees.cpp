// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/addressees.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

constexpr double kAddresseePageShare = 0.7;
constexpr double kLineGapLines = 2.4;   // line heights between the middles of two lines of an entry
constexpr double kEntryGapLines = 3.2;  // and of two entries
constexpr double kWordGapLines = 0.7;   // between two words of an entry; columns leave more
constexpr int kEntriesMax = 40;
constexpr std::size_t kNoteLetters = 4;  // of the word that ends with a note's number
constexpr double kEntryStrength = 0.96, kDoubtfulEntryStrength = 0.5;
constexpr std::string_view kAddressee = "kinhgui";
constexpr std::string_view kRecipients = "noinhan";

/// The list's mark at the head of an entry, as printed or as recognisers read it.
bool is_list_mark(const std::string& word) {
  static const std::vector<std::string> marks{"-", "–", "—", "_", "~", "+", "*", "•", "·", "=", "−"};
  if (std::find(marks.begin(), marks.end(), word) != marks.end()) return true;
  return word.size() == 2 && std::string_view("-~_=").find(word[0]) != std::string_view::npos && key_of(word).empty();
}

/// Entries end with a semicolon: one within an entry means that two were read as one.
bool holds_two(const std::string& value) { return value.find(';') != std::string::npos; }

bool opens_entry(const Segment& row) {
  if (is_list_mark(row.words.front()->text)) return true;
  const std::string& text = row.words.front()->text;
  return text.size() > 1 && (text.starts_with("-") || text.starts_with("–"));
}

std::string trimmed_entry(std::string text) {
  const auto begin = text.find_first_not_of(" -+*_~=:.,");
  if (begin == std::string::npos) return {};
  text = text.substr(begin);
  for (const std::string_view mark : {"– ", "— ", "• ", "− "})
    if (text.starts_with(mark)) text = text.substr(mark.size());
  while (!text.empty() && std::string_view(" ;.,:").find(text.back()) != std::string_view::npos) text.pop_back();
  return text;
}

/// The rest of a label with the number of a note: "gửi(1):", "7):".
bool is_note(const std::string& word) {
  const std::string key = key_of(word);
  return word.ends_with(':') && word.find(')') != std::string::npos && key.size() <= kNoteLetters &&
         (key.empty() || std::string_view("0123456789li").find(key.back()) != std::string_view::npos);
}

struct Entry {
  std::string text;
  std::vector<const models::Word*> words;
};

void append(Entry& entry, const Segment& row, std::size_t first_word = 0) {
  for (std::size_t i = first_word; i < row.words.size(); ++i) {
    if (entry.words.empty() && is_list_mark(row.words[i]->text)) continue;
    entry.text.append(entry.text.empty() ? "" : " ").append(row.words[i]->text);
    entry.words.push_back(row.words[i]);
  }
}

std::vector<Finding> findings_of(const std::vector<Entry>& entries) {
  std::vector<Finding> out;
  for (const Entry& entry : entries) {
    std::string value = trimmed_entry(entry.text);
    if (key_of(value).size() < 2) continue;
    const bool doubtful = holds_two(value);
    out.push_back(
        finding_of(std::move(value), entry.words, doubtful ? kDoubtfulEntryStrength : kEntryStrength, !doubtful));
  }
  return out;
}

/// Whether a row without its mark is an entry all the same: the first, with a semicolon at its end, or what follows
/// one.
bool lost_its_mark(const Segment& row, const std::vector<Entry>& entries) {
  return entries.empty() ? row.text.ends_with(';') : entries.back().text.ends_with(';');
}

/// "… các tổ chức chính trị" and below it "- xã hội": the dash of an entry that is not yet ended, before a small
/// letter.
bool goes_on_behind_dash(const Segment& row, const std::vector<Entry>& entries) {
  if (entries.empty() || entries.back().text.find_last_of(";.") == entries.back().text.size() - 1) return false;
  const std::string text = trimmed_entry(row.text);
  const std::string first = text.substr(0, text.find(' '));
  return key_of(first).size() > 1 && std::isdigit(static_cast<unsigned char>(first.front())) == 0 &&
         capital_share(first) == 0;
}

/// Rows from `rows` that follow one another as a list: each begins with a mark, or goes on with the one before.
void read_list(const std::vector<Segment>& rows, double last_y_px, double line_px, std::vector<Entry>& entries) {
  double left = -1;
  for (const Segment& row : rows) {
    const bool marked = opens_entry(row) && !goes_on_behind_dash(row, entries);
    const bool opens = marked || lost_its_mark(row, entries);
    const double reach = (marked ? kEntryGapLines : kLineGapLines) * line_px;
    if (row.centre_y() - last_y_px > reach || entries.size() >= kEntriesMax) return;
    if (!opens && (entries.empty() || row.box.x < left - 0.5 * line_px)) return;
    if (opens) {
      entries.emplace_back();
      left = row.box.x;
    }
    append(entries.back(), row);
    last_y_px = row.centre_y();
    if (row.text.ends_with('.')) return;
  }
}

const Segment* find_label(const PageLayout& layout, std::string_view label, double from_y, double to_y) {
  for (const Segment& segment : layout.segments) {
    if (segment.centre_y() < from_y || segment.centre_y() > to_y) continue;
    if (begins_with_anchor(segment.key, label, 0.85)) return &segment;
  }
  return nullptr;
}

std::vector<Segment> below(const PageLayout& layout, const models::Box& column, double from_y, double height) {
  auto rows = rows_in(layout, {column.x, from_y, column.width, height});
  std::erase_if(rows, [](const Segment& row) { return row.key.empty(); });
  return rows;
}

/// A letter's addressee may go on over the next centred line when it does not end there.
void take_next_line(const PageLayout& layout, const Segment& label, Entry& entry) {
  const double start = entry.words.front()->box.x, line = layout.line_height_px;
  const auto rows = below(layout, {0, 0, static_cast<double>(layout.page.width_px), 0}, label.box.bottom(), 2.2 * line);
  if (rows.empty() || entry.text.ends_with('.') || entry.text.ends_with(';')) return;
  if (std::abs(rows.front().box.x - start) < line && !opens_entry(rows.front())) append(entry, rows.front());
}

/// An entry that is longer than its column is wide, with its words beyond the column's border.
Segment whole_entry(const PageLayout& layout, Segment row) {
  const auto ends = [](const models::Word* word) { return word->text.ends_with(';') || word->text.ends_with('.'); };
  for (const Segment& segment : layout.segments) {
    auto at = std::find(segment.words.begin(), segment.words.end(), row.words.back());
    if (at == segment.words.end()) continue;
    while (!ends(row.words.back()) && ++at != segment.words.end() &&
           (*at)->box.x - row.words.back()->box.right() < kWordGapLines * layout.line_height_px)
      row.words.push_back(*at);
    return segment_of(std::move(row.words));
  }
  return row;
}

}  // namespace

std::vector<Finding> read_addressees(const PageLayout& layout, const Head& head) {
  const Segment* label = find_label(layout, kAddressee, head.bottom_px, kAddresseePageShare * layout.page.height_px);
  if (label == nullptr) return {};
  std::vector<Entry> entries;
  std::size_t first = word_at_key(*label, kAddressee.size());
  // "Kính gửi(1):" has a note.
  while (first < label->words.size() && is_note(label->words[first]->text)) ++first;
  if (first > 0 && is_list_mark(label->words[first - 1]->text)) --first;
  if (first < label->words.size()) {
    entries.emplace_back();
    append(entries.back(), *label, first);
    if (!is_list_mark(label->words[first]->text)) {
      take_next_line(layout, *label, entries.back());
      return findings_of(entries);
    }
  }
  const double width = layout.page.width_px - label->box.x;
  const auto rows = below(layout, {label->box.x, 0, width, 0}, label->box.bottom(), 30 * layout.line_height_px);
  read_list(rows, label->centre_y(), layout.line_height_px, entries);
  return findings_of(entries);
}

const Segment* recipients_label(const PageLayout& layout) {
  for (const Segment& segment : layout.segments) {
    const auto match = begins_with_anchor(segment.key, kRecipients, 0.85);
    if (match && layout.x_share(segment.box.x) < 0.3 && segment.key.size() < 40) return &segment;
  }
  return nullptr;
}

std::vector<Finding> read_recipients(const PageLayout& layout) {
  const Segment* label = recipients_label(layout);
  if (label == nullptr) return {};
  // The signature's column begins right of the middle; a list never reaches it.
  const double right = layout.block.x + 0.48 * layout.block.width;
  const double left = label->box.x - layout.line_height_px;
  auto rows = below(layout, {left, 0, right - left, 0}, label->box.bottom() - 0.2 * layout.line_height_px,
                    layout.page.height_px);
  for (Segment& row : rows) row = whole_entry(layout, std::move(row));
  std::vector<Entry> entries;
  read_list(rows, label->centre_y(), layout.line_height_px, entries);
  return findings_of(entries);
}

}  // namespace hoso::extraction
