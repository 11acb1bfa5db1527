// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "hoso/models/page.h"

namespace hoso::extraction {

/// Words that stand beside each other on one line of one column. Points into the page's text, which must outlive it.
struct Segment {
  std::vector<const models::Word*> words;  ///< left to right, not empty
  models::Box box;
  std::string text;  ///< words with one space between them
  std::string key;   ///< key_of(text)

  [[nodiscard]] double centre_x() const { return box.x + box.width / 2; }
  [[nodiscard]] double centre_y() const { return box.y + box.height / 2; }
};

/// A page's text by place: reading order and lines of the recogniser are only hints, since two columns are often read
/// as one line and one line as two.
struct PageLayout {
  std::vector<Segment> segments;  ///< by their middle's height, then from the left
  models::Size page;
  models::Box block;                                   ///< the text block: what margins leave
  double line_height_px = 1;                           ///< median height of the words
  std::optional<double> fold_px;                       ///< where the two pages of an open sheet meet, from the left
  const std::vector<models::Table>* tables = nullptr;  ///< ruled ones, of the page's text
  const std::vector<models::Line>* framed = nullptr;   ///< what stands in small frames, of the page's text
  [[nodiscard]] double x_share(double x) const { return block.width > 0 ? (x - block.x) / block.width : 0; }
  /// The same within the page of an open sheet on which x lies.
  [[nodiscard]] double x_share_of_page(double x) const;
  [[nodiscard]] double y_share(double y) const { return page.height_px > 0 ? y / page.height_px : 0; }
};

/// Makes a segment of words (not empty).
Segment segment_of(std::vector<const models::Word*> words);

/// Lays out a page's text; what stands in `marks` (stamps of digital signatures, notes) is no text of the paper.
PageLayout lay_out(const models::PageText& text, models::Size shown, const std::vector<models::Box>& marks);
PageLayout lay_out(const models::ComposedPage& page);

/// The rows of a region, top down: each is all words on one height whose middle is in the region, whatever gaps are
/// between.
std::vector<Segment> rows_in(const PageLayout& layout, const models::Box& region);

/// Index of the word in which the key's position `at` stands.
std::size_t word_at_key(const Segment& segment, std::size_t at);

/// A part of a segment by its words, [begin, end).
Segment part_of(const Segment& segment, std::size_t begin, std::size_t end);

/// Share of the letters that are capitals, 0 without letters.
double capital_share(const std::string& text);

}  // namespace hoso::extraction
