// SPDX-License-Identifier: Apache-2.0
#include "extraction/sharing.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

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

/// What a box covers of the axis on which two papers are apart.
struct Span {
  double begin = 0, end = 0;
  [[nodiscard]] double middle() const { return (begin + end) / 2; }
};

Span span_of(const models::Box& box, bool upright) {
  return upright ? Span{box.y, box.bottom()} : Span{box.x, box.right()};
}

/// All that stands on the sheet.
std::vector<models::Box> things_on(const PageView& page) {
  std::vector<models::Box> out;
  for (const Segment& segment : page.layout.segments) out.push_back(segment.box);
  for (const models::Barcode& code : page.page->facts.barcodes) out.push_back(code.box);
  return out;
}

/// Where a paper's marks stand. A code is a mark of a card's front, but cards of 2024 have it on the back: where words
/// tell of the paper, it says nothing of the place.
std::vector<models::Box> places_of(const PageView& page, const DocumentType& type) {
  const std::vector<models::Box> all = marked_places(page, type);
  std::vector<models::Box> words = all;
  for (const models::Barcode& code : page.page->facts.barcodes) std::erase(words, code.box);
  return words.empty() ? all : words;
}

/// Where the first of two papers ends: in the widest white between its last mark and the other's first. Nothing where
/// their marks stand among each other.
std::optional<double> border_between(const PageView& page, const std::vector<models::Box>& first,
                                     const std::vector<models::Box>& second, bool upright) {
  double from = 0, to = 1e9;
  for (const models::Box& mark : first) from = std::max(from, span_of(mark, upright).end);
  for (const models::Box& mark : second) to = std::min(to, span_of(mark, upright).begin);
  if (from >= to) return std::nullopt;
  std::vector<Span> between{{to, to}};
  for (const models::Box& box : things_on(page))
    if (const Span span = span_of(box, upright); span.end > from && span.begin < to) between.push_back(span);
  std::ranges::sort(between, {}, &Span::begin);
  double reached = from, widest = -1, border = (from + to) / 2;
  for (const Span& span : between) {
    if (span.begin - reached > widest) widest = span.begin - reached, border = (span.begin + reached) / 2;
    reached = std::max(reached, span.end);
  }
  return border;
}

/// Each thing belongs to the paper on whose side of the border it stands; without a border, to that whose marks are
/// nearer along the axis on which they are apart.
void share_out(const PageView& page, const DocumentType& own, SharedSheet& sheet) {
  const std::vector<models::Box> ours = places_of(page, own), theirs = places_of(page, *sheet.other.type);
  const models::Point one = middle_of(ours), other = middle_of(theirs);
  const bool upright = std::abs(one.y - other.y) >= std::abs(one.x - other.x);
  const double own_at = upright ? one.y : one.x, other_at = upright ? other.y : other.x;
  const bool own_first = own_at <= other_at;
  const double border = border_between(page, own_first ? ours : theirs, own_first ? theirs : ours, upright)
                            .value_or((own_at + other_at) / 2);
  for (const models::Box& box : things_on(page)) {
    models::Box& region =
        (span_of(box, upright).middle() <= border) == own_first ? sheet.own_region : sheet.other_region;
    region = models::united(region, box);
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
