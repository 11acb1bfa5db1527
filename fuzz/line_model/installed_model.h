// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace hoso::fuzz {

/// The bytes of Tesseract's Vietnamese model as it is installed.
inline std::vector<std::uint8_t> installed_model() {
  const char* prefix = std::getenv("TESSDATA_PREFIX");
  const std::filesystem::path folder = prefix != nullptr ? prefix : "/usr/share/tesseract-ocr/5/tessdata";
  std::ifstream in(folder / "vie.traineddata", std::ios::binary);
  std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (bytes.empty()) std::abort();  // nothing would be tested
  return bytes;
}

}  // namespace hoso::fuzz
