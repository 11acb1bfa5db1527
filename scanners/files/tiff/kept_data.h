// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scanners/files/tiff/samples.h"

namespace hoso::scanners {

/// The T.6 stream of a page of one strip, most significant bit first, as it stands in the file.
std::optional<std::vector<std::uint8_t>> kept_g4(const TiffHandle& tiff, const TiffLayout& layout);

/// The page's JPEG data as one standalone JPEG file, without decoding: the tables go in front (TIFF Technical Note 2),
/// strips are joined by restart markers (ITU-T T.81, E.1.4). Nothing where that is not possible.
std::optional<std::vector<std::uint8_t>> standalone_jpeg(const TiffHandle& tiff, const TiffLayout& layout);

}  // namespace hoso::scanners
