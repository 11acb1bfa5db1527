// SPDX-License-Identifier: Apache-2.0
#include <cstring>
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

/// Leptonica keeps four pixels to a word, the first in its highest byte. Copies the words of a row either way.
void copy_words(const void* from, void* to, std::ptrdiff_t words) {
  for (std::ptrdiff_t index = 0; index < words; ++index) {
    std::uint32_t word = 0;
    std::memcpy(&word, static_cast<const char*>(from) + 4 * index, sizeof(word));
    if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) word = __builtin_bswap32(word);
    std::memcpy(static_cast<char*>(to) + 4 * index, &word, sizeof(word));
  }
}

PixPtr pix_of(const GreyImage& image) {
  PixPtr pix(pixCreateNoInit(image.width_px, image.height_px, 8));
  if (!pix) return pix;
  const std::ptrdiff_t stride = pixGetWpl(pix.get()), whole_words = image.width_px / 4;
  for (int y = 0; y < image.height_px; ++y) {
    const std::uint8_t* from = image.pixels + y * image.stride;
    l_uint32* row = pixGetData(pix.get()) + y * stride;
    copy_words(from, row, whole_words);
    if (whole_words == stride) continue;
    std::uint8_t last[4] = {};  // what lies behind the last pixel is read too
    std::memcpy(last, from + 4 * whole_words, static_cast<std::size_t>(image.width_px % 4));
    copy_words(last, row + whole_words, 1);
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
  const std::ptrdiff_t words = pixGetWpl(pix.get());
  line.stride = 4 * words;
  line.pixels.resize(static_cast<std::size_t>(line.stride) * kInputHeight_px);
  copy_words(pixGetData(pix.get()), line.pixels.data(), words * kInputHeight_px);
  return true;
}

}  // namespace hoso::ocr
