// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/bytes_out.h"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace hoso::storage {

models::Error write_error(const std::filesystem::path& path, int error_number, models::Stage stage) {
  const bool full = error_number == ENOSPC || error_number == EDQUOT || error_number == EFBIG;
  return {.code = full ? models::ErrorCode::disk_full : models::ErrorCode::output_unwritable,
          .stage = stage,
          .file = path.filename().string(),
          .cause = std::generic_category().message(error_number)};
}

void remove_half_written(const std::filesystem::path& path) {
  // Never a device or pipe that the caller was told to write to.
  std::error_code ignored;
  if (std::filesystem::is_regular_file(path, ignored)) std::filesystem::remove(path, ignored);
}

models::Result<void> write_bytes(const std::filesystem::path& path, std::string_view bytes, models::Stage stage) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return models::failure(write_error(path, errno, stage));
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const int write_errno = errno;
  // Buffered bytes may meet the full disk only here.
  const bool closed = std::fclose(file) == 0;
  if (written && closed) return {};
  const int error_number = written ? errno : write_errno;
  remove_half_written(path);
  return models::failure(write_error(path, error_number, stage));
}

}  // namespace hoso::storage
