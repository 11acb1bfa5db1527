// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/rebuild.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "hoso/models/names.h"
#include "storage/catalogue/catalogue_lock.h"
#include "storage/catalogue/dossier_rows.h"
#include "storage/catalogue/schema.h"
#include "storage/record/files.h"

namespace hoso::storage {
namespace {

namespace fs = std::filesystem;
using models::Result;

/// Names of the folder's dossiers.
Result<std::set<std::string>> dossiers_in(const fs::path& folder) {
  std::set<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (models::DossierName::from(name) && fs::is_regular_file(entry->path() / "record.json", ignored))
      names.insert(name);
  }
  if (error) return models::failure(write_error(folder, error.value()));
  return names;
}

/// In the order in which they were stored, as far as that is known, so that newest first means the same as before.
std::vector<std::string> oldest_first(const fs::path& folder, const std::set<std::string>& names) {
  std::vector<std::tuple<std::string, std::string>> dated;
  for (const std::string& name : names) dated.emplace_back(read_stored_at(folder / name), name);
  std::ranges::sort(dated);
  std::vector<std::string> out;
  for (auto& [time, name] : dated) out.push_back(std::move(name));
  return out;
}

struct Filling {
  std::set<std::string> seen;               ///< looked at, readable or not
  std::set<std::string> kept;               ///< in the new catalogue
  std::optional<models::Error> unreadable;  ///< the first record that could not be read
};

/// Puts in what is not there yet, and takes out what is gone. Errors of the database only.
Result<void> fill(Database& database, const fs::path& folder, Filling& filling) {
  const Result<std::set<std::string>> names = dossiers_in(folder);
  if (!names) return tl::make_unexpected(names.error());
  for (const std::string& name : oldest_first(folder, *names)) {
    if (!filling.seen.insert(name).second) continue;
    const Result<DossierRows> rows = read_dossier_rows(folder / name);
    if (!rows) {
      if (!filling.unreadable) filling.unreadable = rows.error();
      continue;
    }
    Result<void> put = database.in_transaction([&] { return write_dossier_rows(database, *rows); });
    if (!put) return put;
    filling.kept.insert(name);
  }
  for (auto name = filling.kept.begin(); name != filling.kept.end();) {
    if (names->contains(*name)) {
      ++name;
      continue;
    }
    Result<void> removed = database.in_transaction([&] { return remove_dossier_rows(database, *name); });
    if (!removed) return removed;
    name = filling.kept.erase(name);
  }
  return {};
}

/// Nobody has the old database open. Its log goes into it first: at no moment does a log lie beside the wrong database.
Result<void> put_in_place(const fs::path& fresh, const fs::path& folder) {
  const fs::path path = folder / "catalogue.db";
  std::error_code ignored;
  if (fs::exists(path, ignored))
    if (Result<Database> old = open_database(path, Database::Mode::read_write); old)
      (void)old->execute("PRAGMA wal_checkpoint(TRUNCATE)");
  for (const char* suffix : {"-wal", "-shm", "-journal"}) remove_quietly(path.string() + suffix);
  std::error_code error;
  fs::rename(fresh, path, error);
  if (error) return models::failure(write_error(path, error.value()));
  return sync(folder);
}

struct RemovedAtEnd {
  fs::path path;
  ~RemovedAtEnd() { remove_quietly(path); }
};

}  // namespace

Result<int> rebuild_catalogue(const fs::path& folder) {
  const auto one_rebuild = CatalogueLock::take(folder, CatalogueLock::Kind::rebuild, kBusyTimeoutMs);
  if (!one_rebuild) return tl::make_unexpected(one_rebuild.error());
  const fs::path fresh = folder / ".catalogue.db.new";
  remove_quietly(fresh);
  const RemovedAtEnd cleaned{fresh};
  Filling filling;
  std::optional<Database> database;
  {
    Result<Database> made = make_database(fresh);
    if (!made) return tl::make_unexpected(made.error());
    database.emplace(std::move(*made));
  }
  if (Result<void> filled = fill(*database, folder, filling); !filled) return tl::make_unexpected(filled.error());
  // What was stored while we read is put in while nobody can write.
  const auto alone = CatalogueLock::take(folder, CatalogueLock::Kind::replace, kBusyTimeoutMs);
  if (!alone) return tl::make_unexpected(alone.error());
  Result<void> done = fill(*database, folder, filling);
  database.reset();
  if (done) done = sync(fresh);
  if (done) done = put_in_place(fresh, folder);
  if (!done) return tl::make_unexpected(done.error());
  if (filling.unreadable) return models::failure(*filling.unreadable);
  return static_cast<int>(filling.kept.size());
}

}  // namespace hoso::storage
