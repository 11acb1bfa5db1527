// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/stamps.h"

#include <array>

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

}  // namespace

std::vector<StampedMark> read_stamps(const PageLayout& layout, const DocumentType& rules) {
  static const std::array<std::string, 3> fields{"secrecy", "urgency", "circulation"};
  std::vector<StampedMark> out;
  for (const Segment& segment : layout.segments) {
    const bool below =
        layout.y_share(segment.centre_y()) > kPageShare && segment.centre_y() > kPageShare * layout.page.height_px;
    if (below) break;
    for (const std::string& field : fields)
      if (auto finding = mark_in(segment, rules.words(field))) out.push_back({field, std::move(*finding)});
  }
  return out;
}

}  // namespace hoso::extraction
