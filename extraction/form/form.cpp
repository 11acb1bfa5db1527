// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/form.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

// In line heights.
constexpr double kRightReach = 15;     // from a label to its value on the same row
constexpr double kBelowReach = 1.5;    // from a label to its value below
constexpr double kNextLineReach = 1.8; // between two lines of a value
constexpr double kSameEdge = 3;        // between the left ends of lines that belong together
constexpr double kSpace = 0.5;
constexpr double kSameRow = 0.5;  // of the lower box's height

double shared_height(const models::Box& one, const models::Box& other) {
  const double common = std::min(one.bottom(), other.bottom()) - std::max(one.y, other.y);
  return common / std::max(1.0, std::min(one.height, other.height));
}

bool inside(const models::Box& region, const Segment& segment) {
  return segment.centre_x() >= region.x && segment.centre_x() < region.right() && segment.centre_y() >= region.y &&
         segment.centre_y() < region.bottom();
}

bool begins_small(const Segment& segment) {
  const auto text = icu::UnicodeString::fromUTF8(segment.text);
  return text.length() > 0 && u_islower(text.char32At(0)) != 0;
}

/// "1. …", "a) …", "- …": a new entry of a list.
bool begins_entry(const Segment& segment) {
  const std::string& first = segment.words.front()->text;
  if (segment.words.size() > 1 && key_of(first).empty()) return true;
  return key_of(first).size() <= 2 && (first.ends_with('.') || first.ends_with(')'));
}

/// "…, thành phố": the name must follow.
bool ends_with_rank(const Segment& segment) {
  static constexpr std::array ranks{"tinh", "huyen", "quan", "xa", "phuong", "pho", "tran", "duong", "thi", "thanh"};
  const std::string last = key_of(segment.words.back()->text);
  return std::find(ranks.begin(), ranks.end(), last) != ranks.end();
}

/// Whether a line has to go on: its text says so, or the next word would still have fitted otherwise.
bool goes_on(const Segment& line, const Segment& next, double right_px, double line_px) {
  if (line.text.ends_with(',') || begins_small(next) || ends_with_rank(line)) return true;
  return line.box.right() + next.words.front()->box.width + kSpace * line_px > right_px;
}

}  // namespace

bool Form::Line::begins_with_label() const {
  if (labels.empty()) return false;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < labels.front().begin; ++i) letters += key_of(segment->words[i]->text).size();
  return letters <= 2;
}

Form::Form(const std::vector<FormPage>& pages, const DocumentType& type, const DocumentType& rules)
    : type_(type), lists_{&type, &rules} {
  std::set<std::string> labels(type.stops.begin(), type.stops.end());
  for (const FieldRule& rule : type.fields) labels.insert(rule.labels.begin(), rule.labels.end());
  labels_.assign(labels.begin(), labels.end());
  std::string section;
  for (const FormPage& page : pages) read_page(page, section);
}

void Form::read_page(const FormPage& source, std::string& section) {
  Page page{.number = source.number, .line_px = source.layout->line_height_px};
  for (const Segment& segment : source.layout->segments) {
    if (source.region && !inside(*source.region, segment)) continue;
    Line line{.segment = &segment, .labels = find_labels(segment, labels_)};
    open_sections(line, section);
    page.right_px = std::max(page.right_px, segment.box.right());
    page.lines.push_back(std::move(line));
  }
  pages_.push_back(std::move(page));
}

/// Fields that others name as `after` open a section by their label.
void Form::open_sections(Line& line, std::string& section) const {
  for (const LabelHit& hit : line.labels) {
    for (const FieldRule& rule : type_.fields)
      if (std::find(rule.labels.begin(), rule.labels.end(), hit.label) != rule.labels.end() &&
          std::any_of(type_.fields.begin(), type_.fields.end(),
                      [&](const FieldRule& other) { return other.after == rule.name; }))
        section = rule.name;
    line.sections.push_back(section);
  }
}

/// A label that several fields share counts by its section; before the first, for the field that needs none.
bool Form::concerns(const FieldRule& rule, const Line& line, std::size_t label) const {
  const auto has = [&](const FieldRule& one) {
    return std::find(one.labels.begin(), one.labels.end(), line.labels[label].label) != one.labels.end();
  };
  if (!has(rule)) return false;
  if (!rule.after.empty()) return line.sections[label] == rule.after;
  const bool shared = std::any_of(type_.fields.begin(), type_.fields.end(),
                                  [&](const FieldRule& other) { return !other.after.empty() && has(other); });
  return !shared || line.sections[label].empty();
}

const Form::Line* Form::right_of(const Page& page, const Line& line) {
  const Line* nearest = nullptr;
  for (const Line& other : page.lines) {
    const double gap = other.segment->box.x - line.segment->box.right();
    if (&other == &line || gap < 0 || gap > kRightReach * page.line_px) continue;
    if (shared_height(other.segment->box, line.segment->box) < kSameRow) continue;
    if (nearest == nullptr || other.segment->box.x < nearest->segment->box.x) nearest = &other;
  }
  return nearest;
}

const Form::Line* Form::below(const Page& page, const models::Box& box, double reach_lines) {
  const Line* nearest = nullptr;
  for (const Line& other : page.lines) {
    const models::Box& at = other.segment->box;
    const double gap = at.y - box.bottom();
    if (at.y + at.height / 2 <= box.bottom() || gap > reach_lines * page.line_px) continue;
    if (at.x > box.right() || at.right() < box.x) continue;
    if (nearest == nullptr || at.y + at.height / 2 < nearest->segment->centre_y()) nearest = &other;
  }
  return nearest;
}

const Form::Line* Form::next_line_of(const Page& page, const Line& label_line, const models::Box& value,
                                     const Segment& last) {
  const models::Box& label = label_line.segment->box;
  const double left = std::min(label.x, value.x);
  const Line* next = below(page, {left, last.box.y, std::max(value.right(), label.right()) - left, last.box.height},
                           kNextLineReach);
  if (next == nullptr || next->begins_with_label() || begins_entry(*next->segment)) return nullptr;
  const double edge = kSameEdge * page.line_px, x = next->segment->box.x;
  if (std::abs(x - label.x) > edge && std::abs(x - value.x) > edge) return nullptr;
  return goes_on(last, *next->segment, page.right_px, page.line_px) ? next : nullptr;
}

namespace {

/// Words of a line before its first label.
std::vector<const models::Word*> before_label(const Segment& segment, const std::vector<LabelHit>& labels) {
  const auto end = labels.empty() ? segment.words.size() : labels.front().begin;
  return {segment.words.begin(), segment.words.begin() + static_cast<std::ptrdiff_t>(end)};
}

bool says_something(const std::vector<const models::Word*>& words) {
  return std::any_of(words.begin(), words.end(), [](const models::Word* word) { return !key_of(word->text).empty(); });
}

}  // namespace

RawValue Form::value_of(const FieldRule& rule, const Page& page, const Line& line, std::size_t label) const {
  const LabelHit& hit = line.labels[label];
  const auto& words = line.segment->words;
  const bool last_label = label + 1 == line.labels.size();
  const std::size_t end = last_label ? words.size() : line.labels[label + 1].begin;
  RawValue raw{{words.begin() + static_cast<std::ptrdiff_t>(std::min(hit.value, end)),
                words.begin() + static_cast<std::ptrdiff_t>(end)},
               hit.skip_bytes};
  const Line* at = &line;
  if (rule.place == ValuePlace::below) raw = {};
  if (!says_something(raw.words) && last_label) {
    raw.skip_bytes = 0;
    at = rule.place == ValuePlace::below ? nullptr : right_of(page, line);
    if (at != nullptr && at->begins_with_label()) return {};
    if (at == nullptr && rule.place != ValuePlace::right) at = below(page, line.segment->box, kBelowReach);
    if (at == nullptr || at->begins_with_label()) return {};
    raw.words = before_label(*at->segment, at->labels);
  }
  if (raw.words.empty()) return {};
  const models::Box value = segment_of(raw.words).box;
  for (int count = 1; count < rule.lines && raw.words.back() == at->segment->words.back(); ++count) {
    const Line* next = next_line_of(page, line, value, *at->segment);
    if (next == nullptr) break;
    const auto more = before_label(*next->segment, next->labels);
    raw.words.insert(raw.words.end(), more.begin(), more.end());
    at = next;
  }
  return raw;
}

std::vector<Placed> Form::labelled(const FieldRule& rule) const {
  std::vector<Placed> out;
  for (const Page& page : pages_)
    for (const Line& line : page.lines)
      for (std::size_t i = 0; i < line.labels.size(); ++i) {
        if (!concerns(rule, line, i)) continue;
        auto finding = read_value(value_of(rule, page, line, i), rule, lists_);
        if (!finding) continue;
        if (!line.labels[i].colon) finding->confidence *= line.labels[i].likeness;
        out.push_back({std::move(*finding), page.number});
        if (!rule.many) return out;
      }
  return out;
}

std::vector<Placed> Form::matching(const FieldRule& rule) const {
  std::vector<Placed> out;
  for (const Page& page : pages_)
    for (const Line& line : page.lines) {
      auto finding = read_value({line.segment->words}, rule, lists_);
      if (!finding) continue;
      out.push_back({std::move(*finding), page.number});
      if (!rule.many) return out;
    }
  return out;
}

}  // namespace hoso::extraction
