// SPDX-License-Identifier: Apache-2.0
#include "storage/record/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>
#include <utility>

namespace hoso::storage {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Result;
using models::Stage;

constexpr std::size_t kBufferBytes = std::size_t{1} << 18;

tl::unexpected<models::Error> write_failure(const fs::path& path) { return models::failure(write_error(path, errno)); }

tl::unexpected<models::Error> read_failure(const fs::path& path) {
  const int error_number = errno;
  return models::failure({.code = error_number == ENOENT ? ErrorCode::file_not_found : ErrorCode::file_unreadable,
                          .stage = Stage::store,
                          .file = path.string(),
                          .cause = std::generic_category().message(error_number)});
}

Descriptor open_to_read(const fs::path& path) {
  return Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
}

/// Calls `take` with the file's bytes, piece by piece.
template <typename Take>
Result<void> for_each_piece(const fs::path& path, Take take) {
  const Descriptor in = open_to_read(path);
  if (!in.valid()) return read_failure(path);
  std::string piece(kBufferBytes, '\0');
  for (;;) {
    const ssize_t count = ::read(in.get(), piece.data(), piece.size());
    if (count == 0) return {};
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return read_failure(path);
    if (Result<void> taken = take(std::string_view(piece.data(), static_cast<std::size_t>(count))); !taken)
      return taken;
  }
}

std::string hexadecimal(const unsigned char* bytes, unsigned count) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (unsigned i = 0; i < count; ++i) {
    out += kDigits[bytes[i] >> 4];
    out += kDigits[bytes[i] & 15];
  }
  return out;
}

}  // namespace

models::Error write_error(const fs::path& path, int error_number) {
  const bool full = error_number == ENOSPC || error_number == EDQUOT || error_number == EFBIG;
  return {.code = full ? ErrorCode::disk_full : ErrorCode::output_unwritable,
          .stage = Stage::store,
          .file = path.string(),
          .cause = std::generic_category().message(error_number)};
}

Descriptor::Descriptor(Descriptor&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

Descriptor::~Descriptor() {
  if (valid()) ::close(descriptor_);
}

OutputFile::OutputFile(Descriptor descriptor, fs::path path)
    : descriptor_(std::move(descriptor)), path_(std::move(path)) {}

Result<OutputFile> OutputFile::create(const fs::path& path) {
  Descriptor descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!descriptor.valid()) return write_failure(path);
  return OutputFile(std::move(descriptor), path);
}

Result<void> OutputFile::flush() {
  std::string_view left = buffer_;
  while (!left.empty()) {
    const ssize_t count = ::write(descriptor_.get(), left.data(), left.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return write_failure(path_);
    left.remove_prefix(static_cast<std::size_t>(count));
  }
  buffer_.clear();
  return {};
}

Result<void> OutputFile::write(std::string_view bytes) {
  buffer_ += bytes;
  return buffer_.size() < kBufferBytes ? Result<void>{} : flush();
}

Result<void> OutputFile::close() { return flush(); }

Result<void> write_new_file(const fs::path& path, std::string_view bytes) {
  Result<OutputFile> file = OutputFile::create(path);
  if (!file) return tl::make_unexpected(file.error());
  if (Result<void> written = file->write(bytes); !written) return written;
  return file->close();
}

Result<std::string> read_whole_file(const fs::path& path) {
  std::string out;
  const Result<void> read = for_each_piece(path, [&](std::string_view piece) {
    out += piece;
    return Result<void>{};
  });
  if (!read) return tl::make_unexpected(read.error());
  return out;
}

Result<void> copy_to_new_file(const fs::path& from, const fs::path& to) {
  Result<OutputFile> file = OutputFile::create(to);
  if (!file) return tl::make_unexpected(file.error());
  if (Result<void> copied = for_each_piece(from, [&](std::string_view piece) { return file->write(piece); }); !copied)
    return copied;
  return file->close();
}

Result<FileFixity> fixity_of(const fs::path& path) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  const models::Error broken{.code = ErrorCode::internal, .stage = Stage::store, .cause = "SHA-256 is not available"};
  if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1) return models::failure(broken);
  FileFixity fixity;
  const Result<void> read = for_each_piece(path, [&](std::string_view piece) -> Result<void> {
    fixity.bytes += piece.size();
    if (EVP_DigestUpdate(context.get(), piece.data(), piece.size()) != 1) return models::failure(broken);
    return {};
  });
  if (!read) return tl::make_unexpected(read.error());
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_DigestFinal_ex(context.get(), digest.data(), &length) != 1) return models::failure(broken);
  fixity.sha256.hex = hexadecimal(digest.data(), length);
  return fixity;
}

Result<void> sync(const fs::path& path) {
  const Descriptor descriptor = open_to_read(path);
  if (!descriptor.valid()) return write_failure(path);
  // EINVAL: some file systems cannot sync a folder, and need not.
  if (::fsync(descriptor.get()) != 0 && errno != EINVAL) return write_failure(path);
  return {};
}

Result<void> sync_tree(const fs::path& folder) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (Result<void> synced = sync(entry->path()); !synced) return synced;
  if (error) return models::failure(write_error(folder, error.value()));
  return sync(folder);
}

Result<void> rename_without_replacing(const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return {};
  if (errno == EINVAL || errno == ENOSYS) {
    // The file system has no such rename. rename(2) replaces at most an empty folder, which loses nothing.
    std::error_code error;
    if (fs::exists(to, error))
      errno = EEXIST;
    else if (::rename(from.c_str(), to.c_str()) == 0)
      return {};
  }
  if (errno == EEXIST || errno == ENOTEMPTY)
    return models::failure({.code = ErrorCode::output_exists,
                            .stage = Stage::store,
                            .subject = to.filename().string(),
                            .cause = "something of that name appeared meanwhile"});
  return write_failure(to);
}

void remove_quietly(const fs::path& path) {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

}  // namespace hoso::storage
