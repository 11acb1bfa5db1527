// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/regular_file.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <system_error>

namespace hoso::scanners {
namespace {

using models::ErrorCode;

constexpr std::size_t kBlockBytes = 1 << 20;

ErrorCode code_of(int number) {
  switch (number) {
    case ENOENT:
    case ENOTDIR:
      return ErrorCode::file_not_found;
    case ELOOP:
    case ENXIO:
      return ErrorCode::not_a_regular_file;
    default:
      return ErrorCode::file_unreadable;
  }
}

struct DigestDeleter {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

models::Result<RegularFile> RegularFile::open(const std::filesystem::path& path) {
  // The kind is looked at before opening, since opening a device may have an effect; and again after, since it may have
  // changed.
  struct stat before {};
  if (stat(path.c_str(), &before) != 0) return problem(code_of(errno), std::generic_category().message(errno));
  if (!S_ISREG(before.st_mode)) return problem(ErrorCode::not_a_regular_file);
  RegularFile file;
  file.descriptor_ = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (file.descriptor_ < 0) return problem(code_of(errno), std::generic_category().message(errno));
  struct stat after {};
  if (fstat(file.descriptor_, &after) != 0 || !S_ISREG(after.st_mode)) return problem(ErrorCode::not_a_regular_file);
  file.size_ = static_cast<std::uint64_t>(after.st_size);
  file.modified_ = after.st_mtim.tv_sec;
  file.path_ = path;
  return file;
}

RegularFile::RegularFile(RegularFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      modified_(other.modified_),
      path_(std::move(other.path_)) {}

RegularFile& RegularFile::operator=(RegularFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  size_ = other.size_;
  modified_ = other.modified_;
  path_ = std::move(other.path_);
  return *this;
}

RegularFile::~RegularFile() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::size_t RegularFile::read(std::uint64_t offset, std::span<std::uint8_t> into) const {
  std::size_t done = 0;
  while (done < into.size() && offset + done < size_) {
    const ssize_t got = pread(descriptor_, into.data() + done, into.size() - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

models::Result<std::vector<std::uint8_t>> RegularFile::read_all(std::uint64_t bytes_max) const {
  if (size_ > bytes_max) return problem(ErrorCode::image_too_large, "the file is too large for one image");
  std::vector<std::uint8_t> bytes(size_);
  if (read(0, bytes) != bytes.size())
    return problem(ErrorCode::file_unreadable, "the file could not be read to its end");
  return bytes;
}

std::FILE* RegularFile::stream() const {
  const int copy = fcntl(descriptor_, F_DUPFD_CLOEXEC, 0);
  std::FILE* opened = copy < 0 ? nullptr : fdopen(copy, "rb");
  if (opened == nullptr && copy >= 0) close(copy);
  return opened;
}

models::Result<models::Sha256> RegularFile::sha256(const std::stop_token& stop) const {
  const std::unique_ptr<EVP_MD_CTX, DigestDeleter> context(EVP_MD_CTX_new());
  if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1)
    return problem(ErrorCode::internal, "no SHA-256");
  std::vector<std::uint8_t> block(std::min<std::uint64_t>(kBlockBytes, std::max<std::uint64_t>(size_, 1)));
  for (std::uint64_t at = 0; at < size_;) {
    if (stop.stop_requested()) return problem(ErrorCode::cancelled);
    const std::size_t got = read(at, block);
    if (got == 0) return problem(ErrorCode::file_unreadable, "the file could not be read to its end");
    EVP_DigestUpdate(context.get(), block.data(), got);
    at += got;
  }
  std::array<std::uint8_t, 32> digest{};
  EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
  models::Sha256 result;
  for (const std::uint8_t byte : digest) {
    result.hex += "0123456789abcdef"[byte >> 4];
    result.hex += "0123456789abcdef"[byte & 15];
  }
  return result;
}

}  // namespace hoso::scanners
