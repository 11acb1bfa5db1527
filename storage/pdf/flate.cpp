// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/flate.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <utility>
#include <vector>

#include <libdeflate.h>

namespace hoso::storage {
namespace {

// Scans are noise: higher levels cost several times as much and save a few percent.
constexpr int kCompressionLevel = 2;

std::optional<std::string> compressed(const void* bytes, std::size_t size) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(kCompressionLevel), libdeflate_free_compressor);
  if (!compressor) return std::nullopt;
  std::string out(libdeflate_zlib_compress_bound(compressor.get(), size), '\0');
  out.resize(libdeflate_zlib_compress(compressor.get(), bytes, size, out.data(), out.size()));
  out.shrink_to_fit();
  return out;
}

using Bytes = std::vector<std::uint8_t>;

/// A row's samples in PDF order.
void write_samples(const cv::Mat& pixels, int y, Bytes& row) {
  const int channels = pixels.channels();
  if (pixels.type() == CV_8UC1) {
    std::copy_n(pixels.ptr<std::uint8_t>(y), row.size(), row.begin());
    return;
  }
  std::size_t at = 0;
  for (int x = 0; x < pixels.cols; ++x) {
    for (int c = channels - 1; c >= 0; --c) {
      if (pixels.depth() == CV_16U) {
        const auto sample = pixels.ptr<std::uint16_t>(y)[x * channels + c];
        row[at++] = static_cast<std::uint8_t>(sample >> 8);
        row[at++] = static_cast<std::uint8_t>(sample & 0xFF);
      } else {
        row[at++] = pixels.ptr<std::uint8_t>(y)[x * channels + c];
      }
    }
  }
}

std::uint8_t paeth(int left, int above, int corner) {
  const int to_left = std::abs(above - corner), to_above = std::abs(left - corner),
            to_corner = std::abs(left + above - 2 * corner);
  const int nearer_of_two = to_above <= to_corner ? above : corner;
  return static_cast<std::uint8_t>(to_left <= to_above && to_left <= to_corner ? left : nearer_of_two);
}

/// Differences of a row to what a filter predicts of `left`, `above` and `corner`, which are 0 outside the image.
/// Written so that compilers do many samples at once.
template <typename Predicted>
void differences(const Bytes& row, const Bytes& above, std::size_t step, std::uint8_t* out, Predicted predicted) {
  for (std::size_t i = 0; i < step; ++i) out[i] = static_cast<std::uint8_t>(row[i] - predicted(0, above[i], 0));
  const std::uint8_t *own = row.data(), *before = above.data();
  for (std::size_t i = step; i < row.size(); ++i)
    out[i] = static_cast<std::uint8_t>(own[i] - predicted(own[i - step], before[i], before[i - step]));
}

enum class Filter : std::uint8_t { sub = 1, up = 2, paeth = 4 };  // PNG specification, 9.2

/// Filter byte and differences of one row; `above` is the row before it, unfiltered.
void apply(Filter filter, const Bytes& row, const Bytes& above, std::size_t step, Bytes& out) {
  out[0] = static_cast<std::uint8_t>(filter);
  std::uint8_t* to = out.data() + 1;
  if (filter == Filter::sub)
    differences(row, above, step, to, [](int left, int, int) { return left; });
  else if (filter == Filter::up)
    differences(row, above, step, to, [](int, int up, int) { return up; });
  else
    differences(row, above, step, to, paeth);
}

/// Sum of the differences taken as signed: the usual measure of how well a row will deflate (PNG specification, 12.8).
std::uint64_t cost(const Bytes& filtered) {
  constexpr std::size_t kAtOnce = 65536;  // whose sum 32 bits hold
  std::uint64_t sum = 0;
  for (std::size_t from = 1; from < filtered.size(); from += kAtOnce) {
    std::uint32_t part = 0;
    const std::size_t end = std::min(filtered.size(), from + kAtOnce);
    for (std::size_t i = from; i < end; ++i)
      part += static_cast<std::uint32_t>(std::abs(static_cast<std::int8_t>(filtered[i])));
    sum += part;
  }
  return sum;
}

}  // namespace

std::optional<std::string> deflated(std::string_view bytes) { return compressed(bytes.data(), bytes.size()); }

std::optional<std::string> deflated_rows(const cv::Mat& pixels) {
  if (pixels.empty()) return std::nullopt;
  const std::size_t step = pixels.elemSize();
  const std::size_t row_bytes = step * static_cast<std::size_t>(pixels.cols);
  Bytes row(row_bytes), above(row_bytes, 0), best(row_bytes + 1), candidate(row_bytes + 1), rows;
  rows.reserve((row_bytes + 1) * static_cast<std::size_t>(pixels.rows));
  for (int y = 0; y < pixels.rows; ++y) {
    write_samples(pixels, y, row);
    std::uint64_t lowest = UINT64_MAX;
    for (const Filter filter : {Filter::sub, Filter::up, Filter::paeth}) {
      apply(filter, row, above, step, candidate);
      if (const std::uint64_t sum = cost(candidate); sum < lowest) {
        lowest = sum;
        std::swap(best, candidate);
      }
    }
    rows.insert(rows.end(), best.begin(), best.end());
    std::swap(row, above);
  }
  return compressed(rows.data(), rows.size());
}

}  // namespace hoso::storage
