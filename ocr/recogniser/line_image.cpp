// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/line_image.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ocr/recogniser/network_file.h"

namespace hoso::ocr {
namespace {

constexpr std::uint64_t kNoiseFactor = 48271, kNoiseModulus = 2147483647, kSeedFactor = 0x10000001;
constexpr double kBlackQuantile = 0.25, kWhiteQuantile = 0.75;

int rounded(double value) { return value >= 0 ? static_cast<int>(value + kHalf) : -static_cast<int>(kHalf - value); }

using Histogram = std::array<int, 256>;

/// The value below which `fraction` of the counted ones lie, interpolated inside its bucket.
double quantile(const Histogram& counts, int total, double fraction) {
  const double target = std::clamp(fraction * total, 1.0, static_cast<double>(total));
  int sum = 0;
  std::size_t index = 0;
  while (index < counts.size() && sum < target) sum += counts.at(index++);
  return static_cast<double>(index) - (sum - target) / counts.at(index - 1);
}

struct Contrast {
  float black, half_range;
};

/// Black and white from the valleys and peaks along the middle row.
Contrast contrast_of(const std::uint8_t* row, int width, int flip) {
  Histogram valleys{}, peaks{};
  int valley_count = 0, peak_count = 0;
  for (int x = 1; x + 1 < width; ++x) {
    const int before = row[x - 1] ^ flip, here = row[x] ^ flip, after = row[x + 1] ^ flip;
    if ((here < before && here <= after) || (here <= before && here < after)) {
      ++valleys.at(static_cast<std::size_t>(here));
      ++valley_count;
    }
    if ((here > before && here >= after) || (here >= before && here > after)) {
      ++peaks.at(static_cast<std::size_t>(here));
      ++peak_count;
    }
  }
  if (valley_count == 0) valley_count = valleys.front() = 1;
  if (peak_count == 0) peak_count = peaks.back() = 1;
  const auto black = static_cast<float>(quantile(valleys, valley_count, kBlackQuantile));
  const auto white = static_cast<float>(quantile(peaks, peak_count, kWhiteQuantile));
  const float half_range = (white - black) / 2;
  return {black, half_range <= 0 ? 1 : half_range};
}

int input_value(int pixel, const Contrast& contrast) {
  const float position = (static_cast<float>(pixel) - contrast.black) / contrast.half_range - 1;
  const float scaled = (kInt8Max + 1) * position;
  const int whole = scaled >= 0 ? static_cast<int>(scaled + kHalf) : -static_cast<int>(kHalf - scaled);
  return std::clamp(whole, -kInt8Max, kInt8Max);
}

}  // namespace

BorderNoise::BorderNoise(std::int32_t sample_iteration) {
  const auto iteration = static_cast<std::uint64_t>(static_cast<std::int64_t>(sample_iteration));
  state_ = iteration * kSeedFactor % kNoiseModulus;
  if (state_ == 0) state_ = 1;
  state_ = state_ * kNoiseFactor % kNoiseModulus;  // the first number is never used
}

const std::int8_t* BorderNoise::values(std::size_t count) {
  while (values_.size() < count) {
    state_ = state_ * kNoiseFactor % kNoiseModulus;
    const double number = kInt8Max * 2.0 * static_cast<double>(state_) / static_cast<double>(kNoiseModulus) - kInt8Max;
    values_.push_back(static_cast<std::int8_t>(rounded(number)));
  }
  return values_.data();
}

void NetworkInput::prepare(const ScaledLine& line, bool inverted) {
  width_ = line.width_px;
  fill_columns(line, inverted);
  fill_borders();
}

void NetworkInput::fill_columns(const ScaledLine& line, bool inverted) {
  const int flip = inverted ? 255 : 0;
  const Contrast contrast = contrast_of(line.row(kInputHeight_px / 2), width_, flip);
  std::array<std::int16_t, 256> values{};
  for (int pixel = 0; pixel < 256; ++pixel) {
    values.at(static_cast<std::size_t>(pixel)) = static_cast<std::int16_t>(input_value(pixel ^ flip, contrast));
  }
  columns_.resize(static_cast<std::size_t>(width_) * kColumnStride);
  for (int y = 0; y < kInputHeight_px; ++y) {
    const std::uint8_t* row = line.row(y);
    std::int16_t* to = columns_.data() + y;
    for (int x = 0; x < width_; ++x, to += kColumnStride) *to = values[row[x]];
  }
}

std::int16_t NetworkInput::at(int x, int y) const {
  return columns_[static_cast<std::size_t>(x) * kColumnStride + static_cast<std::size_t>(y)];
}

/// Patches of the border's pixels. Each neighbour outside the image takes the next number, row by row as one reads.
void NetworkInput::fill_borders() {
  const auto width = static_cast<std::size_t>(width_);
  top_.resize(width * kPatchSize);
  bottom_.resize(width * kPatchSize);
  left_.resize(std::size_t{kInputHeight_px} * kPatchSize);
  right_.resize(std::size_t{kInputHeight_px} * kPatchSize);
  // Three for each pixel at most, five in the corners.
  const std::int8_t* noise = noise_.values(6 * width + 6 * std::size_t{kInputHeight_px} + 8);
  const auto fill = [&](int x, int y, std::int16_t* patch) {
    for (int column = x - 1; column <= x + 1; ++column, patch += 4) {
      const bool beside = column < 0 || column >= width_;
      for (int row = y - 1; row <= y + 1; ++row) {
        const bool outside = beside || row < 0 || row >= kInputHeight_px;
        patch[row - y + 1] = outside ? std::int16_t{*noise++} : at(column, row);
      }
      patch[3] = 0;
    }
  };
  for (int x = 0; x < width_; ++x) fill(x, 0, top_.data() + static_cast<std::ptrdiff_t>(x) * kPatchSize);
  for (int y = 1; y + 1 < kInputHeight_px; ++y) {
    fill(0, y, left_.data() + static_cast<std::ptrdiff_t>(y) * kPatchSize);
    fill(width_ - 1, y, right_.data() + static_cast<std::ptrdiff_t>(y) * kPatchSize);
  }
  for (int x = 0; x < width_; ++x) {
    fill(x, kInputHeight_px - 1, bottom_.data() + static_cast<std::ptrdiff_t>(x) * kPatchSize);
  }
}

ImageView NetworkInput::view() const {
  return {columns_.data(), top_.data(), bottom_.data(), left_.data(), right_.data(), width_};
}

std::size_t NetworkInput::bytes() const {
  return sizeof(std::int16_t) *
         (columns_.capacity() + top_.capacity() + bottom_.capacity() + left_.capacity() + right_.capacity());
}

}  // namespace hoso::ocr
