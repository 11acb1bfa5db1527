// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/choice.h"

#include <algorithm>
#include <optional>

#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

constexpr double kPrintStrength = 0.97;
constexpr std::size_t kTickLetters = 2;  // as which a tick may be read behind a word
constexpr double kDoubtful = 0.8;
constexpr double kBoxMissed = 0.6;  // confidence where an option or its box was not found
constexpr double kFarther = 2;      // how much farther off than its own box an option's second nearest is

using Words = std::vector<const models::Word*>;

/// An option as it stands on the row, and its box.
struct Option {
  const std::string* value = nullptr;
  Words words;
  models::Box place;
  const models::CheckBox* box = nullptr;
};

std::optional<Option> find_option(const Words& row, const std::string& value) {
  const std::string wanted = key_of(value);
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (key_of(row[i]->text).empty()) continue;  // an empty box is read as brackets
    std::string key;
    for (std::size_t k = i; k < row.size() && key.size() < wanted.size(); ++k) {
      key += key_of(row[k]->text);
      const bool with_tick =
          key.size() <= wanted.size() + kTickLetters && key.starts_with(wanted) && row[k]->confidence < kDoubtful;
      if (key != wanted && !with_tick) continue;
      const Words words(row.begin() + static_cast<std::ptrdiff_t>(i), row.begin() + static_cast<std::ptrdiff_t>(k) + 1);
      return Option{&value, words, segment_of(words).box, nullptr};
    }
  }
  return std::nullopt;
}

std::vector<Option> options_on(const Words& row, const FieldRule& rule) {
  std::vector<Option> out;
  for (const std::string& value : rule.options)
    if (auto option = find_option(row, value)) out.push_back(std::move(*option));
  std::sort(out.begin(), out.end(), [](const Option& one, const Option& other) { return one.place.x < other.place.x; });
  return out;
}

/// Boxes before all options precede theirs, else they follow.
void give_boxes(std::vector<Option>& options, const std::vector<const models::CheckBox*>& boxes) {
  const bool follow = boxes.front()->box.x > options.front().place.x;
  for (std::size_t i = 0; i < options.size(); ++i) {
    // A tick that touches the word is read as its end, so a box may begin within the word's width.
    const double from = follow ? options[i].place.x : i == 0 ? 0 : options[i - 1].place.right();
    const double to = !follow ? options[i].place.x : i + 1 < options.size() ? options[i + 1].place.x : 1e9;
    for (const models::CheckBox* box : boxes) {
      const double x = box->box.x + box->box.width / 2;
      const bool nearer = options[i].box == nullptr || !follow;
      if (x > from && x < to && nearer) options[i].box = box;
    }
  }
}

double gap_between(const models::Box& one, const models::Box& other) {
  return std::max({0.0, one.x - other.right(), other.x - one.right()});
}

/// The box beside an option, where no other is nearly as near.
const models::CheckBox* own_box(const Option& option, const std::vector<const models::CheckBox*>& boxes) {
  const auto farther = [&](const models::CheckBox* one, const models::CheckBox* other) {
    return gap_between(option.place, one->box) < gap_between(option.place, other->box);
  };
  const auto* own = *std::min_element(boxes.begin(), boxes.end(), farther);
  for (const models::CheckBox* box : boxes)
    if (box != own && gap_between(option.place, box->box) < kFarther * gap_between(option.place, own->box))
      return nullptr;
  return own;
}

/// One option was not read, but its box is there: it is the one that none of the others stands beside.
std::optional<Finding> by_elimination(std::vector<Option>& options, const FieldRule& rule,
                                      std::vector<const models::CheckBox*> boxes) {
  std::vector<std::string> unread = rule.options;
  for (Option& option : options) {
    option.box = own_box(option, boxes);
    if (option.box == nullptr) return std::nullopt;
    std::erase(unread, *option.value);
  }
  for (const Option& option : options) std::erase(boxes, option.box);
  if (boxes.size() != 1 || unread.size() != 1) return std::nullopt;
  options.push_back({.value = &*std::find(rule.options.begin(), rule.options.end(), unread.front()),
                     .words = {},
                     .place = boxes.front()->box,
                     .box = boxes.front()});
  const auto ticked = [](const Option& option) { return option.box->ticked; };
  if (std::count_if(options.begin(), options.end(), ticked) != 1) return std::nullopt;
  const Option& choice = *std::find_if(options.begin(), options.end(), ticked);
  Finding finding{.value = *choice.value, .box = choice.box->box, .confidence = kBoxMissed};
  finding.source = models::FieldSource::checkbox;
  return finding;
}

std::optional<Finding> decide(std::vector<Option>& options, const FieldRule& rule,
                              const std::vector<const models::CheckBox*>& boxes) {
  const std::size_t wanted = rule.options.size();
  if (boxes.empty()) {
    if (options.size() != 1) return std::nullopt;  // both stand there, and nothing tells which
    return finding_of(*options.front().value, options.front().words, kPrintStrength, true);
  }
  if (options.size() + 1 == wanted && boxes.size() == wanted) return by_elimination(options, rule, boxes);
  // Where an option was not read, the boxes that are left say nothing for sure.
  if (options.size() < wanted && boxes.size() != options.size()) return std::nullopt;
  give_boxes(options, boxes);
  const Option* ticked = nullptr;
  bool all_boxes = true;
  double confidence = 1;
  for (const Option& option : options) {
    all_boxes = all_boxes && option.box != nullptr;
    if (option.box == nullptr) continue;
    confidence = std::min(confidence, option.box->confidence);
    if (option.box->ticked && ticked != nullptr) return std::nullopt;
    if (option.box->ticked) ticked = &option;
  }
  if (ticked == nullptr) return std::nullopt;
  Finding finding = finding_of(*ticked->value, ticked->words, 1, all_boxes);
  finding.confidence = all_boxes ? confidence : std::min(confidence, kBoxMissed);
  finding.box = ticked->box->box;
  finding.source = models::FieldSource::checkbox;
  return finding;
}

/// Words of the label's row behind the label.
Words row_behind(const FormPage& page, const Segment& line, const LabelHit& hit) {
  const models::Box& last = line.words[std::max<std::size_t>(hit.value, 1) - 1]->box;
  const double middle = line.centre_y();
  Words row;
  for (const Segment& segment : page.layout->segments)
    for (const models::Word* word : segment.words)
      if (word->box.x >= last.right() && word->box.y < middle && word->box.bottom() > middle) row.push_back(word);
  std::sort(row.begin(), row.end(),
            [](const models::Word* one, const models::Word* other) { return one->box.x < other->box.x; });
  return row;
}

std::vector<const models::CheckBox*> boxes_on(const FormPage& page, const Segment& line) {
  std::vector<const models::CheckBox*> out;
  if (page.boxes == nullptr) return out;
  for (const models::CheckBox& box : *page.boxes)
    if (box.box.x > line.box.x && box.box.y < line.centre_y() && box.box.bottom() > line.centre_y())
      out.push_back(&box);
  std::sort(out.begin(), out.end(),
            [](const models::CheckBox* one, const models::CheckBox* other) { return one->box.x < other->box.x; });
  return out;
}

}  // namespace

std::vector<Placed> ticked_option(const std::vector<FormPage>& pages, const FieldRule& rule) {
  for (const FormPage& page : pages)
    for (const Segment& line : page.layout->segments) {
      const std::vector<LabelHit> hits = find_labels(line, rule.labels);
      if (hits.empty()) continue;
      std::vector<Option> options = options_on(row_behind(page, line, hits.front()), rule);
      if (options.empty()) continue;
      auto finding = decide(options, rule, boxes_on(page, line));
      if (!finding) continue;
      finding->by_pen = rule.handwritten && finding->source != models::FieldSource::checkbox;
      return {{std::move(*finding), page.number}};
    }
  return {};
}

}  // namespace hoso::extraction
