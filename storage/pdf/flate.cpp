// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/flate.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <utility>
#include <vector>

#include <zlib.h>

namespace hoso::storage {
namespace {

// Scans are noise to zlib: higher levels cost several times as much and save a few percent.
constexpr int kCompressionLevel = 4;

class Deflater {
 public:
  Deflater() : ready_(deflateInit2(&stream_, kCompressionLevel, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY) == Z_OK) {}
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
  ~Deflater() { deflateEnd(&stream_); }

  [[nodiscard]] bool ready() const { return ready_; }

  void add(const std::uint8_t* bytes, std::size_t size, int flush, std::string& out) {
    stream_.next_in = const_cast<Bytef*>(bytes);
    stream_.avail_in = static_cast<uInt>(size);
    do {
      std::array<char, 65536> chunk;
      stream_.next_out = reinterpret_cast<Bytef*>(chunk.data());
      stream_.avail_out = chunk.size();
      deflate(&stream_, flush);
      out.append(chunk.data(), chunk.size() - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

 private:
  z_stream stream_{};
  bool ready_;
};

using Bytes = std::vector<std::uint8_t>;

/// A row's samples in PDF order.
void write_samples(const cv::Mat& pixels, int y, Bytes& row) {
  const int channels = pixels.channels();
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
  const int estimate = left + above - corner;
  const int to_left = std::abs(estimate - left), to_above = std::abs(estimate - above),
            to_corner = std::abs(estimate - corner);
  if (to_left <= to_above && to_left <= to_corner) return static_cast<std::uint8_t>(left);
  return static_cast<std::uint8_t>(to_above <= to_corner ? above : corner);
}

enum class Filter : std::uint8_t { none = 0, sub = 1, up = 2, paeth = 4 };

/// Filter byte and differences of one row; `above` is the row before it, unfiltered.
void apply(Filter filter, const Bytes& row, const Bytes& above, std::size_t step, Bytes& out) {
  out[0] = static_cast<std::uint8_t>(filter);
  for (std::size_t i = 0; i < row.size(); ++i) {
    const int left = i < step ? 0 : row[i - step];
    const int corner = i < step ? 0 : above[i - step];
    int predicted = 0;
    if (filter == Filter::sub) predicted = left;
    if (filter == Filter::up) predicted = above[i];
    if (filter == Filter::paeth) predicted = paeth(left, above[i], corner);
    out[i + 1] = static_cast<std::uint8_t>(row[i] - predicted);
  }
}

/// Sum of the differences taken as signed: the usual measure of how well a row will deflate (PNG specification, 12.8).
std::uint64_t cost(const Bytes& filtered) {
  std::uint64_t sum = 0;
  for (std::size_t i = 1; i < filtered.size(); ++i)
    sum += static_cast<std::uint64_t>(std::abs(static_cast<std::int8_t>(filtered[i])));
  return sum;
}

}  // namespace

std::optional<std::string> deflated(std::string_view bytes) {
  Deflater deflater;
  if (!deflater.ready()) return std::nullopt;
  std::string out;
  deflater.add(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), Z_FINISH, out);
  return out;
}

std::optional<std::string> deflated_rows(const cv::Mat& pixels) {
  Deflater deflater;
  if (!deflater.ready() || pixels.empty()) return std::nullopt;
  const std::size_t step = pixels.elemSize();
  const std::size_t row_bytes = step * static_cast<std::size_t>(pixels.cols);
  Bytes row(row_bytes), above(row_bytes, 0), best(row_bytes + 1), candidate(row_bytes + 1);
  std::string out;
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
    deflater.add(best.data(), best.size(), Z_NO_FLUSH, out);
    std::swap(row, above);
  }
  deflater.add(nullptr, 0, Z_FINISH, out);
  return out;
}

}  // namespace hoso::storage
