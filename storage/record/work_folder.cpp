// SPDX-License-Identifier: Apache-2.0
#include "storage/record/work_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>
#include <vector>

namespace hoso::storage {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Result;

constexpr const char* kWork = ".hoso-work";
constexpr const char* kLock = "lock";

/// The file may have been removed by its last holder between open and flock.
bool is_still_there(int descriptor, const fs::path& path) {
  struct stat held {
  }, named{};
  return ::fstat(descriptor, &held) == 0 && ::stat(path.c_str(), &named) == 0 && held.st_ino == named.st_ino &&
         held.st_dev == named.st_dev;
}

}  // namespace

WorkPlace::WorkPlace(fs::path folder, Descriptor lock) : folder_(std::move(folder)), lock_(std::move(lock)) {}

Result<WorkPlace> WorkPlace::take(const fs::path& out, const models::DossierName& name) {
  const fs::path folder = out / kWork / name.text();
  const fs::path lock = folder / kLock;
  constexpr int kTries = 1000;  // each lost race means that somebody else got on
  for (int attempt = 0; attempt < kTries; ++attempt) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error == std::errc::no_such_file_or_directory) continue;
    if (error) return models::failure(write_error(folder, error.value()));
    Descriptor descriptor(::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (!descriptor.valid() && errno == ENOENT) continue;
    if (!descriptor.valid()) return models::failure(write_error(lock, errno));
    if (::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0)
      return models::failure({.code = ErrorCode::output_exists,
                              .stage = models::Stage::store,
                              .subject = name.text(),
                              .cause = "it is being worked on just now"});
    if (!is_still_there(descriptor.get(), lock)) continue;
    WorkPlace place(folder, std::move(descriptor));
    place.remove_contents();
    fs::create_directory(place.pages(), error);
    if (error) return models::failure(write_error(place.pages(), error.value()));
    return place;
  }
  return models::failure(write_error(lock, EBUSY));
}

void WorkPlace::remove_contents() const {
  std::error_code ignored;
  std::vector<fs::path> entries;
  for (fs::directory_iterator entry(folder_, ignored), end; !ignored && entry != end; entry.increment(ignored))
    if (entry->path().filename() != kLock) entries.push_back(entry->path());
  for (const fs::path& path : entries) remove_quietly(path);
}

WorkPlace::~WorkPlace() {
  if (!lock_.valid()) return;
  remove_contents();
  // The lock goes while it is held; rmdir fails where somebody else has begun meanwhile.
  ::unlink((folder_ / kLock).c_str());
  ::rmdir(folder_.c_str());
  ::rmdir(folder_.parent_path().c_str());
}

void remove_leftovers(const fs::path& out) {
  std::error_code ignored;
  std::vector<models::DossierName> names;
  for (fs::directory_iterator entry(out / kWork, ignored), end; !ignored && entry != end; entry.increment(ignored))
    if (auto name = models::DossierName::from(entry->path().filename().string())) names.push_back(std::move(*name));
  for (const models::DossierName& name : names) (void)WorkPlace::take(out, name);
}

}  // namespace hoso::storage
