// SPDX-License-Identifier: Apache-2.0
// A model from anywhere: loading it gives a model or an error, and a model that was loaded reads a line.
// The first byte of the input decides: 0, the rest is the file; else it is a list of changes to the installed model,
// each of four bytes: three for the place and one for the value.
#include <array>
#include <cstdlib>

#include "fuzz/line_model/installed_model.h"
#include "hoso/ocr/line_recogniser.h"

namespace {

using hoso::ocr::LineModel;

std::vector<std::uint8_t> changed_model(const std::uint8_t* data, std::size_t size) {
  static const std::vector<std::uint8_t> installed = hoso::fuzz::installed_model();
  std::vector<std::uint8_t> bytes = installed;
  for (; size >= 4; data += 4, size -= 4) {
    const std::size_t place = data[0] | std::size_t{data[1]} << 8U | std::size_t{data[2]} << 16U;
    bytes[place % bytes.size()] = data[3];
  }
  // What is left says how much of the file there is.
  if (size > 0) bytes.resize(bytes.size() * data[0] / 255);
  return bytes;
}

void read_line(const std::shared_ptr<const LineModel>& model) {
  constexpr int kWidth = 60, kHeight = 40;
  std::array<std::uint8_t, kWidth * kHeight> pixels{};
  for (std::size_t index = 0; index < pixels.size(); ++index) {
    pixels.at(index) = index / 7 % 3 == 0 ? 20 : static_cast<std::uint8_t>(200 + index % 50);
  }
  const auto recogniser = hoso::ocr::make_native_line_recogniser(model, {.user_words = {"Hà", "12"}});
  if (!recogniser || !(*recogniser)->read_line({pixels.data(), kWidth, kHeight, kWidth}, {})) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::vector<std::uint8_t> bytes =
      data[0] == 0 ? std::vector<std::uint8_t>(data + 1, data + size) : changed_model(data + 1, size - 1);
  if (const auto model = LineModel::from_bytes(bytes); model) read_line(*model);
  return 0;
}
