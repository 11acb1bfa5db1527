// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <jpeglib.h>

#include "scanners/host/encode.h"

namespace hoso::scan_host {
namespace {

struct JpegError {
  jpeg_error_mgr manager;
  std::jmp_buf escape;
};

[[noreturn]] void on_jpeg_error(j_common_ptr info) { std::longjmp(reinterpret_cast<JpegError*>(info->err)->escape, 1); }
void on_jpeg_message(j_common_ptr) {}

/// 8-bit samples of a row.
void narrow(std::span<const std::uint8_t> row, std::vector<std::uint8_t>& narrowed) {
  for (std::size_t i = 0; i < narrowed.size(); ++i) {
    std::uint16_t sample = 0;
    std::memcpy(&sample, &row[2 * i], sizeof sample);
    narrowed[i] = static_cast<std::uint8_t>((sample + 128) / 257);
  }
}

void set_up(jpeg_compress_struct& jpeg, const ScannedSide& side, const EncodeOptions& options) {
  jpeg.image_width = static_cast<JDIMENSION>(side.width_px);
  jpeg.image_height = static_cast<JDIMENSION>(side.height_px);
  jpeg.input_components = side.channels;
  jpeg.in_color_space = side.channels == 3 ? JCS_RGB : JCS_GRAYSCALE;
  jpeg_set_defaults(&jpeg);
  jpeg_set_quality(&jpeg, options.jpeg_quality, TRUE);
  jpeg.optimize_coding = TRUE;
  jpeg.dct_method = JDCT_ISLOW;
  // Seals are red on black print: their colour is kept at full resolution.
  for (int c = 0; c < jpeg.num_components; ++c) jpeg.comp_info[c].h_samp_factor = jpeg.comp_info[c].v_samp_factor = 1;
  jpeg.density_unit = 1;  // dots an inch
  jpeg.X_density = static_cast<UINT16>(std::clamp(std::lround(options.dpi_x), 1L, 65535L));
  jpeg.Y_density = static_cast<UINT16>(std::clamp(std::lround(options.dpi_y), 1L, 65535L));
}

struct Freed {
  void operator()(unsigned char* memory) const { std::free(memory); }
};

/// What libjpeg works on. Stands outside the function that jumps, so that no value is lost by the jump.
struct JpegWork {
  jpeg_compress_struct jpeg{};
  JpegError error{};
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  std::vector<std::uint8_t> narrowed;
};

bool compress(JpegWork& work, const ScannedSide& side, const EncodeOptions& options) {
  work.jpeg.err = jpeg_std_error(&work.error.manager);
  work.error.manager.error_exit = on_jpeg_error;
  work.error.manager.output_message = on_jpeg_message;
  if (setjmp(work.error.escape) != 0) {
    jpeg_destroy_compress(&work.jpeg);
    return false;
  }
  jpeg_create_compress(&work.jpeg);
  jpeg_mem_dest(&work.jpeg, &work.bytes, &work.size);
  set_up(work.jpeg, side, options);
  jpeg_start_compress(&work.jpeg, TRUE);
  while (work.jpeg.next_scanline < work.jpeg.image_height) {
    const auto row = side.row(static_cast<int>(work.jpeg.next_scanline));
    if (side.depth == 16) narrow(row, work.narrowed);
    auto* samples = const_cast<JSAMPLE*>(side.depth == 16 ? work.narrowed.data() : row.data());
    jpeg_write_scanlines(&work.jpeg, &samples, 1);
  }
  jpeg_finish_compress(&work.jpeg);
  jpeg_destroy_compress(&work.jpeg);
  return true;
}

}  // namespace

std::optional<EncodedSide> encode_jpeg(const ScannedSide& side, const EncodeOptions& options) {
  if (side.width_px > JPEG_MAX_DIMENSION || side.height_px > JPEG_MAX_DIMENSION) return std::nullopt;
  JpegWork work;
  work.narrowed.resize(side.depth == 16 ? side.row_bytes() / 2 : 0);
  const bool made = compress(work, side, options);
  const std::unique_ptr<unsigned char, Freed> owner(work.bytes);
  if (!made) return std::nullopt;
  return EncodedSide{{work.bytes, work.bytes + work.size}, "jpg"};
}

}  // namespace hoso::scan_host
