// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

#include "hoso/models/error.h"
#include "hoso/models/names.h"

namespace hoso::scanners {

/// Short for a failure of reading or decoding; file and page are added where they are known.
inline tl::unexpected<models::Error> problem(models::ErrorCode code, std::string cause = {}) {
  return models::failure({.code = code, .stage = models::Stage::decode, .cause = std::move(cause)});
}

/// A regular file, opened for reading. Opening never blocks: a fifo, socket or device is refused.
class RegularFile {
 public:
  /// Follows symbolic links. Errors: file_not_found, file_unreadable, not_a_regular_file.
  static models::Result<RegularFile> open(const std::filesystem::path& path);
  RegularFile(RegularFile&& other) noexcept;
  RegularFile& operator=(RegularFile&& other) noexcept;
  ~RegularFile();

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Seconds since 1970 UTC.
  [[nodiscard]] std::int64_t modified() const { return modified_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Up to `into.size()` bytes from `offset`; fewer only at the file's end or after a read error. Thread-safe.
  [[nodiscard]] std::size_t read(std::uint64_t offset, std::span<std::uint8_t> into) const;
  /// The whole file. Errors: image_too_large beyond `bytes_max`, file_unreadable.
  [[nodiscard]] models::Result<std::vector<std::uint8_t>> read_all(std::uint64_t bytes_max) const;
  /// A C stream of its own on the file, for libraries that want one; the caller closes it. Null where there is none.
  [[nodiscard]] std::FILE* stream() const;
  /// SHA-256 of the whole file. Errors: file_unreadable, cancelled.
  [[nodiscard]] models::Result<models::Sha256> sha256(const std::stop_token& stop) const;

 private:
  RegularFile() = default;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
  std::int64_t modified_ = 0;
  std::filesystem::path path_;
};

}  // namespace hoso::scanners
