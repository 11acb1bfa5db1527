// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "hoso/models/error.h"
#include "scanners/files/regular_file.h"

namespace hoso::scanners {

/// Where a page's directory stands in a TIFF file, and what is needed to reckon its memory.
struct TiffDirectory {
  std::uint64_t offset = 0;
  std::uint64_t width_px = 0, height_px = 0;
  std::uint64_t bits_per_sample = 1, samples = 1;
};

struct TiffChain {
  std::vector<TiffDirectory> pages;
  bool broken = false;    ///< the last directory points to where none can be: pages are missing
  bool circular = false;  ///< the last directory points to one that was seen before
  bool too_long = false;  ///< there are more pages than allowed
};

/// Follows the chain of directories (TIFF 6.0, section 2; BigTIFF) up to `pages_max`. Errors: damaged, truncated (no
/// directory at all).
models::Result<TiffChain> read_tiff_chain(const RegularFile& file, std::size_t pages_max);

}  // namespace hoso::scanners
