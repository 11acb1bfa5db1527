// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/stamps.h"

#include <algorithm>
#include <array>
#include <utility>

#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

constexpr double kPageShare = 0.5;  // of the text or of the page: marks stand above it
constexpr double kStrength = 0.97;
constexpr double kLegible = 0.4;

/// The words of the segment that carry letters: a stamp's frame is read as strokes.
std::vector<const models::Word*> lettered(const Segment& segment) {
  std::vector<const models::Word*> words;
  for (const models::Word* word : segment.words)
    if (!key_of(word->text).empty()) words.push_back(word);
  return words;
}

std::optional<Finding> mark_in(const Segment& segment, const std::vector<std::string>& list) {
  if (capital_share(segment.text) < 1) return std::nullopt;
  for (const std::string& entry : list)
    if (segment.key == key_of(entry)) {
      Finding finding = finding_of(entry, lettered(segment), kStrength, true);
      return finding.confidence >= kLegible ? std::optional(std::move(finding)) : std::nullopt;
    }
  return std::nullopt;
}

constexpr std::array<const char*, 3> kFields{"secrecy", "urgency", "circulation"};

void add_marks(const Segment& segment, const DocumentType& rules, std::vector<StampedMark>& out) {
  for (const char* field : kFields)
    if (auto finding = mark_in(segment, rules.words(field))) out.push_back({field, std::move(*finding)});
}

/// What is read in a frame and in its place near the head is one mark.
void add_framed_marks(const PageLayout& layout, const DocumentType& rules, std::vector<StampedMark>& out) {
  if (layout.framed == nullptr) return;
  std::vector<StampedMark> framed;
  for (const models::Line& line : *layout.framed) {
    std::vector<const models::Word*> words;
    for (const models::Word& word : line.words) words.push_back(&word);
    add_marks(segment_of(std::move(words)), rules, framed);
  }
  for (StampedMark& mark : framed)
    if (std::none_of(out.begin(), out.end(), [&](const StampedMark& other) {
          return other.field == mark.field && other.finding.value == mark.finding.value;
        }))
      out.push_back(std::move(mark));
}

bool in_table(const PageLayout& layout, const Segment& segment) {
  return layout.tables != nullptr &&
         std::any_of(layout.tables->begin(), layout.tables->end(),
                     [&](const models::Table& table) { return !models::intersected(table.box, segment.box).empty(); });
}

/// In the lower half "MẬT" may be a piece of a name or of a seal, and a table's cell may speak of other papers; but
/// nobody is called "TỐI MẬT".
void add_mark_below(const PageLayout& layout, const Segment& segment, const DocumentType& rules,
                    std::vector<StampedMark>& out) {
  if (segment.words.size() < 2 || in_table(layout, segment)) return;
  if (auto finding = mark_in(segment, rules.words("secrecy")); finding && finding->value.find(' ') != std::string::npos)
    out.push_back({"secrecy", std::move(*finding)});
}

}  // namespace

std::vector<StampedMark> read_stamps(const PageLayout& layout, const DocumentType& rules) {
  std::vector<StampedMark> out;
  for (const Segment& segment : layout.segments) {
    const bool below =
        layout.y_share(segment.centre_y()) > kPageShare && segment.centre_y() > kPageShare * layout.page.height_px;
    if (below)
      add_mark_below(layout, segment, rules, out);
    else
      add_marks(segment, rules, out);
  }
  add_framed_marks(layout, rules, out);
  return out;
}

}  // namespace hoso::extraction
