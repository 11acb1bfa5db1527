// SPDX-License-Identifier: Apache-2.0
// Any pixels: reading gives a line or an error, and the same text on the plain path as on the best one.
// Four bytes of width and height, then pixels, repeated to fill the image.
#include <cstdlib>
#include <vector>

#include "fuzz/line_model/installed_model.h"
#include "hoso/ocr/line_recogniser.h"

namespace {

using hoso::ocr::ComputePath;
using hoso::ocr::LineModel;

std::unique_ptr<hoso::ocr::LineRecogniser> recogniser(ComputePath path) {
  static const auto model = LineModel::from_bytes(hoso::fuzz::installed_model()).value();
  return hoso::ocr::make_native_line_recogniser(model, {.path = path}).value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr int kSideMax_px = 300;
  if (size < 5) return 0;
  const int width = (data[0] | data[1] << 8U) % kSideMax_px, height = (data[2] | data[3] << 8U) % kSideMax_px;
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (std::size_t index = 0; index < pixels.size(); ++index) pixels[index] = data[4 + index % (size - 4)];
  static const auto on_plain_path = recogniser(ComputePath::plain), on_best_path = recogniser(ComputePath::automatic);
  const hoso::ocr::GreyImage image{pixels.data(), width, height, width};
  const auto plain = on_plain_path->read_line(image, {}), best = on_best_path->read_line(image, {});
  if (plain.has_value() != best.has_value()) std::abort();
  if (plain && plain->text() != best->text()) std::abort();
  return 0;
}
