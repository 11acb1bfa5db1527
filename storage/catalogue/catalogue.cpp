// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/catalogue.h"

#include <unistd.h>

#include <optional>
#include <utility>

#include "storage/catalogue/already_there.h"
#include "storage/catalogue/catalogue_lock.h"
#include "storage/catalogue/dossier_rows.h"
#include "storage/catalogue/listing.h"
#include "storage/catalogue/rebuild.h"
#include "storage/catalogue/report.h"
#include "storage/catalogue/schema.h"
#include "storage/catalogue/search.h"
#include "storage/catalogue/sqlite.h"

namespace hoso::storage {
namespace {

namespace fs = std::filesystem;
using models::Result;

constexpr const char* kFileName = "catalogue.db";

/// An open database and the lock that keeps its file in place; members go in reverse order.
struct Access {
  std::optional<CatalogueLock> lock;
  Database database;
};

/// Makes the database alone: SQLite does not wait for others where two turn a new file into a write-ahead one at once.
Result<void> make_if_missing(const fs::path& folder) {
  std::error_code ignored;
  if (fs::exists(folder / kFileName, ignored)) return {};
  const Result<CatalogueLock> alone = CatalogueLock::take(folder, CatalogueLock::Kind::replace, kBusyTimeoutMs);
  if (!alone) return tl::make_unexpected(alone.error());
  const Result<Database> made = open_database(folder / kFileName, Database::Mode::create);
  return made ? Result<void>{} : tl::make_unexpected(made.error());
}

/// Opened for each task anew: no connection is ever left on a file that a rebuild has exchanged.
Result<Access> access(const fs::path& folder, Database::Mode mode) {
  if (const Result<void> there = mode == Database::Mode::create ? make_if_missing(folder) : Result<void>{}; !there)
    return tl::make_unexpected(there.error());
  Result<CatalogueLock> lock = CatalogueLock::take(folder, CatalogueLock::Kind::use, kBusyTimeoutMs);
  if (!lock) return tl::make_unexpected(lock.error());
  Result<Database> database = open_database(folder / kFileName, mode);
  if (!database) return tl::make_unexpected(database.error());
  return Access{std::move(*lock), std::move(*database)};
}

/// Nothing can be made in the folder (a stick, a colleague's archive), and nobody has changes in hand.
bool lies_still(const fs::path& folder) {
  std::error_code ignored;
  return ::access(folder.c_str(), W_OK) != 0 && !fs::exists(folder / (std::string(kFileName) + "-wal"), ignored);
}

Result<Access> access_to_read(const fs::path& folder) {
  if (!lies_still(folder)) return access(folder, Database::Mode::read_write);
  Result<Database> database = open_database(folder / kFileName, Database::Mode::as_it_lies);
  if (!database) return tl::make_unexpected(database.error());
  return Access{std::nullopt, std::move(*database)};
}

}  // namespace

struct Catalogue::Implementation {
  fs::path folder;
};

Catalogue::Catalogue(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

Result<Catalogue> Catalogue::open(const fs::path& folder) {
  if (const Result<Access> made = access(folder, Database::Mode::create); !made)
    return tl::make_unexpected(made.error());
  return Catalogue(std::make_unique<Implementation>(Implementation{folder}));
}

Result<Catalogue> Catalogue::open_existing(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::exists(folder / kFileName, ignored))
    return models::failure(
        {.code = models::ErrorCode::catalogue_missing, .stage = models::Stage::catalogue, .file = folder.string()});
  if (const Result<Access> opened = access_to_read(folder); !opened) return tl::make_unexpected(opened.error());
  return Catalogue(std::make_unique<Implementation>(Implementation{folder}));
}

Result<void> Catalogue::add(const fs::path& dossier_folder) {
  const Result<DossierRows> rows = read_dossier_rows(dossier_folder);
  if (!rows) return tl::make_unexpected(rows.error());
  Result<Access> opened = access(implementation_->folder, Database::Mode::create);
  if (!opened) return tl::make_unexpected(opened.error());
  Database& database = opened->database;
  return database.in_transaction([&] { return write_dossier_rows(database, *rows); });
}

Result<int> Catalogue::rebuild(const fs::path& folder) { return rebuild_catalogue(folder); }
Result<int> Catalogue::rebuild() { return rebuild_catalogue(implementation_->folder); }

Result<FindResult> Catalogue::find(const FindOptions& options) const {
  const Result<Access> opened = access_to_read(implementation_->folder);
  if (!opened) return tl::make_unexpected(opened.error());
  return search(opened->database, options);
}

Result<std::vector<DossierEntry>> Catalogue::dossiers() const {
  const Result<Access> opened = access_to_read(implementation_->folder);
  if (!opened) return tl::make_unexpected(opened.error());
  return list_dossiers(opened->database);
}

Result<void> Catalogue::for_each_document(const std::function<void(const DocumentEntry&)>& take) const {
  const Result<Access> opened = access_to_read(implementation_->folder);
  if (!opened) return tl::make_unexpected(opened.error());
  return list_documents(opened->database, take);
}

Result<std::vector<AlreadyThere>> Catalogue::already_there(const models::Dossier& dossier) const {
  const Result<Access> opened = access(implementation_->folder, Database::Mode::read_write);
  if (!opened) return tl::make_unexpected(opened.error());
  return find_already_there(opened->database, dossier);
}

Result<std::vector<ReportRow>> Catalogue::report() const {
  const Result<Access> opened = access(implementation_->folder, Database::Mode::read_write);
  if (!opened) return tl::make_unexpected(opened.error());
  return count_report(opened->database);
}

Result<CatalogueSize> Catalogue::size() const {
  const Result<Access> opened = access_to_read(implementation_->folder);
  if (!opened) return tl::make_unexpected(opened.error());
  CatalogueSize size;
  const std::pair<const char*, long*> counts[] = {{"SELECT count(*) FROM dossier", &size.dossiers},
                                                  {"SELECT count(*) FROM document", &size.documents},
                                                  {"SELECT count(*) FROM page", &size.pages},
                                                  {"SELECT count(*) FROM field", &size.fields}};
  for (const auto& [sql, count] : counts) {
    const Result<std::int64_t> value = opened->database.integer(sql);
    if (!value) return tl::make_unexpected(value.error());
    *count = static_cast<long>(*value);
  }
  return size;
}

Result<bool> Catalogue::contains(const models::DossierName& name) const {
  const Result<Access> opened = access_to_read(implementation_->folder);
  if (!opened) return tl::make_unexpected(opened.error());
  Result<Statement> search = opened->database.prepare("SELECT 1 FROM dossier WHERE name = ?1");
  if (!search) return tl::make_unexpected(search.error());
  search->bind(1, name.text());
  return search->step();
}

}  // namespace hoso::storage
