// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "scanners/host/scanned_side.h"

namespace hoso::scan_host {

struct EncodeOptions {
  int jpeg_quality = 90;
  double dpi_x = 300, dpi_y = 300;
};

/// The master image of a side.
struct EncodedSide {
  std::vector<std::uint8_t> bytes;
  std::string_view ending;  ///< "jpg" or "tif"
};

/// Encodes a side once: black and white as TIFF, all else as JPEG. Nothing: too large for the format.
std::optional<EncodedSide> encode(const ScannedSide& side, const EncodeOptions& options);

/// Baseline JPEG (ITU-T T.81; JFIF 1.02 with the density) without chroma subsampling. Samples of 16 bits are rounded
/// to 8.
std::optional<EncodedSide> encode_jpeg(const ScannedSide& side, const EncodeOptions& options);

/// TIFF 6.0 with one strip of Group 4 (ITU-T T.6), for sides of 1 bit.
std::optional<EncodedSide> encode_group4(const ScannedSide& side, const EncodeOptions& options);

}  // namespace hoso::scan_host
