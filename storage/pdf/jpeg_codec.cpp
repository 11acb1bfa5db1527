// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/jpeg_codec.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <jpeglib.h>

namespace hoso::storage {
namespace {

// libjpeg reports errors by a call that must not return: the only way back through C is longjmp, so no object with a
// destructor lives between setjmp and the calls that may fail.
struct ErrorManager {
  jpeg_error_mgr base;
  std::jmp_buf back;
};

void leave(j_common_ptr codec) { std::longjmp(reinterpret_cast<ErrorManager*>(codec->err)->back, 1); }
void stay_silent(j_common_ptr) {}

jpeg_error_mgr* prepared(ErrorManager& errors) {
  jpeg_std_error(&errors.base);
  errors.base.error_exit = leave;
  errors.base.output_message = stay_silent;
  return &errors.base;
}

struct Memory {
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  Memory() = default;
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;
  ~Memory() { std::free(bytes); }
};

bool encode_rows(const std::vector<const std::uint8_t*>& rows, int width_px, int components, int quality, Memory& out) {
  ErrorManager errors;
  jpeg_compress_struct codec{};
  codec.err = prepared(errors);
  if (setjmp(errors.back) != 0) {
    jpeg_destroy_compress(&codec);
    return false;
  }
  jpeg_create_compress(&codec);
  jpeg_mem_dest(&codec, &out.bytes, &out.size);
  codec.image_width = static_cast<JDIMENSION>(width_px);
  codec.image_height = static_cast<JDIMENSION>(rows.size());
  codec.input_components = components;
  codec.in_color_space = components == 1 ? JCS_GRAYSCALE : JCS_EXT_BGR;
  jpeg_set_defaults(&codec);
  jpeg_set_quality(&codec, quality, TRUE);
  for (int i = 0; i < codec.num_components; ++i)
    codec.comp_info[i].h_samp_factor = codec.comp_info[i].v_samp_factor = 1;
  codec.optimize_coding = TRUE;
  jpeg_simple_progression(&codec);
  jpeg_start_compress(&codec, TRUE);
  while (codec.next_scanline < codec.image_height) {
    auto* row = const_cast<JSAMPROW>(rows[codec.next_scanline]);
    jpeg_write_scanlines(&codec, &row, 1);
  }
  jpeg_finish_compress(&codec);
  jpeg_destroy_compress(&codec);
  return true;
}

}  // namespace

std::optional<JpegHeader> read_jpeg_header(std::span<const std::uint8_t> jpeg) {
  if (jpeg.empty()) return std::nullopt;
  ErrorManager errors;
  jpeg_decompress_struct codec{};
  codec.err = prepared(errors);
  if (setjmp(errors.back) != 0) {
    jpeg_destroy_decompress(&codec);
    return std::nullopt;
  }
  jpeg_create_decompress(&codec);
  jpeg_mem_src(&codec, jpeg.data(), static_cast<unsigned long>(jpeg.size()));
  jpeg_read_header(&codec, TRUE);
  const JpegHeader header{{static_cast<int>(codec.image_width), static_cast<int>(codec.image_height)},
                          codec.num_components,
                          codec.jpeg_color_space == JCS_RGB,
                          codec.saw_Adobe_marker != FALSE};
  jpeg_destroy_decompress(&codec);
  return header;
}

bool jpeg_is_complete(std::span<const std::uint8_t> jpeg) {
  while (!jpeg.empty() && jpeg.back() == 0) jpeg = jpeg.first(jpeg.size() - 1);
  return jpeg.size() > 4 && jpeg[jpeg.size() - 2] == 0xFF && jpeg.back() == 0xD9;
}

std::optional<std::string> encode_jpeg(const cv::Mat& pixels, int quality) {
  if (pixels.empty() || (pixels.type() != CV_8UC1 && pixels.type() != CV_8UC3)) return std::nullopt;
  std::vector<const std::uint8_t*> rows;
  for (int y = 0; y < pixels.rows; ++y) rows.push_back(pixels.ptr<std::uint8_t>(y));
  Memory out;
  if (!encode_rows(rows, pixels.cols, pixels.channels(), quality, out)) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(out.bytes), out.size);
}

}  // namespace hoso::storage
