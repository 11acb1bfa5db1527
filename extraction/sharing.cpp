// SPDX-License-Identifier: Apache-2.0
#include "extraction/sharing.h"

#include <algorithm>
#include <cmath>

namespace hoso::extraction {
namespace {

constexpr double kLikely = 0.75;
constexpr std::size_t kMarksLeast = 2;

bool is_card(const DocumentType& type) {
  return type.pages_max == 1 && type.starts_without_head && type.marks.size() > kMarksLeast;
}

models::Point middle_of(const std::vector<models::Box>& boxes) {
  models::Point sum;
  for (const models::Box& box : boxes) sum.x += box.x + box.width / 2, sum.y += box.y + box.height / 2;
  const auto count = static_cast<double>(std::max<std::size_t>(boxes.size(), 1));
  return {sum.x / count, sum.y / count};
}

/// Each segment belongs to the paper whose marks are nearer along the axis on which they are apart.
void share_out(const PageView& page, const DocumentType& own, SharedSheet& sheet) {
  const models::Point one = middle_of(marked_places(page, own)),
                      other = middle_of(marked_places(page, *sheet.other.type));
  const bool upright = std::abs(one.y - other.y) >= std::abs(one.x - other.x);
  for (const Segment& segment : page.layout.segments) {
    const double at = upright ? segment.centre_y() : segment.centre_x();
    const double to_one = std::abs(at - (upright ? one.y : one.x)),
                 to_other = std::abs(at - (upright ? other.y : other.x));
    models::Box& region = to_one <= to_other ? sheet.own_region : sheet.other_region;
    region = models::united(region, segment.box);
  }
}

}  // namespace

std::optional<SharedSheet> second_paper(const PageView& page, const Classification& own, const DocumentTypes& types) {
  if (own.type == nullptr || !is_card(*own.type)) return std::nullopt;
  SharedSheet sheet;
  for (const DocumentType& type : types.all()) {
    if (&type == own.type || !is_card(type) || marked_places(page, type).size() < kMarksLeast) continue;
    std::vector<std::string> evidence;
    const double sum = likelihood(page, type, &evidence);
    if (sum > std::max(kLikely, sheet.other.confidence)) sheet.other = {&type, sum, std::move(evidence)};
  }
  if (sheet.other.type == nullptr) return std::nullopt;
  if (likelihood(page, *own.type) < kLikely) return std::nullopt;
  share_out(page, *own.type, sheet);
  return sheet;
}

}  // namespace hoso::extraction
