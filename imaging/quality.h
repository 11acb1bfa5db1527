// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hoso/models/page.h"
#include "imaging/background.h"
#include "imaging/skew.h"

namespace hoso::imaging {

/// What a page's image is worth to a reader. `pixels`: the page with square pixels, from which
/// `readable` was made, CV_8UC1 or CV_8UC3 (BGR). Of `bilevel` pages only what lies at their edges is told.
models::ImageQuality measure_quality(const cv::Mat& pixels, const Readable& readable, double dpi, bool bilevel);

/// How print stands on its paper.
struct PrintEdges {
  double width_px = 0;   ///< of an edge from paper to ink, the middle one: 1 is a step; the worse of across and down
  double ink_level = 0;  ///< 0..255 in Readable::image: what the dark side of the edges reaches
};

/// Looks at 40 rows and 20 columns an inch. Nothing where there are too few edges to tell.
std::optional<PrintEdges> find_print_edges(const cv::Mat& readable, double dpi);

/// Lines of print that go on beyond the image's edge: lines whose end touches it at the sides, and one for each of the
/// upper and lower edge along which letters are cut through.
int count_cut_lines(const Readable& readable, double dpi);

/// How deep the worst corner of a sheet on a dark ground is missing, in pixels of the page along the line from the
/// corner inwards. Nothing where no sheet of four straight sides is seen.
std::optional<double> missing_corner_px(const Readable& readable);

/// The sheet that a dark border or a coloured table leaves; nothing where the sheet is the image. @see Readable
std::optional<Sheet> find_sheet(const cv::Mat& border, const cv::Mat& cells);

/// The turn, counter-clockwise positive, that a sheet of four straight sides (Readable::sheet) has in its middle, where
/// it was photographed aslant (opposite sides are not parallel): its edges tell that better than lines that the paper's
/// curl bends. Nothing where it lies flat or its sides are not seen.
std::optional<double> photographed_turn(const Readable& readable, TextAxis axis);

}  // namespace hoso::imaging
