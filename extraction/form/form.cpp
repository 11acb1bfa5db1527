// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/form.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "extraction/form/label_cells.h"
#include "extraction/form/value_lines.h"
#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

constexpr std::size_t kAlternativesMax = 3;  // kept beside the value of a field that stands once

constexpr double kLegible = 0.25, kLegiblePen = 0.5;  // least confidence of what is told at all
constexpr std::size_t kWrittenLetters = 3;            // fewest of what a pen wrote; less may be a leader's dots
// In line heights.
constexpr double kRightReach = 15;      // from a label to its value on the same row
constexpr double kFarRight = 40;        // the same of an amount, a date, a number
constexpr double kNearRight = 5;        // nearer than what stands below
constexpr double kBelowReach = 1.5;     // from a label to its value below
constexpr double kNextLineReach = 1.8;  // between two lines of a value
constexpr double kSameEdge = 3;         // between the left ends of lines that belong together
constexpr double kWrittenLines = 1;     // narrowest of what a pen wrote
constexpr double kSameRow = 0.5;        // of the lower box's height

double shared_height(const models::Box& one, const models::Box& other) {
  const double common = std::min(one.bottom(), other.bottom()) - std::max(one.y, other.y);
  return common / std::max(1.0, std::min(one.height, other.height));
}

bool inside(const models::Box& region, const Segment& segment) {
  return segment.centre_x() >= region.x && segment.centre_x() < region.right() && segment.centre_y() >= region.y &&
         segment.centre_y() < region.bottom();
}

bool lies_in_table(const PageLayout& layout, const Segment& segment) {
  return layout.tables != nullptr && std::ranges::any_of(*layout.tables, [&](const models::Table& table) {
           return table.columns > 1 && inside(table.box, segment);
         });
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

/// From the top, each row from the left: what stands right of a label may be a little higher.
std::vector<Form::Line*> Form::by_rows(std::vector<Line>& lines) {
  std::vector<Line*> out;
  for (Line& line : lines) out.push_back(&line);
  std::ranges::stable_sort(out, {}, [](const Line* line) { return line->segment->centre_y(); });
  for (auto row = out.begin(); row != out.end();) {
    const auto end = std::find_if(row, out.end(), [&](const Line* line) {
      return shared_height((*row)->segment->box, line->segment->box) < kSameRow;
    });
    std::stable_sort(row, end,
                     [](const Line* one, const Line* other) { return one->segment->box.x < other->segment->box.x; });
    row = end;
  }
  return out;
}

/// A label that goes on in the line below it, in a column of labels, is one.
void Form::join_labels(const FormPage& source, Page& page) {
  for (Line& line : page.lines) {
    const Segment* end =
        line.segment->text.find(':') == std::string::npos ? end_of_label(*source.layout, *line.segment) : nullptr;
    if (end == nullptr) continue;
    std::vector<const models::Word*> words = line.segment->words;
    words.insert(words.end(), end->words.begin(), end->words.end());
    auto whole = std::make_unique<const Segment>(segment_of(std::move(words)));
    auto labels = find_labels(*whole, labels_);
    if (labels.size() != 1 || labels.front().begin > 0 || labels.front().value < whole->words.size()) continue;
    line.labels = std::move(labels);
    line.segment = whole.get();
    page.label_cells.push_back(std::move(whole));
    std::erase_if(page.lines, [&](const Line& other) { return other.segment == end; });
    return join_labels(source, page);
  }
}

void Form::read_page(const FormPage& source, std::string& section) {
  Page page{.number = source.number, .line_px = source.layout->line_height_px};
  for (const Segment& segment : source.layout->segments) {
    if (source.region && !inside(*source.region, segment)) continue;
    page.right_px = std::max(page.right_px, segment.box.right());
    page.lines.push_back({.segment = &segment,
                          .labels = find_labels(segment, labels_),
                          .in_table = lies_in_table(*source.layout, segment)});
  }
  join_labels(source, page);
  read_label_cells(source, page, section);
  for (Line* line : by_rows(page.lines))
    if (!line->cell) open_sections(*line, section);
  pages_.push_back(std::move(page));
}

/// The section that the lines above a height open.
std::string Form::section_above(Page& page, double y_px, std::string section) const {
  for (const Line* line : by_rows(page.lines)) {
    if (line->segment->centre_y() >= y_px) break;
    Line above{.segment = line->segment, .labels = line->labels};
    open_sections(above, section);
  }
  return section;
}

/// Labels that fill cells take the place of the lines on which they stand.
void Form::read_label_cells(const FormPage& source, Page& page, const std::string& before) {
  for (auto& run : label_cells(*source.layout, labels_)) {
    std::string section = run.empty() ? before : section_above(page, run.front().label.box.y, before);
    for (LabelCell& cell : run) {
      if (source.region && !inside(*source.region, cell.label)) continue;
      std::erase_if(page.lines, [&](const Line& line) {
        return !line.cell && std::ranges::all_of(line.segment->words, [&](const models::Word* word) {
          return std::ranges::find(cell.label.words, word) != cell.label.words.end();
        });
      });
      page.label_cells.push_back(std::make_unique<const Segment>(std::move(cell.label)));
      Line line{.segment = page.label_cells.back().get(), .cell = RawValue{std::move(cell.value)}};
      line.labels = find_labels(*line.segment, labels_);
      open_sections(line, section);
      page.lines.push_back(std::move(line));
    }
  }
  std::ranges::stable_sort(page.lines, {}, [](const Line& line) { return line.segment->centre_y(); });
}

bool Form::opens_section(const FieldRule& rule) const {
  return std::find(type_.sections.begin(), type_.sections.end(), rule.name) != type_.sections.end() ||
         std::any_of(type_.fields.begin(), type_.fields.end(),
                     [&](const FieldRule& other) { return other.after == rule.name; });
}

void Form::open_sections(Line& line, std::string& section) const {
  for (const LabelHit& hit : line.labels) {
    for (const FieldRule& rule : type_.fields)
      if (rule.after != rule.name && std::ranges::find(rule.labels, hit.label) != rule.labels.end() &&
          opens_section(rule))
        section = rule.name;
    line.sections.push_back(section);
  }
}

/// A label that several fields share counts by its section; where none of them names the section, for the field that
/// needs none.
bool Form::concerns(const FieldRule& rule, const Line& line, std::size_t label) const {
  const auto has = [&](const FieldRule& one) {
    return std::find(one.labels.begin(), one.labels.end(), line.labels[label].label) != one.labels.end();
  };
  if (!has(rule)) return false;
  if (!rule.after.empty()) return line.sections[label] == rule.after;
  return std::none_of(type_.fields.begin(), type_.fields.end(), [&](const FieldRule& other) {
    return !other.after.empty() && other.after == line.sections[label] && has(other);
  });
}

namespace {

const Form::Line* right_of(const Form::Page& page, const Form::Line& line, double reach_lines) {
  const Form::Line* nearest = nullptr;
  for (const Form::Line& other : page.lines) {
    const double gap = other.segment->box.x - line.segment->box.right();
    if (&other == &line || gap < 0 || gap > reach_lines * page.line_px) continue;
    if (shared_height(other.segment->box, line.segment->box) < kSameRow) continue;
    if (nearest == nullptr || other.segment->box.x < nearest->segment->box.x) nearest = &other;
  }
  return nearest;
}

/// Lines that begin below a box within its width, top down.
std::vector<const Form::Line*> below(const Form::Page& page, const models::Box& box, double reach_lines) {
  std::vector<const Form::Line*> out;
  for (const Form::Line& other : page.lines) {
    const models::Box& at = other.segment->box;
    if (at.y + at.height / 2 <= box.bottom() || at.y - box.bottom() > reach_lines * page.line_px) continue;
    if (at.x <= box.right() && at.right() >= box.x) out.push_back(&other);
  }
  return out;
}

/// Where the next line of a value may stand.
struct Block {
  models::Box label, value;
  const Segment* last = nullptr;
};

/// Whether a line stands in the row of another label of the same column, and so is that label's value.
bool has_label_of_its_own(const Form::Page& page, const Form::Line& line, const models::Box& label) {
  return std::any_of(page.lines.begin(), page.lines.end(), [&](const Form::Line& other) {
    const models::Box& at = other.segment->box;
    const bool same_column = at.y > label.y && std::abs(at.x - label.x) < kSameEdge * page.line_px;
    return &other != &line && same_column && at.right() <= line.segment->box.x && other.begins_with_label() &&
           shared_height(at, line.segment->box) >= kSameRow;
  });
}

const Form::Line* next_line_of(const Form::Page& page, const Block& block) {
  const double left = std::min(block.label.x, block.value.x);
  const double right = std::max(block.value.right(), block.label.right());
  const auto lines = below(page, {left, block.last->box.y, right - left, block.last->box.height}, kNextLineReach);
  if (lines.empty()) return nullptr;
  const Form::Line& next = *lines.front();
  if (next.begins_with_label() || begins_entry(*next.segment)) return nullptr;
  if (has_label_of_its_own(page, next, block.label)) return nullptr;
  const double edge = kSameEdge * page.line_px, x = next.segment->box.x;
  if (std::abs(x - block.label.x) > edge && std::abs(x - block.value.x) > edge) return nullptr;
  return goes_on(*block.last, *next.segment, page.right_px, page.line_px) ? &next : nullptr;
}

/// Words of a line before its first label.
RawValue before_label(const Form::Line& line) {
  const auto& words = line.segment->words;
  const auto end = line.labels.empty() ? words.size() : line.labels.front().begin;
  return {{words.begin(), words.begin() + static_cast<std::ptrdiff_t>(end)}};
}

bool says_something(const std::vector<const models::Word*>& words) {
  return std::any_of(words.begin(), words.end(), [](const models::Word* word) { return !key_of(word->text).empty(); });
}

/// The words on the label's own line, up to the next label.
RawValue on_line(const Form::Line& line, std::size_t label) {
  const LabelHit& hit = line.labels[label];
  const auto& words = line.segment->words;
  std::size_t end = label + 1 == line.labels.size() ? words.size() : line.labels[label + 1].begin;
  end = before_unknown_label(words, hit.value, end);
  return {{words.begin() + static_cast<std::ptrdiff_t>(std::min(hit.value, end)),
           words.begin() + static_cast<std::ptrdiff_t>(end)},
          hit.skip_bytes};
}

/// A value with the lines on which it goes on.
RawValue whole_value(RawValue raw, const Form::Page& page, Block block, int lines_max) {
  if (raw.words.empty()) return raw;
  block.value = segment_of(raw.words).box;
  for (int count = 1; count < lines_max && raw.words.back() == block.last->words.back(); ++count) {
    const Form::Line* next = next_line_of(page, block);
    if (next == nullptr) break;
    const RawValue more = before_label(*next);
    raw.words.insert(raw.words.end(), more.words.begin(), more.words.end());
    block.last = next->segment;
  }
  return raw;
}

/// Entries of the list below a label, up to the next label.
std::vector<RawValue> entries_below(const Form::Page& page, const Form::Line& line, int lines_max) {
  std::vector<RawValue> out;
  const Form::Line* above = &line;
  for (const Form::Line& other : page.lines) {
    if (&other <= &line) continue;
    const double gap = other.segment->box.y - above->segment->box.bottom();
    if (other.begins_with_label() || gap > 2 * kNextLineReach * page.line_px) break;
    if (begins_entry(*other.segment))
      out.push_back(whole_value(before_label(other), page, {line.segment->box, {}, other.segment}, lines_max));
    above = &other;
  }
  return out;
}

/// What can be told from print by its kind may stand across a table's row.
double right_reach(const FieldRule& rule) {
  return rule.kind == ValueKind::text || rule.kind == ValueKind::name ? kRightReach : kFarRight;
}

/// Beside or below a label that stands alone; the nearer first.
std::vector<const Form::Line*> apart(const FieldRule& rule, const Form::Page& page, const Form::Line& line) {
  std::vector<const Form::Line*> out;
  const Form::Line* right = rule.place == ValuePlace::below ? nullptr : right_of(page, line, right_reach(rule));
  if (rule.place != ValuePlace::right) out = below(page, line.segment->box, kBelowReach + rule.reach - 1);
  if (rule.reach == 1 && out.size() > 1) out.resize(1);
  if (right == nullptr) return out;
  const bool near = right->segment->box.x - line.segment->box.right() < kNearRight * page.line_px;
  out.insert(near ? out.begin() : out.end(), right);
  return out;
}

struct LabelPlace {
  const Form::Page& page;
  const Form::Line& line;
};

/// What a pen wrote where the value belongs, and cannot be read as one: a field without a value, for somebody to read.
std::optional<Placed> illegible_value(const FieldRule& rule, const RawValue& raw, const LabelPlace& label) {
  const auto& [page, line] = label;
  // Below the label of an empty row stands something else.
  if (raw.words.empty() || shared_height(raw.words.front()->box, line.segment->box) < kSameRow) return std::nullopt;
  const Segment written = segment_of(raw.words);
  if (!rule.handwritten || rule.reach > 1 || written.key.size() < kWrittenLetters ||
      written.box.width < kWrittenLines * page.line_px)
    return std::nullopt;
  Placed placed{.finding = finding_of("", raw.words, 0, false), .page = page.number};
  placed.finding.by_pen = true;
  placed.alternatives.push_back({.value = trimmed_value(written.text),
                                 .why = "illegible",
                                 .confidence = reading_confidence(raw.words),
                                 .page = page.number,
                                 .box = placed.finding.box});
  return placed;
}

}  // namespace

std::vector<RawValue> Form::values_of(const FieldRule& rule, const Page& page, const Line& line,
                                      std::size_t label) const {
  if (rule.place == ValuePlace::list_below) return entries_below(page, line, rule.lines);
  if (line.cell) return line.cell->words.empty() ? std::vector<RawValue>{} : std::vector{*line.cell};
  const RawValue beside = on_line(line, label);
  const bool last_label = label + 1 == line.labels.size();
  if (says_something(beside.words) && rule.place != ValuePlace::below)
    return {whole_value(beside, page, {line.segment->box, {}, line.segment}, rule.lines)};
  std::vector<RawValue> out;
  if (!last_label) return out;
  for (const Line* at : apart(rule, page, line))
    if (!at->begins_with_label())
      out.push_back(whole_value(before_label(*at), page, {line.segment->box, {}, at->segment}, rule.lines));
  return out;
}

std::optional<Finding> Form::first_of(const FieldRule& rule, const std::vector<RawValue>& values) const {
  for (const RawValue& value : values) {
    auto finding = read_value(value, rule, lists_);
    // Far below a label stands much that is no name.
    if (finding && rule.reach > 1 && rule.kind == ValueKind::name && !finding->validated) continue;
    if (finding) return finding;
  }
  return std::nullopt;
}

std::optional<Finding> Form::finding_at(const FieldRule& rule, const Line& line, std::size_t label,
                                        const std::vector<RawValue>& values) const {
  auto finding = first_of(rule, values);
  if (!finding) return std::nullopt;
  const LabelHit& hit = line.labels[label];
  // Beside a heading stands another one.
  const auto& own = line.segment->words;
  const bool apart = !line.cell && std::ranges::find(own, finding->words.front()) == own.end();
  if (rule.many && rule.kind == ValueKind::name && !hit.colon && apart && !finding->validated) return std::nullopt;
  if (!hit.colon) finding->confidence *= hit.likeness;
  // Below a heading stand the values of several rows.
  if (line.in_table && finding->box.y >= line.segment->box.bottom()) finding->validated = false;
  return finding;
}

std::vector<Placed> Form::labelled(const FieldRule& rule) const {
  std::vector<Placed> out;
  std::optional<Placed> illegible;
  for (const Page& page : pages_)
    for (const Line& line : page.lines)
      for (std::size_t i = 0; i < line.labels.size(); ++i) {
        if (!concerns(rule, line, i)) continue;
        const std::vector<RawValue> values = values_of(rule, page, line, i);
        if (rule.place == ValuePlace::list_below) {
          for (const RawValue& value : values)
            if (auto finding = read_value(value, rule, lists_)) out.push_back({std::move(*finding), page.number});
          continue;
        }
        auto finding = finding_at(rule, line, i, values);
        if (!finding || finding->confidence < (rule.handwritten ? kLegiblePen : kLegible)) {
          if (!illegible && !values.empty() && !rule.many)
            illegible = illegible_value(rule, values.front(), {page, line});
          continue;
        }
        out.push_back({std::move(*finding), page.number});
        if (!rule.many && out.size() > kAlternativesMax) return out;
      }
  if (out.empty() && illegible) out.push_back(std::move(*illegible));
  return out;
}

std::vector<Placed> Form::matching(const FieldRule& rule) const {
  std::vector<Placed> out;
  for (const Page& page : pages_)
    for (const Line& line : page.lines) {
      auto finding = read_value({line.segment->words}, rule, lists_);
      if (!finding) continue;
      out.push_back({std::move(*finding), page.number});
      if (!rule.many && out.size() > kAlternativesMax) return out;
    }
  return out;
}

}  // namespace hoso::extraction
