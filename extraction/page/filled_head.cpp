// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/filled_head.h"

#include <algorithm>
#include <cmath>

#include "extraction/handwriting/filled.h"

namespace hoso::extraction {
namespace {

constexpr double kSameLine = 1, kNearLines = 3;  // heights of lines

double middle_of(const models::Box& box) { return box.y + box.height / 2; }

/// Whether the text's own reading gives way: a pen's does, and none.
bool gives_way(const std::optional<Finding>& own, const Finding& filled) {
  return !own || own->by_pen || filled.source == models::FieldSource::handwriting;
}

/// A law's day in a sentence looks like the head's; only beside a number does it count in spite of that.
bool place_in_doubt(const Finding& date) {
  return std::any_of(date.checks.begin(), date.checks.end(),
                     [](const models::Check& check) { return check.name == "place" && !check.holds; });
}

}  // namespace

void take_gaps(Head& head, const std::vector<models::FilledGap>& gaps, double line_height_px) {
  if (!head.national && !head.party) return;
  const double number_y = (head.number_top_px + head.number_bottom_px) / 2;
  for (const models::FilledGap& gap : gaps) {
    if (gap.kind != models::FilledGap::Kind::number || !head.number_line) continue;
    if (std::abs(middle_of(gap.box) - number_y) > kSameLine * line_height_px) continue;
    if (auto number = filled_number(gap); number && gives_way(head.number, *number)) head.number = std::move(number);
  }
  const double bottom = std::max(head.bottom_px, head.number_bottom_px) + kNearLines * line_height_px;
  for (Finding& date : filled_dates(gaps)) {
    if (!head.columns && place_in_doubt(date)) continue;
    const double y = middle_of(date.box);
    if (y < head.top_px || y > bottom || date.box.right() < head.split_px || !gives_way(head.date, date)) continue;
    if (head.date && std::abs(middle_of(head.date->box) - y) > kSameLine * line_height_px) continue;
    if (head.number_line && std::abs(y - number_y) > kNearLines * line_height_px) date.validated = false;
    head.date = std::move(date);
    return;
  }
}

}  // namespace hoso::extraction
