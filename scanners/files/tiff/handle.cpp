// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/tiff/handle.h"

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <cstring>

namespace hoso::scanners {

using models::ErrorCode;

// libtiff itself never needs more at once than a strip's compressed data.
constexpr tmsize_t kSingleAllocationMax = tmsize_t{1} << 29;

struct TiffHandle::Stream {
  const RegularFile* file = nullptr;
  std::span<const std::uint8_t> bytes;
  std::uint64_t at = 0;

  [[nodiscard]] std::uint64_t size() const { return file != nullptr ? file->size() : bytes.size(); }
  std::size_t read(std::span<std::uint8_t> into) {
    std::size_t got = 0;
    if (file != nullptr) {
      got = file->read(at, into);
    } else if (at < bytes.size()) {
      got = std::min<std::size_t>(into.size(), bytes.size() - at);
      std::memcpy(into.data(), bytes.data() + at, got);
    }
    at += got;
    return got;
  }
};

namespace {

tmsize_t refuse_write(thandle_t, void*, tmsize_t) { return -1; }
int keep_open(thandle_t) { return 0; }

}  // namespace

int TiffHandle::Log::take(bool error, const char* module, const char* format, std::va_list arguments) {
  ++(error ? errors : warnings);
  if (first.empty()) {
    std::array<char, 256> line{};
    std::vsnprintf(line.data(), line.size(), format, arguments);
    first = std::string(module == nullptr ? "" : module) + ": " + line.data();
  }
  return 1;  // said; libtiff's global handler stays silent
}

TiffHandle::TiffHandle(std::unique_ptr<Stream> stream, std::unique_ptr<Log> log)
    : stream_(std::move(stream)), log_(std::move(log)) {
  const std::unique_ptr<TIFFOpenOptions, decltype(&TIFFOpenOptionsFree)> options(TIFFOpenOptionsAlloc(),
                                                                                 TIFFOpenOptionsFree);
  TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kSingleAllocationMax);
  TIFFOpenOptionsSetErrorHandlerExtR(
      options.get(),
      [](TIFF*, void* to, const char* module, const char* format, std::va_list arguments) {
        return static_cast<Log*>(to)->take(true, module, format, arguments);
      },
      log_.get());
  TIFFOpenOptionsSetWarningHandlerExtR(
      options.get(),
      [](TIFF*, void* to, const char* module, const char* format, std::va_list arguments) {
        return static_cast<Log*>(to)->take(false, module, format, arguments);
      },
      log_.get());
  const auto read = [](thandle_t handle, void* into, tmsize_t size) {
    const std::span<std::uint8_t> room(static_cast<std::uint8_t*>(into),
                                       static_cast<std::size_t>(std::max<tmsize_t>(size, 0)));
    return static_cast<tmsize_t>(static_cast<Stream*>(handle)->read(room));
  };
  const auto seek = [](thandle_t handle, toff_t offset, int whence) {
    auto& to = *static_cast<Stream*>(handle);
    to.at = whence == SEEK_SET ? offset : whence == SEEK_CUR ? to.at + offset : to.size() + offset;
    return static_cast<toff_t>(to.at);
  };
  const auto size = [](thandle_t handle) { return static_cast<toff_t>(static_cast<Stream*>(handle)->size()); };
  // "m": no memory mapping, for a file may be cut short by others. "h": the directory is read afterwards.
  tiff_.reset(TIFFClientOpenExt("", "rmh", stream_.get(), read, refuse_write, seek, keep_open, size, nullptr, nullptr,
                                options.get()));
}

models::Result<TiffHandle> TiffHandle::open(std::unique_ptr<Stream> stream, std::uint64_t offset) {
  TiffHandle handle(std::move(stream), std::make_unique<Log>());
  const bool opened = handle.get() != nullptr && (offset == 0 ? TIFFSetDirectory(handle.get(), 0)
                                                              : TIFFSetSubDirectory(handle.get(), offset)) == 1;
  if (!opened) return problem(ErrorCode::damaged, handle.first_message());
  return handle;
}

models::Result<TiffHandle> TiffHandle::open(const RegularFile& file, std::uint64_t offset) {
  auto stream = std::make_unique<Stream>();
  stream->file = &file;
  return open(std::move(stream), offset);
}

models::Result<TiffHandle> TiffHandle::open(std::span<const std::uint8_t> bytes) {
  auto stream = std::make_unique<Stream>();
  stream->bytes = bytes;
  return open(std::move(stream), 0);
}

std::string TiffHandle::text_tag(std::uint32_t number) const {
  const char* text = nullptr;
  return TIFFGetField(get(), number, &text) == 1 && text != nullptr ? text : std::string();
}

}  // namespace hoso::scanners
