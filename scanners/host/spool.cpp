// SPDX-License-Identifier: Apache-2.0
#include "scanners/host/spool.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <span>

namespace hoso::scan_host {
namespace {

using models::UniqueFd;

tl::unexpected<End> spool_fault(std::string_view call) {
  const bool full = errno == ENOSPC || errno == EDQUOT;
  return tl::make_unexpected(End{full ? kSpoolFull : errno == EEXIST ? kSpoolTaken : kSpoolUnwritable, call});
}

std::string hex_sha256(std::span<const std::uint8_t> bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) return {};
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    hex += "0123456789abcdef"[digest.at(i) / 16];
    hex += "0123456789abcdef"[digest.at(i) % 16];
  }
  return hex;
}

/// "side-0007"
std::string stem(int number) {
  const std::string digits = std::to_string(number);
  return "side-" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

bool write_all(int fd, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

/// rename() that does not replace; by a second name where the file system cannot (NFS).
bool rename_anew(int folder, const char* from, const char* to) {
  if (renameat2(folder, from, folder, to, RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  return linkat(folder, from, folder, to, 0) == 0 && unlinkat(folder, from, 0) == 0;
}

}  // namespace

tl::expected<Spool, End> Spool::open(const std::string& folder) {
  UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd) return spool_fault("open spool");
  return Spool(std::move(fd));
}

tl::expected<SpooledSide, End> Spool::keep(const EncodedSide& side, int number) {
  const std::string part = "." + stem(number) + ".part";
  const std::string name = stem(number) + "." + std::string(side.ending);
  const auto given_up = [&](std::string_view call) {
    const auto fault = spool_fault(call);
    unlinkat(folder_.get(), part.c_str(), 0);
    return fault;
  };
  UniqueFd file(openat(folder_.get(), part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (!file) return spool_fault("open side");
  if (!write_all(file.get(), side.bytes)) return given_up("write side");
  if (fsync(file.get()) != 0) return given_up("fsync side");
  if (!rename_anew(folder_.get(), part.c_str(), name.c_str())) return given_up("rename side");
  if (fsync(folder_.get()) != 0) return spool_fault("fsync spool");
  return SpooledSide{name, hex_sha256(side.bytes)};
}

}  // namespace hoso::scan_host
