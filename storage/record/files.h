// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "hoso/models/error.h"
#include "hoso/models/names.h"

/// Files that are complete on the disk or not there.
namespace hoso::storage {

/// The error of a failed system call: disk_full for ENOSPC, EDQUOT and EFBIG, else output_unwritable.
models::Error write_error(const std::filesystem::path& path, int error_number);

/// Owns a file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  Descriptor(Descriptor&& other) noexcept;
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();
  [[nodiscard]] int get() const { return descriptor_; }
  [[nodiscard]] bool valid() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
};

/// A new file, written through a buffer.
class OutputFile {
 public:
  /// Makes the file; it must not exist. Errors: output_unwritable, disk_full.
  static models::Result<OutputFile> create(const std::filesystem::path& path);
  models::Result<void> write(std::string_view bytes);
  /// Writes what is buffered. To be called once, last.
  models::Result<void> close();

 private:
  OutputFile(Descriptor descriptor, std::filesystem::path path);
  models::Result<void> flush();

  Descriptor descriptor_;
  std::filesystem::path path_;
  std::string buffer_;
};

/// Makes a new file with these bytes.
models::Result<void> write_new_file(const std::filesystem::path& path, std::string_view bytes);
/// The whole file. Errors: file_not_found, file_unreadable.
models::Result<std::string> read_whole_file(const std::filesystem::path& path);
/// Copies the bytes into a new file.
models::Result<void> copy_to_new_file(const std::filesystem::path& from, const std::filesystem::path& to);

struct FileFixity {
  std::uint64_t bytes = 0;
  models::Sha256 sha256;
};
/// Size and hash of what stands in the file.
models::Result<FileFixity> fixity_of(const std::filesystem::path& path);

/// Waits until the file's or folder's content is on the disk.
models::Result<void> sync(const std::filesystem::path& path);
/// `sync` of a folder, its sub-folders and all files in them.
models::Result<void> sync_tree(const std::filesystem::path& folder);
/// rename(2) that never replaces anything. Error: output_exists.
models::Result<void> rename_without_replacing(const std::filesystem::path& from, const std::filesystem::path& to);
/// Removes a file or a folder with all in it; what cannot be removed stays.
void remove_quietly(const std::filesystem::path& path);

}  // namespace hoso::storage
