// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "hoso/ocr/line_recogniser.h"

namespace hoso::tests {

/// A grey image with its pixels.
struct GreyPixels {
  int width_px = 0, height_px = 0;
  std::vector<std::uint8_t> pixels;

  [[nodiscard]] ocr::GreyImage view() const { return {pixels.data(), width_px, height_px, width_px}; }
};

/// Reads a binary PGM file of 8 bits; without pixels if it is none.
GreyPixels read_pgm(const std::filesystem::path& file);

/// The PGM files of a folder in the order of their names.
std::vector<std::filesystem::path> pgm_files(const std::filesystem::path& folder);

}  // namespace hoso::tests
