// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/printed_head.h"

#include <algorithm>
#include <cstddef>

#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

constexpr std::size_t kHeadingWordsMax = 6;
constexpr double kCellGap = 0.9;  // line heights between cells of unknown headings
constexpr double kStep = 0.25;    // line heights of a step when borders are looked for
constexpr double kWhite = 0.8;    // line heights of white that are as good as more

using Words = std::vector<const models::Word*>;

/// Behind the words from `begin` on that are most like a heading; `begin` if none are.
std::size_t heading_end(const Segment& row, std::size_t begin, const std::vector<std::string>& headings) {
  std::string key;
  std::size_t end = begin;
  double best = kHeadingLikeness;
  for (std::size_t k = begin; k < std::min(row.words.size(), begin + kHeadingWordsMax); ++k) {
    key += key_of(row.words[k]->text);
    for (const std::string& heading : headings)
      if (const double like = likeness(key, heading); like >= best) best = like, end = k + 1;
  }
  return end;
}

/// Cells of a head: runs of words.
std::vector<Words> head_cells(const Segment& row, const std::vector<std::string>& headings, double line_px,
                              std::size_t& known) {
  std::vector<Words> cells;
  for (std::size_t i = 0; i < row.words.size();) {
    const std::size_t end = heading_end(row, i, headings);
    if (end > i) {
      cells.emplace_back(row.words.begin() + static_cast<std::ptrdiff_t>(i),
                         row.words.begin() + static_cast<std::ptrdiff_t>(end));
      ++known, i = end;
      continue;
    }
    const bool same = !cells.empty() && row.words[i]->box.x - cells.back().back()->box.right() < kCellGap * line_px;
    if (!same) cells.emplace_back();
    cells.back().push_back(row.words[i++]);
  }
  return cells;
}

/// Width of the white that x lies in on a row, at most `most`; 0 within a word.
double white_at(const Segment& row, double x, double most) {
  double left = x - most, right = x + most;
  for (const models::Word* word : row.words) {
    if (word->box.x < x && word->box.right() > x) return 0;
    if (word->box.right() <= x) left = std::max(left, word->box.right());
    if (word->box.x >= x) right = std::min(right, word->box.x);
  }
  return std::min(most, right - left);
}

/// Between two headings, the middle of the widest stretch where most rows are white: spaces between words are narrow,
/// and a short value's end is not every value's.
double border_between(double from, double to, const std::vector<Segment>& rows, double line_px) {
  double begin = 0, end = 0, best = (from + to) / 2, most = -1, widest = 0;
  for (double x = from; x <= to; x += kStep * line_px) {
    double white = 0;
    for (const Segment& row : rows) white += white_at(row, x, kWhite * line_px);
    if (white < most - 1e-6) continue;
    const bool more = white > most + 1e-6;
    if (more || x - end >= 1.5 * kStep * line_px) begin = x;
    if (more) widest = -1;
    most = std::max(most, white), end = x;
    if (end - begin > widest) widest = end - begin, best = (begin + end) / 2;
  }
  return best;
}

double centre(const Words& cell) { return (cell.front()->box.x + cell.back()->box.right()) / 2; }

}  // namespace

bool share_width(const Words& one, const Words& other) {
  return one.front()->box.x < other.back()->box.right() && other.front()->box.x < one.back()->box.right();
}

std::optional<PrintedHead> find_head(const std::vector<Segment>& rows, const std::vector<std::string>& headings,
                                     double line_px) {
  std::optional<PrintedHead> best;
  std::size_t most = kHeadingsMin - 1;
  for (const Segment& row : rows) {
    std::size_t known = 0;
    auto cells = head_cells(row, headings, line_px, known);
    if (known > most) most = known, best = PrintedHead{std::move(cells), row.box};
  }
  return best;
}

void part_headings(PrintedHead& head, const std::vector<Segment>& rows, const std::vector<std::string>& headings,
                   double line_px) {
  for (const Segment& row : rows) {
    const double below = row.centre_y() - (head.box.y + head.box.height / 2);
    if (below <= 0 || row.box.y - head.box.bottom() > kHeadReach * line_px) continue;
    std::size_t known = 0;
    const auto parts = head_cells(row, headings, line_px, known);
    if (known < 2 || known < parts.size()) continue;
    std::erase_if(head.cells, [&](const Words& cell) {
      return std::any_of(parts.begin(), parts.end(), [&](const Words& part) { return share_width(cell, part); });
    });
    head.cells.insert(head.cells.end(), parts.begin(), parts.end());
    std::sort(head.cells.begin(), head.cells.end(),
              [](const Words& one, const Words& other) { return one.front()->box.x < other.front()->box.x; });
    head.box = models::united(head.box, row.box);
    return;
  }
}

std::vector<double> borders_of(const PrintedHead& head, const std::vector<Segment>& rows, double line_px) {
  std::vector<double> borders;
  for (std::size_t i = 0; i + 1 < head.cells.size(); ++i)
    borders.push_back(border_between(centre(head.cells[i]), centre(head.cells[i + 1]), rows, line_px));
  return borders;
}

}  // namespace hoso::extraction
