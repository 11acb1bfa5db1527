// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "extraction/text/segment.h"

namespace hoso::extraction {

/// A printed label on a line: what of the line is the label, and where its value begins.
struct LabelHit {
  std::string label;           ///< its key, as the rule has it
  std::size_t begin = 0;       ///< first word of the label
  std::size_t value = 0;       ///< first word behind label, colon and translation
  std::size_t skip_bytes = 0;  ///< of that word, where the recogniser joined label and value: "chỉ:Ấp"
  bool colon = false;
  double likeness = 0;
};

/// The labels on a line, from the left. A label counts where its line begins, also without its colon, and with a colon
/// anywhere. Of labels that fit at one place, the longest counts. Behind it may stand a translation ("/ Full name") or
/// a remark in brackets.
std::vector<LabelHit> find_labels(const Segment& line, const std::vector<std::string>& labels);

}  // namespace hoso::extraction
