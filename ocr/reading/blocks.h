// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "ocr/layout/text_lines.h"

namespace hoso::ocr {

/// Which block each line belongs to, numbered from 0 by the first line: lines of one size, one below the other without
/// a gap, are one block.
std::vector<int> blocks_of(std::span<const TextLine> lines);

}  // namespace hoso::ocr
