// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "extraction/text/segment.h"

namespace hoso::extraction {

inline constexpr std::size_t kHeadingsMin = 3;   ///< known headings by which a table is told
inline constexpr double kHeadingLikeness = 0.8;  ///< of what is taken for a known heading
inline constexpr double kHeadReach = 2.2;        ///< line heights of a head of several lines

/// The headings of a table that is printed without rulings, from the left.
struct PrintedHead {
  std::vector<std::vector<const models::Word*>> cells;
  models::Box box;
};

/// The row with the most known headings (`headings`: keys), if it has `kHeadingsMin` at least.
std::optional<PrintedHead> find_head(const std::vector<Segment>& rows, const std::vector<std::string>& headings,
                                     double line_px);

/// A heading over several columns ("Năm sinh" over "Nam" and "Nữ") gives way to those below it.
void part_headings(PrintedHead& head, const std::vector<Segment>& rows, const std::vector<std::string>& headings,
                   double line_px);

/// Left borders of the columns after the first, in pixels of the page; `rows` are those below the head.
std::vector<double> borders_of(const PrintedHead& head, const std::vector<Segment>& rows, double line_px);

/// Whether words stand below or above others, at least in part; neither is empty.
bool share_width(const std::vector<const models::Word*>& one, const std::vector<const models::Word*>& other);

}  // namespace hoso::extraction
