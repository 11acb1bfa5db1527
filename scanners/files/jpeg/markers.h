// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "hoso/models/error.h"
#include "hoso/models/page.h"

namespace hoso::scanners {

/// The structure of a JPEG file (ITU-T T.81, annex B), read without decoding.
struct JpegStructure {
  models::Size size;
  int components = 0;
  int precision = 0;         ///< bits a sample
  std::size_t frame_at = 0;  ///< offset of the frame header's marker
  std::uint8_t frame = 0;    ///< marker of the frame header: 0xC0 baseline, 0xC1 extended, 0xC2 progressive …
  std::array<std::uint8_t, 4> component_ids{};
  std::array<std::uint8_t, 4> sampling{};  ///< of each component: horizontal factor << 4 | vertical factor
  int scans = 0;
  std::size_t first_scan = 0;       ///< offset of the first SOS marker; 0 where there is none
  std::size_t first_scan_data = 0;  ///< offset of its entropy-coded data
  std::size_t end = 0;              ///< behind the EOI marker; 0 where there is none
  int restart_interval = 0;
  bool jfif = false;
  bool has_huffman_tables = false;
  std::optional<int> adobe_transform;  ///< of the Adobe APP14 segment: 0 none, 1 YCbCr, 2 YCCK
  std::optional<models::Dpi> jfif_dpi;
  std::span<const std::uint8_t> exif;  ///< behind "Exif\0\0"; points into the bytes
};

/// Walks the markers. Errors: not_an_image, truncated (ends within the headers), damaged. A file that ends within the
/// picture's data is none: `end` is 0.
models::Result<JpegStructure> read_jpeg_structure(std::span<const std::uint8_t> bytes);

/// Whether decoders everywhere read it: 8 bit, Huffman, baseline, extended or progressive, 1, 3 or 4 components.
/// Errors: unsupported_image, damaged.
models::Result<void> check_jpeg_is_common(const JpegStructure& structure);

/// The same JPEG with an Adobe APP14 segment behind SOI that says whether 3 components are YCbCr (`transform` 1) or RGB
/// (0). PDF readers and decoders then agree (ISO 32000-1, 7.4.8). Nothing else changes.
std::vector<std::uint8_t> with_adobe_segment(std::span<const std::uint8_t> jpeg, std::uint8_t transform);

}  // namespace hoso::scanners
