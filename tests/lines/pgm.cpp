// SPDX-License-Identifier: Apache-2.0
#include "tests/lines/pgm.h"

#include <algorithm>
#include <fstream>
#include <string>

namespace hoso::tests {

GreyPixels read_pgm(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string magic;
  int greatest = 0;
  GreyPixels image;
  in >> magic >> image.width_px >> image.height_px >> greatest;
  in.get();
  if (!in || magic != "P5" || greatest != 255) return {};
  image.pixels.resize(static_cast<std::size_t>(image.width_px) * static_cast<std::size_t>(image.height_px));
  in.read(reinterpret_cast<char*>(image.pixels.data()), static_cast<std::streamsize>(image.pixels.size()));
  return in ? image : GreyPixels{};
}

std::vector<std::filesystem::path> pgm_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".pgm") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace hoso::tests
