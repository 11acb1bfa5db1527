// SPDX-License-Identifier: Apache-2.0
#include "scanners/host/side_reader.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <thread>
#include <vector>

namespace hoso::scan_host {
namespace {

using Clock = std::chrono::steady_clock;

struct Frame {
  SANE_Parameters parameters{};
  std::vector<std::uint8_t> bytes;
};

bool is_plane(SANE_Frame format) { return format >= SANE_FRAME_RED && format <= SANE_FRAME_BLUE; }

std::size_t row_bytes(const SANE_Parameters& p) {
  const std::size_t samples = static_cast<std::size_t>(p.pixels_per_line) * (p.format == SANE_FRAME_RGB ? 3 : 1);
  return (samples * static_cast<std::size_t>(p.depth) + 7) / 8;
}

/// The format as the number that the driver wrote: no C++ enumeration may hold one that it does not name.
int format_code(const SANE_Parameters& p) {
  int code = 0;
  static_assert(sizeof code == sizeof p.format);
  std::memcpy(&code, &p.format, sizeof code);
  return code;
}

/// Whether lines of such a frame can be understood. Some drivers announce formats of their own (0x0B: JPEG).
bool is_understood(const SANE_Parameters& p) {
  if (format_code(p) < SANE_FRAME_GRAY || format_code(p) > SANE_FRAME_BLUE) return false;
  const bool depth = p.depth == 8 || p.depth == 16 || (p.depth == 1 && p.format == SANE_FRAME_GRAY);
  return depth && p.pixels_per_line > 0 && p.bytes_per_line > 0 &&
         row_bytes(p) <= static_cast<std::size_t>(p.bytes_per_line);
}

/// EOF does not mean that all lines came.
bool is_whole(const Frame& frame) {
  const auto line = static_cast<std::size_t>(frame.parameters.bytes_per_line);
  if (frame.bytes.empty() || frame.bytes.size() % line != 0) return false;
  return frame.parameters.lines < 0 || frame.bytes.size() == line * static_cast<std::size_t>(frame.parameters.lines);
}

class SideReader {
 public:
  SideReader(SANE_Handle device, const std::atomic<bool>& cancelled, const ReadLimits& limits,
             const std::function<void(std::size_t)>& on_bytes)
      : device_(device), cancelled_(cancelled), limits_(limits), on_bytes_(on_bytes) {}

  tl::expected<Frame, End> read_frame() {
    if (const SANE_Status s = sane_start(device_); s != SANE_STATUS_GOOD) return end(word(s), "sane_start");
    // The cancel may have hit the job before this one, and this start have begun a new one.
    if (cancelled_) return end(kCancelled, "sane_start");
    Frame frame;
    if (const SANE_Status s = sane_get_parameters(device_, &frame.parameters); s != SANE_STATUS_GOOD) {
      return end(word(s), "sane_get_parameters");
    }
    if (!is_understood(frame.parameters)) return end(kUnsupported, "frame format");
    if (auto filled = fill(frame); !filled) return tl::make_unexpected(filled.error());
    if (cancelled_) return end(kCancelled, "sane_read");
    if (!is_whole(frame)) return end(kIoError, "short side");
    return frame;
  }

  /// After a cancel a driver may say anything: "test" says INVAL where the cancel came between two reads.
  [[nodiscard]] tl::unexpected<End> end(std::string_view status, std::string_view call) const {
    return tl::make_unexpected(End{cancelled_ ? kCancelled : status, call, bytes_});
  }

 private:
  /// Reads to the end of the frame as the device sees it.
  tl::expected<void, End> fill(Frame& frame) {
    std::vector<SANE_Byte> chunk(64 * 1024);
    for (auto progress = Clock::now();;) {
      SANE_Int got = 0;
      const SANE_Status s = sane_read(device_, chunk.data(), static_cast<SANE_Int>(chunk.size()), &got);
      if (s == SANE_STATUS_EOF) return {};
      if (s != SANE_STATUS_GOOD) return end(word(s), "sane_read");
      if (cancelled_) return end(kCancelled, "sane_read");
      if (got > 0) {
        progress = Clock::now();
        bytes_ += static_cast<std::size_t>(got);
        if (frame.bytes.size() + static_cast<std::size_t>(got) > limits_.frame_bytes_max)
          return end(kNoMemory, "side too large");
        frame.bytes.insert(frame.bytes.end(), chunk.begin(), chunk.begin() + got);
        on_bytes_(bytes_);
      } else if (Clock::now() - progress > limits_.stall) {
        return end(kIoError, "no progress");
      } else {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
      }
    }
  }

  SANE_Handle device_;
  const std::atomic<bool>& cancelled_;
  const ReadLimits& limits_;
  const std::function<void(std::size_t)>& on_bytes_;
  std::size_t bytes_ = 0;
};

/// Takes the padding out of the lines, in place.
ScannedSide packed(Frame frame) {
  const SANE_Parameters& p = frame.parameters;
  const auto line = static_cast<std::size_t>(p.bytes_per_line);
  const std::size_t row = row_bytes(p), rows = frame.bytes.size() / line;
  for (std::size_t y = 1; row != line && y < rows; ++y)
    std::memmove(&frame.bytes[y * row], &frame.bytes[y * line], row);
  frame.bytes.resize(row * rows);
  return {p.pixels_per_line, static_cast<int>(rows), p.format == SANE_FRAME_RGB ? 3 : 1, p.depth,
          std::move(frame.bytes)};
}

/// Red, green and blue of a three-pass scanner, in this order, as one.
ScannedSide merged(const std::array<ScannedSide, 3>& planes) {
  ScannedSide side = planes[0];
  side.channels = 3;
  const std::size_t sample = static_cast<std::size_t>(side.depth) / 8, samples = planes[0].pixels.size() / sample;
  side.pixels.resize(samples * sample * 3);
  for (std::size_t i = 0; i < samples; ++i) {
    for (std::size_t c = 0; c < 3; ++c)
      std::memcpy(&side.pixels[(i * 3 + c) * sample], &planes[c].pixels[i * sample], sample);
  }
  return side;
}

bool same_shape(const ScannedSide& one, const ScannedSide& other) {
  return one.width_px == other.width_px && one.height_px == other.height_px && one.depth == other.depth;
}

}  // namespace

tl::expected<ScannedSide, End> read_side(SANE_Handle device, const std::atomic<bool>& cancelled,
                                         const ReadLimits& limits, const std::function<void(std::size_t)>& on_bytes) {
  SideReader reader(device, cancelled, limits, on_bytes);
  std::array<ScannedSide, 3> planes;
  for (int passes = 0; passes < 3; ++passes) {
    auto frame = reader.read_frame();
    if (!frame) return tl::make_unexpected(frame.error());
    const SANE_Frame format = frame->parameters.format;
    if (!is_plane(format)) return packed(*std::move(frame));
    const bool last = frame->parameters.last_frame != SANE_FALSE;
    planes.at(static_cast<std::size_t>(format - SANE_FRAME_RED)) = packed(*std::move(frame));
    if (last) break;
  }
  if (!same_shape(planes[0], planes[1]) || !same_shape(planes[0], planes[2]))
    return reader.end(kIoError, "passes differ");
  return merged(planes);
}

UniformEnd uniform_end(const ScannedSide& side) {
  if (side.depth == 1 || side.height_px == 0) return {};
  const auto last = side.row(side.height_px - 1);
  const auto pixel = static_cast<std::size_t>(side.channels * side.depth / 8);
  const bool exact = std::equal(last.begin() + static_cast<std::ptrdiff_t>(pixel), last.end(), last.begin());
  if (!exact) return {};
  int rows = 1;
  while (rows < side.height_px && std::ranges::equal(side.row(side.height_px - 1 - rows), last)) ++rows;
  std::uint16_t wide = last[0];
  if (side.depth == 16) std::memcpy(&wide, last.data(), sizeof wide);
  return {rows, side.depth == 16 ? wide >> 8 : wide};
}

}  // namespace hoso::scan_host
