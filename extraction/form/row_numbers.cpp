// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/row_numbers.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace hoso::extraction {
namespace {

constexpr double kInSequence = 0.5;       // share of the rows that must count on with a neighbour
constexpr std::size_t kWitnessReach = 3;  // rows within which another number vouches for one

/// Whether the number of a row is as far from that of another as the rows are.
bool count_alike(const std::vector<Cells>& rows, std::size_t one, std::size_t other) {
  const auto first = rows[one].number(), second = rows[other].number();
  return first && second && *second - *first == static_cast<int>(other) - static_cast<int>(one);
}

/// The rows' own numbers, where another row near by vouches for them.
std::vector<Numbered> vouched_numbers(const std::vector<Cells>& rows) {
  std::vector<Numbered> out(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t from = i - std::min(i, kWitnessReach), to = std::min(rows.size(), i + kWitnessReach + 1);
    bool sure = rows.size() == 1 && rows[i].number() == 1;
    for (std::size_t k = from; k < to; ++k) sure = sure || (k != i && count_alike(rows, i, k));
    if (sure) out[i] = {*rows[i].number(), true};
  }
  return out;
}

}  // namespace

std::vector<Numbered> numbers_of(const std::vector<Cells>& rows) {
  std::vector<Numbered> out = vouched_numbers(rows);
  const auto believed = std::count_if(out.begin(), out.end(), [](const Numbered& row) { return row.vouched; });
  if (rows.size() == 1 && rows.front().number()) return {{*rows.front().number(), believed == 1}};
  if (static_cast<double>(believed) < kInSequence * static_cast<double>(rows.size())) return {};
  std::optional<std::size_t> last;  // the last row that is vouched for
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (!out[i].vouched) {
      if (last) out[i].number = out[*last].number + static_cast<int>(i - *last);
      continue;
    }
    const std::size_t begin = last ? *last + 1 : 0;
    const bool whole = last && out[i].number - out[*last].number == static_cast<int>(i - *last);
    for (std::size_t k = begin; k < i; ++k) out[k] = {out[i].number - static_cast<int>(i - k), whole};
    last = i;
  }
  return out;
}

}  // namespace hoso::extraction
