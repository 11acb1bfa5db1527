// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/png/decode_png.h"

#include <algorithm>
#include <bit>
#include <csetjmp>
#include <cstring>
#include <vector>

#include <png.h>

#include "scanners/files/pixels.h"
#include "scanners/files/regular_file.h"

namespace hoso::scanners {
namespace {

using models::ErrorCode;

constexpr double kInchMetres = 0.0254;

class PngReader {
 public:
  PngReader(std::span<const std::uint8_t> bytes, const std::stop_token& stop) : bytes_(bytes), stop_(stop) {}
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;
  ~PngReader() { png_destroy_read_struct(&png_file, &png_info, nullptr); }

  // Runs a step of libpng. Steps hold nothing that needs a destructor: an error jumps over them.
  template <typename Step>
  bool run(Step step) {
    if (setjmp(jump_) != 0) return false;
    step();
    return true;
  }

  void create() {
    png_file = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, on_error, on_warning);
    if (png_file == nullptr) std::longjmp(jump_, 1);
    png_info = png_create_info_struct(png_file);
    if (png_info == nullptr) std::longjmp(jump_, 1);
    png_set_read_fn(png_file, this, on_read);
    png_set_user_limits(png_file, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_crc_action(png_file, PNG_CRC_ERROR_QUIT, PNG_CRC_WARN_DISCARD);
    // Compressed text and profiles can be bombs, and nothing of them is needed.
    static constexpr png_byte kSkipped[] =
        "tEXt\0zTXt\0iTXt\0iCCP\0sPLT\0hIST\0eXIf\0gAMA\0cHRM\0sRGB\0tIME\0sBIT\0bKGD\0oFFs\0pCAL\0sCAL";
    png_set_keep_unknown_chunks(png_file, PNG_HANDLE_CHUNK_NEVER, kSkipped, static_cast<int>(sizeof(kSkipped) / 5));
  }

  [[nodiscard]] tl::unexpected<models::Error> failed() const {
    if (stop_.stop_requested()) return problem(ErrorCode::cancelled);
    return problem(ended_ ? ErrorCode::truncated : ErrorCode::damaged, message_);
  }
  [[nodiscard]] bool ended() const { return ended_; }
  /// Whether libpng put up with something.
  [[nodiscard]] bool warned() const { return warned_; }
  void check_stop() {
    if (stop_.stop_requested()) std::longjmp(jump_, 1);
  }

  png_structp png_file = nullptr;
  png_infop png_info = nullptr;

 private:
  [[noreturn]] static void on_error(png_structp png, png_const_charp text) {
    auto& self = *static_cast<PngReader*>(png_get_error_ptr(png));
    std::strncpy(self.message_, text, sizeof(self.message_) - 1);
    std::longjmp(self.jump_, 1);
  }
  static void on_warning(png_structp png, png_const_charp) {
    static_cast<PngReader*>(png_get_error_ptr(png))->warned_ = true;
  }
  static void on_read(png_structp png, png_bytep into, png_size_t size) {
    auto& self = *static_cast<PngReader*>(png_get_io_ptr(png));
    if (self.bytes_.size() - self.at_ < size) {
      self.ended_ = true;
      png_error(png, "ends early");
    }
    std::memcpy(into, self.bytes_.data() + self.at_, size);
    self.at_ += size;
  }

  std::span<const std::uint8_t> bytes_;
  const std::stop_token& stop_;
  std::size_t at_ = 0;
  bool ended_ = false, warned_ = false;
  char message_[128]{};
  std::jmp_buf jump_{};
};

struct Palette {
  bool grey = true, black_and_white = true;
};

Palette look_at_palette(png_structp png, png_infop info) {
  png_colorp colours = nullptr;
  int count = 0;
  Palette palette;
  if (png_get_PLTE(png, info, &colours, &count) == 0) return palette;
  for (int i = 0; i < count; ++i) {
    const png_color c = colours[i];
    palette.grey = palette.grey && c.red == c.green && c.green == c.blue;
    palette.black_and_white = palette.black_and_white && palette.grey && (c.red == 0 || c.red == 255);
  }
  palette.black_and_white = palette.black_and_white && count <= 2;
  return palette;
}

struct Layout {
  int type = CV_8UC1;
  int depth = 8;  ///< as delivered
  bool bilevel = false;
};

/// Asks libpng for grey or BGR samples of 8 or 16 bit, with alpha where there is any.
Layout ask_for_samples(PngReader& reader) {
  png_structp png = reader.png_file;
  const int colour = png_get_color_type(png, reader.png_info), depth = png_get_bit_depth(png, reader.png_info);
  const bool clear = png_get_valid(png, reader.png_info, PNG_INFO_tRNS) != 0;
  const bool by_palette = colour == PNG_COLOR_TYPE_PALETTE;
  const Palette palette = by_palette ? look_at_palette(png, reader.png_info) : Palette{};
  const bool grey = by_palette ? palette.grey : (colour & PNG_COLOR_MASK_COLOR) == 0;
  Layout layout;
  layout.depth = depth;
  layout.bilevel = !clear && (by_palette ? palette.black_and_white : depth == 1);
  if (by_palette) png_set_palette_to_rgb(png);
  if (!by_palette && depth < 8) png_set_expand_gray_1_2_4_to_8(png);
  if (clear) png_set_tRNS_to_alpha(png);
  if (by_palette && grey)
    png_set_rgb_to_gray(png, PNG_ERROR_ACTION_NONE, PNG_RGB_TO_GRAY_DEFAULT, PNG_RGB_TO_GRAY_DEFAULT);
  if (!grey) png_set_bgr(png);
  if (depth == 16 && std::endian::native == std::endian::little) png_set_swap(png);
  png_set_interlace_handling(png);
  png_read_update_info(png, reader.png_info);
  layout.type = CV_MAKETYPE(depth == 16 ? CV_16U : CV_8U, png_get_channels(png, reader.png_info));
  return layout;
}

std::optional<models::Dpi> stated_dpi(const PngReader& reader) {
  png_uint_32 x = 0, y = 0;
  int unit = 0;
  if (png_get_pHYs(reader.png_file, reader.png_info, &x, &y, &unit) == 0 || unit != PNG_RESOLUTION_METER || x == 0 ||
      y == 0)
    return {};
  return models::Dpi{.x = x * kInchMetres, .y = y * kInchMetres, .source = models::DpiSource::file};
}

void read_rows(PngReader& reader, cv::Mat& samples, bool interlaced) {
  const int passes = interlaced ? 7 : 1;
  for (int pass = 0; pass < passes; ++pass)
    for (int y = 0; y < samples.rows; ++y) {
      if (y % 64 == 0) reader.check_stop();
      png_read_row(reader.png_file, samples.ptr<png_byte>(y), nullptr);
    }
}

/// The data of all IDAT chunks of a PNG that libpng could read: one zlib stream (PNG 1.2, 10).
std::vector<std::uint8_t> image_data(std::span<const std::uint8_t> png) {
  constexpr std::size_t kSignature = 8, kHead = 8, kChecksum = 4;
  std::vector<std::uint8_t> data;
  for (std::size_t at = kSignature; at + kHead + kChecksum <= png.size();) {
    const auto head = png.subspan(at, kHead);
    const std::size_t length =
        std::size_t{head[0]} << 24 | std::size_t{head[1]} << 16 | std::size_t{head[2]} << 8 | std::size_t{head[3]};
    if (length > png.size() - at - kHead - kChecksum) break;
    if (std::memcmp(head.data() + 4, "IDAT", 4) == 0) {
      const auto chunk = png.subspan(at + kHead, length);
      data.insert(data.end(), chunk.begin(), chunk.end());
    }
    at += kHead + length + kChecksum;
  }
  return data;
}

/// Whether its rows are such as a PDF knows, too (ISO 32000-1 7.4.4.4).
bool has_rows_of_pdf(const PngReader& reader) {
  const int colour = png_get_color_type(reader.png_file, reader.png_info);
  return png_get_interlace_type(reader.png_file, reader.png_info) == PNG_INTERLACE_NONE &&
         png_get_bit_depth(reader.png_file, reader.png_info) == 8 &&
         (colour == PNG_COLOR_TYPE_GRAY || colour == PNG_COLOR_TYPE_RGB) &&
         png_get_valid(reader.png_file, reader.png_info, PNG_INFO_tRNS) == 0;
}

}  // namespace

models::Result<DecodedImage> decode_png(std::span<const std::uint8_t> bytes, const DecodeOptions& options,
                                        const std::stop_token& stop) {
  PngReader reader(bytes, stop);
  if (!reader.run([&reader] {
        reader.create();
        png_read_info(reader.png_file, reader.png_info);
      }))
    return reader.failed();
  const std::uint64_t width = png_get_image_width(reader.png_file, reader.png_info),
                      height = png_get_image_height(reader.png_file, reader.png_info);
  if (width * height > options.pixels_max || std::max(width, height) > INT_MAX / 8)
    return problem(ErrorCode::image_too_large, "too many pixels");

  const bool can_be_kept = has_rows_of_pdf(reader);
  Layout layout;
  RawPixels raw;
  if (!reader.run([&reader, &layout] { layout = ask_for_samples(reader); })) return reader.failed();
  raw.samples.create(static_cast<int>(height), static_cast<int>(width), layout.type);
  raw.bilevel = layout.bilevel;
  const bool interlaced = png_get_interlace_type(reader.png_file, reader.png_info) != PNG_INTERLACE_NONE;
  if (!reader.run([&reader, &raw, interlaced] { read_rows(reader, raw.samples, interlaced); })) return reader.failed();
  const bool end_read = reader.run([&reader] { png_read_end(reader.png_file, nullptr); });
  // All rows are there: only what comes behind them may be missing. A wrong checksum is another matter.
  if (!end_read && !reader.ended()) return reader.failed();

  DecodedImage image = lossless_image(std::move(raw));
  image.stated = stated_dpi(reader);
  image.bits_per_sample = layout.depth;
  if (can_be_kept && end_read && !reader.warned()) keep_rows(image, image_data(bytes));
  if (!end_read) image.notes.emplace_back("the PNG ends without its end chunk");
  return image;
}

}  // namespace hoso::scanners
