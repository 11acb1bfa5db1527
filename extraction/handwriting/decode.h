// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>

#include <opencv2/core.hpp>

namespace hoso::extraction {

/// What the nets tell apart, in the order of their scores: digits by hand, digits in print, ':', a letter on the left,
/// '/', a letter on the right, nothing.
enum InkClass { hand_0 = 0, print_0 = 10, colon = 20, left_letter, slash, right_letter, nothing, ink_classes };

/// What one look at a gap tells.
struct Look {
  std::map<std::string, double> readings;  ///< digits between the neighbours and their probability; the likeliest only
  double left_seen = 0, right_seen = 0;    ///< probability that the neighbours are there
  double first_digit = -1, last_digit = -1;  ///< outermost columns of digits; -1: none
  double by_hand = 0;                        ///< share of "by hand" in what speaks for digits
};

/// Probabilities (rows: columns of the image, CV_32FC1, `ink_classes` wide, each row's sum 1) to what they say: CTC
/// prefix search (Graves 2012, 7.5) over digits whoever made them, and the sums over all beams that agree on the
/// digits. Where the neighbours stand is not told: such a net may name them anywhere before and behind the digits.
Look decode(const cv::Mat1f& probabilities);

}  // namespace hoso::extraction
