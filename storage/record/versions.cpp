// SPDX-License-Identifier: Apache-2.0
#include "storage/record/versions.h"

#include <fcntl.h>

#include <cerrno>
#include <cstdio>
#include <string>

#include "hoso/models/messages.h"
#include "hoso/storage/fixity.h"
#include "storage/record/files.h"
#include "storage/record/record_reader.h"

namespace hoso::storage {
namespace {

namespace fs = std::filesystem;
using models::Result;

constexpr const char* kVersions = "versions";

/// The same file under a second name; a copy where the file system knows only one.
Result<void> link_or_copy(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_hard_link(from, to, error);
  return error ? copy_to_new_file(from, to) : Result<void>{};
}

Result<void> make_folders(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return models::failure(write_error(folder, error.value()));
  return {};
}

/// Where a file of the old version stands in the new one: what was an older version then, is one now.
fs::path new_place(const fs::path& file, int number) {
  const bool older = file.begin()->string() == kVersions;
  return older ? file : fs::path(kVersions) / std::to_string(number) / file;
}

Result<void> keep_files(const fs::path& folder, int number, const fs::path& fresh) {
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->is_directory(error)) continue;
    const fs::path to = fresh / new_place(entry->path().lexically_relative(folder), number);
    Result<void> done = make_folders(to.parent_path());
    if (done) done = link_or_copy(entry->path(), to);
    if (!done) return done;
  }
  if (error) return models::failure(write_error(folder, error.value()));
  return sync_tree(fresh / kVersions);
}

}  // namespace

Result<void> follow_version(const fs::path& folder, models::Dossier& dossier, Provenance& provenance) {
  const fs::path file = folder / "record.json";
  const Result<std::string> bytes = read_whole_file(file);
  if (!bytes) return tl::make_unexpected(bytes.error());
  const Result<Record> old = parse_record(*bytes, file.string());
  if (!old) return tl::make_unexpected(old.error());
  if (old->pages.size() != dossier.pages.size())
    return models::failure({.code = models::ErrorCode::pages_lost,
                            .stage = models::Stage::store,
                            .subject = dossier.name.text(),
                            .cause = models::english("the version before has {} pages", old->pages.size())});
  for (std::size_t i = 0; i < old->pages.size(); ++i) dossier.pages[i].facts.source = old->pages[i].source;
  provenance.version = old->version + 1;
  provenance.previous_record = sha256_of(*bytes);
  return {};
}

Result<void> replace_version(const fs::path& folder, int number, const fs::path& fresh) {
  Result<void> done = keep_files(folder, number, fresh);
  if (done) done = sync(fresh);
  if (!done) return done;
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) != 0)
    return models::failure(write_error(folder, errno));
  return sync(folder.parent_path());
}

}  // namespace hoso::storage
