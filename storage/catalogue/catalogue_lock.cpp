// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/catalogue_lock.h"
#include "hoso/models/messages.h"

#include <fcntl.h>

#include <cerrno>
#include <chrono>
#include <thread>

namespace hoso::storage {
namespace {

using models::ErrorCode;
using models::Result;

constexpr auto kPause = std::chrono::milliseconds(5);

/// Open file description locks: they belong to the descriptor, not to the process, and work on network file systems.
bool lock_now(int descriptor, CatalogueLock::Kind kind) {
  struct flock range {};
  range.l_type = kind == CatalogueLock::Kind::use ? F_RDLCK : F_WRLCK;
  range.l_whence = SEEK_SET;
  range.l_start = kind == CatalogueLock::Kind::rebuild ? 1 : 0;
  range.l_len = 1;
  return ::fcntl(descriptor, F_OFD_SETLK, &range) == 0;
}

}  // namespace

Result<CatalogueLock> CatalogueLock::take(const std::filesystem::path& folder, Kind kind, int timeout_ms) {
  const std::filesystem::path path = folder / ".catalogue.lock";
  Descriptor descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  const int error_number = errno;
  if (!descriptor.valid() && kind == Kind::use) descriptor = Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor.valid()) {
    // The lock is ours alone: what a user can put right is the folder.
    models::Error error = write_error(folder, error_number);
    error.stage = models::Stage::catalogue;
    return models::failure(std::move(error));
  }
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
  while (!lock_now(descriptor.get(), kind)) {
    if (std::chrono::steady_clock::now() >= deadline)
      return models::failure({.code = ErrorCode::catalogue_busy,
                              .stage = models::Stage::catalogue,
                              .file = (folder / "catalogue.db").string(),
                              .cause = models::english("another process holds {}", path.string())});
    std::this_thread::sleep_for(kPause);
  }
  return CatalogueLock(std::move(descriptor));
}

}  // namespace hoso::storage
