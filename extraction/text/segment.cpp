// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/segment.h"

#include <algorithm>
#include <cmath>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

constexpr double kColumnGap = 1.8;       // in line heights: more than any gap of a justified line
constexpr double kSameRowOverlap = 0.5;  // of the lower box's height
constexpr double kMarkOverlap = 0.5;     // of a word's area
constexpr double kEdgeQuantile = 0.04;

double overlap_share(const models::Box& one, const models::Box& other) {
  const double common = std::min(one.bottom(), other.bottom()) - std::max(one.y, other.y);
  return common / std::max(1.0, std::min(one.height, other.height));
}

bool covered(const models::Word& word, const std::vector<models::Box>& marks) {
  return std::any_of(marks.begin(), marks.end(), [&](const models::Box& mark) {
    const models::Box common = models::intersected(word.box, mark);
    return common.width * common.height >= kMarkOverlap * word.box.width * word.box.height;
  });
}

double median_height(const models::PageText& text) {
  std::vector<double> heights;
  for (const auto& block : text.blocks)
    for (const auto& line : block.lines)
      for (const auto& word : line.words)
        if (key_of(word.text).size() > 1) heights.push_back(word.box.height);
  if (heights.empty()) return 1;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return std::max(1.0, *middle);
}

using Words = std::vector<const models::Word*>;

/// Large print has large gaps.
double gap_between(const models::Word& left, const models::Word& right, double gap_px) {
  return std::max(gap_px, kColumnGap * std::min(left.box.height, right.box.height));
}

/// Cuts a line where a gap can only be a border of columns.
std::vector<Words> columns_of(const models::Line& line, const std::vector<models::Box>& marks, double gap_px) {
  std::vector<Words> parts;
  for (const models::Word& word : line.words) {
    if (covered(word, marks)) continue;
    if (parts.empty() ||
        word.box.x - parts.back().back()->box.right() > gap_between(*parts.back().back(), word, gap_px))
      parts.emplace_back();
    parts.back().push_back(&word);
  }
  return parts;
}

bool beside(const Words& left, const Words& right, double gap_px) {
  const models::Box &one = left.back()->box, &other = right.front()->box;
  const double gap = other.x - one.right();
  return gap > -gap_px / 2 && gap < gap_between(*left.back(), *right.front(), gap_px) &&
         overlap_share(one, other) > kSameRowOverlap;
}

/// The recogniser may have cut one line in two: what touches on one height belongs together again.
void join_neighbours(std::vector<Words>& parts, double gap_px) {
  std::sort(parts.begin(), parts.end(), [](const Words& one, const Words& other) {
    return std::pair{one.front()->box.x, one.front()->box.y} < std::pair{other.front()->box.x, other.front()->box.y};
  });
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (std::size_t k = i + 1; k < parts.size();) {
      if (!beside(parts[i], parts[k], gap_px)) {
        ++k;
        continue;
      }
      parts[i].insert(parts[i].end(), parts[k].begin(), parts[k].end());
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(k));
      k = i + 1;
    }
}

double quantile(std::vector<double> values, double share) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

/// Specks outside the margins must not widen the block, so its sides are quantiles of the segments that are wider than
/// a word.
models::Box text_block(const PageLayout& layout) {
  std::vector<double> left, right, top, bottom;
  for (const Segment& segment : layout.segments) {
    if (segment.box.width < 3 * layout.line_height_px) continue;
    left.push_back(segment.box.x), right.push_back(segment.box.right());
    top.push_back(segment.box.y), bottom.push_back(segment.box.bottom());
  }
  const double width = layout.page.width_px, height = layout.page.height_px;
  if (left.empty()) return {0, 0, width, height};
  const models::Box found{quantile(left, kEdgeQuantile), quantile(top, 0), 0, 0};
  return {found.x, found.y, quantile(right, 1 - kEdgeQuantile) - found.x, quantile(bottom, 1) - found.y};
}

/// Where nothing crosses the middle of a text that is wider than high, though both sides hold lines of text.
std::optional<double> fold_of(const PageLayout& layout) {
  constexpr double kWide = 1.15, kFrom = 0.42, kTo = 0.58;
  constexpr int kLinesMin = 8;
  const models::Box& block = layout.block;
  if (block.width < kWide * block.height) return std::nullopt;
  double left = block.x + kFrom * block.width, right = block.x + kTo * block.width;
  int lines_left = 0, lines_right = 0;
  const double middle = (left + right) / 2;
  for (const Segment& segment : layout.segments) {
    (segment.centre_x() < middle ? lines_left : lines_right) += 1;
    if (segment.centre_x() < middle)
      left = std::max(left, segment.box.right());
    else
      right = std::min(right, segment.box.x);
  }
  const bool apart = right - left > kColumnGap * layout.line_height_px;
  return apart && lines_left >= kLinesMin && lines_right >= kLinesMin ? std::optional((left + right) / 2)
                                                                      : std::nullopt;
}

void sort_top_down(std::vector<Segment>& segments) {
  std::sort(segments.begin(), segments.end(), [](const Segment& one, const Segment& other) {
    return std::tuple{one.centre_y(), one.box.x, one.text} < std::tuple{other.centre_y(), other.box.x, other.text};
  });
}

bool inside(const models::Box& region, const models::Box& box) {
  const double x = box.x + box.width / 2, y = box.y + box.height / 2;
  return x >= region.x && x < region.right() && y >= region.y && y < region.bottom();
}

}  // namespace

double PageLayout::x_share_of_page(double x) const {
  if (!fold_px) return x_share(x);
  const double from = x < *fold_px ? block.x : *fold_px, to = x < *fold_px ? *fold_px : block.right();
  return to > from ? (x - from) / (to - from) : 0;
}

Segment segment_of(std::vector<const models::Word*> words) {
  Segment out;
  for (const models::Word* word : words) {
    out.text.append(out.text.empty() ? "" : " ").append(word->text);
    out.box = models::united(out.box, word->box);
  }
  out.key = key_of(out.text);
  out.words = std::move(words);
  return out;
}

PageLayout lay_out(const models::ComposedPage& page) { return lay_out(page.text, page.facts.shown, page.facts.marks); }

PageLayout lay_out(const models::PageText& text, models::Size shown, const std::vector<models::Box>& marks) {
  PageLayout layout;
  layout.page = shown;
  layout.tables = &text.tables;
  layout.framed = &text.framed;
  layout.line_height_px = median_height(text);
  const double gap_px = kColumnGap * layout.line_height_px;
  std::vector<Words> parts;
  for (const auto& block : text.blocks)
    for (const auto& line : block.lines)
      for (auto& part : columns_of(line, marks, gap_px)) parts.push_back(std::move(part));
  join_neighbours(parts, gap_px);
  for (auto& part : parts) layout.segments.push_back(segment_of(std::move(part)));
  sort_top_down(layout.segments);
  layout.block = text_block(layout);
  layout.fold_px = fold_of(layout);
  return layout;
}

std::vector<Segment> rows_in(const PageLayout& layout, const models::Box& region) {
  std::vector<Words> rows;
  std::vector<models::Box> boxes;
  for (const Segment& segment : layout.segments) {
    Words kept;
    for (const models::Word* word : segment.words)
      if (inside(region, word->box)) kept.push_back(word);
    if (kept.empty()) continue;
    models::Box box;
    for (const models::Word* word : kept) box = models::united(box, word->box);
    const auto same = std::find_if(boxes.begin(), boxes.end(),
                                   [&](const models::Box& row) { return overlap_share(row, box) > kSameRowOverlap; });
    if (same == boxes.end()) {
      rows.push_back(std::move(kept)), boxes.push_back(box);
      continue;
    }
    Words& row = rows[static_cast<std::size_t>(same - boxes.begin())];
    row.insert(row.end(), kept.begin(), kept.end());
    *same = models::united(*same, box);
  }
  std::vector<Segment> out;
  for (Words& row : rows) {
    std::sort(row.begin(), row.end(),
              [](const models::Word* one, const models::Word* other) { return one->box.x < other->box.x; });
    out.push_back(segment_of(std::move(row)));
  }
  sort_top_down(out);
  return out;
}

std::size_t word_at_key(const Segment& segment, std::size_t at) {
  std::size_t seen = 0;
  for (std::size_t i = 0; i < segment.words.size(); ++i) {
    seen += key_of(segment.words[i]->text).size();
    if (at < seen) return i;
  }
  return segment.words.size();
}

Segment part_of(const Segment& segment, std::size_t begin, std::size_t end) {
  using Offset = std::ptrdiff_t;
  const auto first = segment.words.begin();
  return segment_of(
      {first + static_cast<Offset>(begin), first + static_cast<Offset>(std::min(end, segment.words.size()))});
}

double capital_share(const std::string& text) {
  const auto source = icu::UnicodeString::fromUTF8(text);
  int letters = 0, capitals = 0;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    letters += u_isalpha(c) != 0 ? 1 : 0;
    capitals += u_isupper(c) != 0 ? 1 : 0;
  }
  return letters == 0 ? 0 : static_cast<double>(capitals) / letters;
}

}  // namespace hoso::extraction
