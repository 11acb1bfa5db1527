// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <opencv2/core.hpp>

#include "imaging/background.h"
#include "imaging/skew.h"

namespace hoso::imaging {

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
