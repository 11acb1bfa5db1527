// SPDX-License-Identifier: Apache-2.0
#include "imaging/warp.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace hoso::imaging {
namespace {

using models::ExifOrientation;

// The loops over a row's bytes, compiled twice: which one runs is decided when the program starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define HOSO_FOR_WIDE_REGISTERS __attribute__((target_clones("avx2", "default")))
#else
#define HOSO_FOR_WIDE_REGISTERS
#endif

cv::Mat flipped(const cv::Mat& image, int code) {
  cv::Mat out;
  cv::flip(image, out, code);
  return out;
}

cv::Mat turned(const cv::Mat& image, cv::RotateFlags turn) {
  cv::Mat out;
  cv::rotate(image, out, turn);
  return out;
}

cv::Mat transposed(const cv::Mat& image) {
  cv::Mat out;
  cv::transpose(image, out);
  return out;
}

/// Columns that are moved by the same whole number of rows, and each by a share of one more.
struct Run {
  std::size_t begin = 0, end = 0;  ///< in bytes of a row
  int rows = 0;
};

struct ColumnShear {
  std::vector<Run> runs;
  std::vector<std::uint16_t> shares;  ///< of the next row, in 256ths, for each byte of a row
};

/// Row y of the result stands at y + shift(x) in the image.
ColumnShear column_shear(const cv::Mat& image, double slope, int first_row) {
  ColumnShear shear;
  const auto channels = static_cast<std::size_t>(image.channels());
  for (int x = 0; x < image.cols; ++x) {
    const double shift = first_row - slope * (x + 0.5 - image.cols / 2.0);
    const int rows = static_cast<int>(std::floor(shift));
    if (shear.runs.empty() || shear.runs.back().rows != rows)
      shear.runs.push_back({.begin = shear.shares.size(), .end = shear.shares.size(), .rows = rows});
    shear.shares.insert(shear.shares.end(), channels, static_cast<std::uint16_t>(256 * (shift - rows)));
    shear.runs.back().end += channels;
  }
  return shear;
}

HOSO_FOR_WIDE_REGISTERS void mix(const std::uint8_t* one, const std::uint8_t* next, const std::uint16_t* shares,
                                 std::uint8_t* out, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const auto sum = static_cast<std::uint16_t>(one[i] * (256 - shares[i]) + next[i] * shares[i] + 128);
    out[i] = static_cast<std::uint8_t>(sum >> 8);
  }
}

HOSO_FOR_WIDE_REGISTERS void mix(const std::uint8_t* one, const std::uint8_t* next, std::uint16_t share,
                                 std::uint8_t* out, std::size_t count) {
  const auto rest = static_cast<std::uint16_t>(256 - share);
  for (std::size_t i = 0; i < count; ++i) {
    const auto sum = static_cast<std::uint16_t>(one[i] * rest + next[i] * share + 128);
    out[i] = static_cast<std::uint8_t>(sum >> 8);
  }
}

}  // namespace

cv::Mat brought_upright(const cv::Mat& image, ExifOrientation lies) {
  switch (lies) {
    case ExifOrientation::normal:
      return image;
    case ExifOrientation::mirrored:
      return flipped(image, 1);
    case ExifOrientation::turned_180:
      return turned(image, cv::ROTATE_180);
    case ExifOrientation::flipped:
      return flipped(image, 0);
    case ExifOrientation::transposed:
      return transposed(image);
    case ExifOrientation::turned_90:
      return turned(image, cv::ROTATE_90_CLOCKWISE);
    case ExifOrientation::transverse:
      return turned(transposed(image), cv::ROTATE_180);
    case ExifOrientation::turned_270:
      return turned(image, cv::ROTATE_90_COUNTERCLOCKWISE);
  }
  return image;
}

ExifOrientation turned_clockwise(int degrees) {
  switch (degrees) {
    case 90:
      return ExifOrientation::turned_270;  // EXIF names the turn that brings the image upright
    case 180:
      return ExifOrientation::turned_180;
    case 270:
      return ExifOrientation::turned_90;
    default:
      return ExifOrientation::normal;
  }
}

int clockwise_degrees(ExifOrientation lies) {
  switch (lies) {
    case ExifOrientation::normal:
    case ExifOrientation::mirrored:
      return 0;
    case ExifOrientation::transposed:
    case ExifOrientation::turned_270:
      return 90;
    case ExifOrientation::turned_180:
    case ExifOrientation::flipped:
      return 180;
    case ExifOrientation::transverse:
    case ExifOrientation::turned_90:
      return 270;
  }
  return 0;
}

models::Affine straightening_map(double skew_degrees, models::Size page) {
  const double angle = skew_degrees * std::numbers::pi / 180;
  const double c = std::cos(angle), s = std::sin(angle);
  const double x = page.width_px / 2.0, y = page.height_px / 2.0;
  return {.xx = c, .xy = -s, .x0 = x - c * x + s * y, .yx = s, .yy = c, .y0 = y - s * x - c * y};
}

models::Affine shearing_map(double skew_degrees, models::Size page) {
  const double slope = std::tan(skew_degrees * std::numbers::pi / 180);
  const double x = page.width_px / 2.0, y = page.height_px / 2.0;
  // First y' = y + slope (x - cx), then x' = x - slope (y' - cy).
  return {.xx = 1 - slope * slope, .xy = -slope, .x0 = slope * (slope * x + y), .yx = slope, .yy = 1, .y0 = -slope * x};
}

cv::Mat sheared(const cv::Mat& image, double skew_degrees, cv::Point origin, models::Size size) {
  constexpr std::uint8_t kWhite = 255;
  const double slope = std::tan(skew_degrees * std::numbers::pi / 180);
  const auto channels = image.channels();
  const ColumnShear columns = column_shear(image, slope, origin.y);
  const std::vector<std::uint8_t> white(static_cast<std::size_t>(image.cols * channels), kWhite);
  const auto row_of = [&](int y) { return y >= 0 && y < image.rows ? image.ptr<std::uint8_t>(y) : white.data(); };
  // A row of the image with its columns moved, a white pixel before it and one after it.
  std::vector<std::uint8_t> moved(static_cast<std::size_t>((image.cols + 2) * channels), kWhite);
  cv::Mat out(size.height_px, size.width_px, image.type());
  for (int y = 0; y < out.rows; ++y) {
    auto* row = out.ptr<std::uint8_t>(y);
    std::uint8_t* const row_end = row + static_cast<std::ptrdiff_t>(out.cols) * channels;
    for (const Run& run : columns.runs) {
      mix(row_of(y + run.rows) + run.begin, row_of(y + run.rows + 1) + run.begin, columns.shares.data() + run.begin,
          moved.data() + static_cast<std::size_t>(channels) + run.begin, run.end - run.begin);
    }
    const double shift = origin.x + slope * (y + 0.5 + origin.y - image.rows / 2.0);
    const int pixels = static_cast<int>(std::floor(shift));
    const int from = std::max(0, -1 - pixels), to = std::min(out.cols, image.cols - pixels);
    if (from >= to) {
      std::fill(row, row_end, kWhite);
      continue;
    }
    std::uint8_t* const begin = row + static_cast<std::ptrdiff_t>(from) * channels;
    const auto bytes = static_cast<std::size_t>((to - from) * channels);
    std::fill(row, begin, kWhite);
    const std::uint8_t* source = moved.data() + static_cast<std::ptrdiff_t>(from + pixels + 1) * channels;
    mix(source, source + channels, static_cast<std::uint16_t>(256 * (shift - pixels)), begin, bytes);
    std::fill(begin + bytes, row_end, kWhite);
  }
  return out;
}

bool can_be_warped(models::Size size) {
  // OpenCV keeps the coordinates of a warp in 16 bits.
  constexpr int kSideMax = std::numeric_limits<std::int16_t>::max() - 1;
  return size.width_px <= kSideMax && size.height_px <= kSideMax;
}

cv::Mat warped(const cv::Mat& image, const models::Affine& map, models::Size size) {
  // OpenCV counts in centres of pixels, half a pixel from their corners.
  const models::Point origin = map({0.5, 0.5});
  const cv::Matx23d matrix(map.xx, map.xy, origin.x - 0.5, map.yx, map.yy, origin.y - 0.5);
  cv::Mat out;
  cv::warpAffine(image, out, matrix, {size.width_px, size.height_px}, cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                 cv::Scalar::all(255));
  return out;
}

}  // namespace hoso::imaging
