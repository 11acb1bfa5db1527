// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include <leptonica/allheaders.h>

#include "ocr/recogniser/line_image.h"
#include "ocr/recogniser/network_file.h"

namespace hoso::ocr {
namespace {

constexpr int kWidthMin_px = kPool;  // less gives no step

struct DestroyPix {
  void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<PIX, DestroyPix>;

/// Leptonica keeps four pixels to a word, the first in its highest byte.
std::size_t byte_in_row(int x) {
  return static_cast<std::size_t>(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? x ^ 3 : x);
}

PixPtr pix_of(const GreyImage& image) {
  PixPtr pix(pixCreateNoInit(image.width_px, image.height_px, 8));
  if (!pix) return pix;
  const std::ptrdiff_t stride = pixGetWpl(pix.get());
  for (int y = 0; y < image.height_px; ++y) {
    const std::uint8_t* from = image.pixels + y * image.stride;
    l_uint32* row = pixGetData(pix.get()) + y * stride;
    row[stride - 1] = 0;  // what lies behind the last pixel is read too
    auto* to = reinterpret_cast<std::uint8_t*>(row);
    for (int x = 0; x < image.width_px; ++x) to[byte_in_row(x)] = from[x];
  }
  return pix;
}

/// A second time where rounding missed the height.
PixPtr scaled_to_input(PixPtr pix) {
  for (int attempt = 0; pix && attempt < 2; ++attempt) {
    const int height = pixGetHeight(pix.get());
    if (attempt > 0 && height == kInputHeight_px) break;
    const float factor = static_cast<float>(kInputHeight_px) / static_cast<float>(height);
    pix.reset(pixScale(pix.get(), factor, factor));
    if (pix && (pixGetWidth(pix.get()) < kWidthMin_px || pixGetHeight(pix.get()) < kWidthMin_px)) return nullptr;
  }
  return pix;
}

}  // namespace

bool scale_line(const GreyImage& image, ScaledLine& line) {
  const PixPtr pix = scaled_to_input(pix_of(image));
  if (!pix || pixGetDepth(pix.get()) != 8 || pixGetHeight(pix.get()) != kInputHeight_px) return false;
  line.width_px = pixGetWidth(pix.get());
  line.pixels.resize(static_cast<std::size_t>(line.width_px) * kInputHeight_px);
  std::uint8_t* to = line.pixels.data();
  for (int y = 0; y < kInputHeight_px; ++y, to += line.width_px) {
    const auto* from = reinterpret_cast<const std::uint8_t*>(pixGetData(pix.get()) + y * pixGetWpl(pix.get()));
    for (int x = 0; x < line.width_px; ++x) to[x] = from[byte_in_row(x)];
  }
  return true;
}

}  // namespace hoso::ocr
