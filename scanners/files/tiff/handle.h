// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdarg>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include <tiffio.h>

#include "scanners/files/regular_file.h"

namespace hoso::scanners {

/// An open TIFF, on a file or in memory. libtiff's messages are counted here, and go nowhere else.
class TiffHandle {
 public:
  /// Opens and stands at the directory at `offset` (0: the first). Errors: damaged.
  static models::Result<TiffHandle> open(const RegularFile& file, std::uint64_t offset);
  static models::Result<TiffHandle> open(std::span<const std::uint8_t> bytes);

  [[nodiscard]] TIFF* get() const { return tiff_.get(); }
  [[nodiscard]] int errors() const { return log_->errors; }
  [[nodiscard]] int warnings() const { return log_->warnings; }
  [[nodiscard]] const std::string& first_message() const { return log_->first; }
  /// Forgets the messages so far.
  void forget_messages() { *log_ = Log{}; }

  /// A tag's value, or its default (TIFF 6.0), or `otherwise`.
  template <typename T>
  [[nodiscard]] T tag(std::uint32_t number, T otherwise = {}) const {
    T value{};
    return TIFFGetFieldDefaulted(get(), number, &value) == 1 ? value : otherwise;
  }
  /// The text of an ASCII tag; empty where there is none.
  [[nodiscard]] std::string text_tag(std::uint32_t number) const;

 private:
  struct Log {
    int errors = 0, warnings = 0;
    std::string first;
    int take(bool error, const char* module, const char* format, std::va_list arguments);
  };
  struct Stream;
  struct Closer {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
  };
  static models::Result<TiffHandle> open(std::unique_ptr<Stream> stream, std::uint64_t offset);
  TiffHandle(std::unique_ptr<Stream> stream, std::unique_ptr<Log> log);

  std::shared_ptr<Stream> stream_;  // outlives tiff_
  std::unique_ptr<Log> log_;
  std::unique_ptr<TIFF, Closer> tiff_;
};

}  // namespace hoso::scanners
