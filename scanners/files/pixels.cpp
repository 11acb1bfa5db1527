// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pixels.h"

#include <algorithm>
#include <cstring>

namespace hoso::scanners {
namespace {

/// c·a + white·(1-a), rounded; with premultiplied colours c + white·(1-a).
template <typename Sample>
void flatten_row(const Sample* from, Sample* to, int pixels, int colours, bool premultiplied) {
  constexpr std::uint64_t kWhite = std::numeric_limits<Sample>::max();
  for (int x = 0; x < pixels; ++x) {
    const std::uint64_t alpha = from[colours];
    for (int c = 0; c < colours; ++c) {
      const std::uint64_t ink = premultiplied ? from[c] * kWhite : from[c] * alpha;
      to[c] = static_cast<Sample>(std::min(kWhite, (ink + kWhite * (kWhite - alpha) + kWhite / 2) / kWhite));
    }
    from += colours + 1;
    to += colours;
  }
}

template <typename Sample>
bool is_opaque(const cv::Mat& samples) {
  const int channels = samples.channels();
  for (int y = 0; y < samples.rows; ++y) {
    const auto* row = samples.ptr<Sample>(y);
    for (int x = 0; x < samples.cols; ++x)
      if (row[x * channels + channels - 1] != std::numeric_limits<Sample>::max()) return false;
  }
  return true;
}

template <typename Sample>
cv::Mat flattened(const cv::Mat& samples, bool premultiplied) {
  const int colours = samples.channels() - 1;
  cv::Mat out(samples.size(), CV_MAKETYPE(samples.depth(), colours));
  for (int y = 0; y < samples.rows; ++y)
    flatten_row(samples.ptr<Sample>(y), out.ptr<Sample>(y), samples.cols, colours, premultiplied);
  return out;
}

}  // namespace

DecodedImage lossless_image(RawPixels raw) {
  DecodedImage image;
  cv::Mat samples = std::move(raw.samples);
  if (samples.channels() % 2 == 0) {
    const bool wide = samples.depth() == CV_16U;
    const bool opaque = wide ? is_opaque<std::uint16_t>(samples) : is_opaque<std::uint8_t>(samples);
    samples = wide ? flattened<std::uint16_t>(samples, raw.premultiplied)
                   : flattened<std::uint8_t>(samples, raw.premultiplied);
    if (!opaque) {
      image.notes.emplace_back("alpha channel flattened on white");
      image.master.note = "alpha channel flattened on white";
    }
  }
  image.bits_per_sample = raw.bilevel ? 1 : samples.depth() == CV_16U ? 16 : 8;
  image.mode = raw.bilevel               ? models::ColourMode::bw
               : samples.channels() == 1 ? models::ColourMode::grey
                                         : models::ColourMode::colour;
  image.pixels = samples.depth() == CV_16U ? eight_bit(samples) : samples;
  image.master.kind = models::MasterKind::pixels;
  image.master.pixels = samples;
  image.master.bilevel = raw.bilevel;
  image.master.size = {samples.cols, samples.rows};
  image.master.components = samples.channels();
  return image;
}

void keep_rows(DecodedImage& image, std::vector<std::uint8_t> bytes) {
  constexpr double kCompressedMax = 0.8;  // of the samples; noisy scans come to 0.4
  const cv::Mat& samples = image.master.pixels;
  if (static_cast<double>(bytes.size()) > kCompressedMax * static_cast<double>(samples.total() * samples.elemSize()))
    return;
  image.master.kind = models::MasterKind::png_rows;
  image.master.bytes = std::move(bytes);
  image.master.pixels.release();
}

void spread_samples(const std::uint8_t* from, int bits, int count, std::uint8_t* to, int step) {
  if (bits == 16) {
    const auto* wide = reinterpret_cast<const std::uint16_t*>(from);
    auto* out = reinterpret_cast<std::uint16_t*>(to);
    for (int i = 0; i < count; ++i) out[i * step] = wide[i];
    return;
  }
  if (bits == 8 && step == 1) {
    std::memcpy(to, from, static_cast<std::size_t>(count));
    return;
  }
  const int mask = (1 << bits) - 1, per_byte = 8 / bits;
  for (int i = 0; i < count; ++i)
    to[i * step] = static_cast<std::uint8_t>(from[i / per_byte] >> (8 - bits - i % per_byte * bits) & mask);
}

cv::Mat eight_bit(const cv::Mat& samples) {
  cv::Mat out;
  samples.convertTo(out, CV_MAKETYPE(CV_8U, samples.channels()), 1 / 257.0);
  return out;
}

bool is_grey(const cv::Mat& bgr) {
  for (int y = 0; y < bgr.rows; ++y) {
    const std::uint8_t* p = bgr.ptr<std::uint8_t>(y);
    for (const std::uint8_t* end = p + std::size_t{3} * static_cast<std::size_t>(bgr.cols); p != end; p += 3)
      if (p[0] != p[1] || p[1] != p[2]) return false;
  }
  return true;
}

bool is_bilevel(const cv::Mat& grey) {
  for (int y = 0; y < grey.rows; ++y) {
    const std::uint8_t* row = grey.ptr<std::uint8_t>(y);
    if (!std::all_of(row, row + grey.cols, [](std::uint8_t v) { return v == 0 || v == 255; })) return false;
  }
  return true;
}

cv::Mat bgr_of_cmyk(const cv::Mat& cmyk) {
  cv::Mat bgr(cmyk.size(), CV_8UC3);
  for (int y = 0; y < cmyk.rows; ++y) {
    const std::uint8_t* from = cmyk.ptr<std::uint8_t>(y);
    std::uint8_t* to = bgr.ptr<std::uint8_t>(y);
    for (int x = 0; x < cmyk.cols; ++x, from += 4, to += 3) {
      const int light = 255 - from[3];
      for (int c = 0; c < 3; ++c) to[2 - c] = static_cast<std::uint8_t>(((255 - from[c]) * light + 127) / 255);
    }
  }
  return bgr;
}

cv::Mat laid(const cv::Mat& upright, models::ExifOrientation lies) {
  using models::ExifOrientation;
  cv::Mat out;
  switch (lies) {
    case ExifOrientation::normal:
      return upright;
    case ExifOrientation::mirrored:
      cv::flip(upright, out, 1);
      break;
    case ExifOrientation::turned_180:
      cv::flip(upright, out, -1);
      break;
    case ExifOrientation::flipped:
      cv::flip(upright, out, 0);
      break;
    case ExifOrientation::transposed:
      cv::transpose(upright, out);
      break;
    case ExifOrientation::turned_90:
      cv::rotate(upright, out, cv::ROTATE_90_COUNTERCLOCKWISE);
      break;
    case ExifOrientation::transverse: {
      cv::Mat turned;
      cv::flip(upright, turned, -1);
      cv::transpose(turned, out);
      break;
    }
    case ExifOrientation::turned_270:
      cv::rotate(upright, out, cv::ROTATE_90_CLOCKWISE);
      break;
  }
  return out;
}

}  // namespace hoso::scanners
