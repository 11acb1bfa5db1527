// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "hoso/models/text.h"
#include "ocr/layout/letters.h"
#include "ocr/layout/rulings.h"

namespace hoso::ocr {

/// A line of print as it stands in the image, before it is read.
struct TextLine {
  std::vector<cv::Rect> parts;  ///< its pieces of ink, left to right
  std::vector<cv::Rect> tied;   ///< what may be letters of it, tied to something larger (pen, seal); not in the box
  cv::Rect box;                 ///< around all of them
  double band_top = 0;          ///< where most of its letters begin; the line's own x-height with the next
  double band_bottom = 0;       ///< where most of its letters end
  [[nodiscard]] cv::Rect with_tied() const;  ///< box around what is tied too
  /// The rows in which its letters stand, with their marks: without a frame's pieces or a pen's that reach farther.
  /// Nothing where the line reaches no farther.
  [[nodiscard]] std::optional<cv::Rect> without_overhang() const;
  /// The same, closer still: with the marks of low letters, which capitals and digits do not have. Nothing where that
  /// takes nothing off.
  [[nodiscard]] std::optional<cv::Rect> letters_alone() const;
  [[nodiscard]] double x_height() const { return band_bottom - band_top; }
};

/// The pieces of a line between gaps of at least so many of its x-heights, left to right; the line itself where it has
/// no such gap. What is tied to something larger stays out of the pieces.
std::vector<TextLine> parted_at_gaps(const TextLine& line, double x_heights);

/// Of a line the pieces of ink from `from` to before `to`, at least one.
TextLine part_of(const TextLine& line, std::size_t from, std::size_t to);

/// The pieces of a line in the cells of ruled tables, left to right, without what a ruling left on a cell's side; the
/// line itself where it lies in one cell, or where print stands over a side. A ruling that leans (photographs) is not
/// found on its whole length, and neighbouring cells are joined where it is missing.
std::vector<TextLine> parted_at_cells(const TextLine& line, std::span<const models::Table> tables,
                                      double letter_height_px);

/// Joins letters to lines and gives each mark to the line that it most likely belongs to. `ink` is the map that the
/// components are from.
std::vector<TextLine> text_lines_of(const cv::Mat& ink, std::span<const Component> components,
                                    std::span<const Role> roles, const Rulings& rulings, double letter_height_px);

}  // namespace hoso::ocr
