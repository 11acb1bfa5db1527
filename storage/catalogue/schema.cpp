// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/schema.h"

#include <linux/magic.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <string>

#include "storage/catalogue/tokenizer.h"

namespace hoso::storage {
namespace {

using models::ErrorCode;
using models::Result;

constexpr std::int64_t kApplicationId = 0x484F534F;  // "HOSO"
constexpr std::int64_t kSchemaVersion = 2;

// The text stands in ordinary tables that any program can read; the index is made from them and needs our tokenizer.
// Pages of a dossier get their ids from the last to the first, so that falling ids are: newest dossier, first page.
constexpr const char* kSchema = R"(
PRAGMA application_id = 0x484F534F;
PRAGMA user_version = 2;
CREATE TABLE dossier (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  procedure_code TEXT,
  state TEXT NOT NULL,
  created_at TEXT,
  record_sha256 TEXT NOT NULL,
  code TEXT,
  received TEXT,
  office TEXT NOT NULL,
  papers_required INTEGER,
  papers_there INTEGER
);
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  dossier_id INTEGER NOT NULL REFERENCES dossier(id) ON DELETE CASCADE,
  type TEXT NOT NULL,
  confidence REAL NOT NULL,
  first_page INTEGER NOT NULL,
  last_page INTEGER NOT NULL,
  number INTEGER NOT NULL,
  paper_key TEXT
);
CREATE TABLE page (
  id INTEGER PRIMARY KEY,
  dossier_id INTEGER NOT NULL REFERENCES dossier(id) ON DELETE CASCADE,
  document_id INTEGER REFERENCES document(id) ON DELETE SET NULL,
  number INTEGER NOT NULL,
  text TEXT NOT NULL,
  facts TEXT NOT NULL,
  confidence REAL,
  blank INTEGER NOT NULL,
  failure TEXT,
  source_sha256 TEXT,
  UNIQUE (dossier_id, number)
);
CREATE TABLE field (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
  page_id INTEGER REFERENCES page(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  normalised TEXT,
  folded TEXT NOT NULL,
  confidence REAL NOT NULL,
  verdict TEXT NOT NULL,
  source TEXT NOT NULL,
  x REAL, y REAL, width REAL, height REAL
);
CREATE INDEX document_of_dossier ON document(dossier_id);
CREATE INDEX document_by_key ON document(paper_key) WHERE paper_key IS NOT NULL;
CREATE INDEX page_by_source ON page(source_sha256) WHERE source_sha256 IS NOT NULL;
CREATE INDEX page_of_document ON page(document_id);
CREATE INDEX field_of_document ON field(document_id);
CREATE INDEX field_of_page ON field(page_id);
CREATE INDEX field_by_value ON field(name, folded, document_id);
CREATE VIRTUAL TABLE page_words USING fts5(text, facts, content = 'page', content_rowid = 'id', tokenize = 'hoso');
INSERT INTO page_words(page_words, rank) VALUES ('rank', 'bm25(1.0, 2.0)');
CREATE TRIGGER page_added AFTER INSERT ON page BEGIN
  INSERT INTO page_words(rowid, text, facts) VALUES (new.id, new.text, new.facts);
END;
CREATE TRIGGER page_removed AFTER DELETE ON page BEGIN
  INSERT INTO page_words(page_words, rowid, text, facts) VALUES ('delete', old.id, old.text, old.facts);
END;
CREATE TRIGGER page_changed AFTER UPDATE OF text, facts ON page BEGIN
  INSERT INTO page_words(page_words, rowid, text, facts) VALUES ('delete', old.id, old.text, old.facts);
  INSERT INTO page_words(rowid, text, facts) VALUES (new.id, new.text, new.facts);
END;
)";

tl::unexpected<models::Error> failed(ErrorCode code, const std::filesystem::path& path, const char* cause) {
  return models::failure({.code = code, .stage = models::Stage::catalogue, .file = path.string(), .cause = cause});
}

Result<bool> is_empty(const Database& database) {
  const Result<std::int64_t> tables = database.integer("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tl::make_unexpected(tables.error());
  return *tables == 0;
}

/// Makes the tables where there are none. Asked again inside of the transaction, for two may begin at once.
Result<void> make_tables(Database& database) {
  return database.in_transaction([&]() -> Result<void> {
    const Result<bool> empty = is_empty(database);
    if (!empty) return tl::make_unexpected(empty.error());
    return *empty ? database.execute(kSchema) : Result<void>{};
  });
}

Result<void> check_identity(Database& database, const std::filesystem::path& path) {
  const Result<std::int64_t> application = database.integer("PRAGMA application_id");
  if (!application) return tl::make_unexpected(application.error());
  const Result<std::int64_t> version = database.integer("PRAGMA user_version");
  if (!version) return tl::make_unexpected(version.error());
  if (*application != kApplicationId)
    return failed(ErrorCode::catalogue_damaged, path, "the database of another program");
  if (*version != kSchemaVersion) return failed(ErrorCode::catalogue_damaged, path, "made by another version of hoso");
  return {};
}

/// SQLite keeps the mode in the file; where it is right already nothing happens.
Result<void> set_journal_mode(Database& database, const std::filesystem::path& path) {
  struct statfs file_system {};
  const bool known = ::statfs(path.c_str(), &file_system) == 0;
  const bool write_ahead = known && journal_mode_for(static_cast<long>(file_system.f_type)) == JournalMode::write_ahead;
  const Result<std::string> mode = database.text("PRAGMA journal_mode");
  if (!mode) return tl::make_unexpected(mode.error());
  if (*mode == (write_ahead ? "wal" : "delete")) return {};
  return database.execute(write_ahead ? "PRAGMA journal_mode = WAL" : "PRAGMA journal_mode = DELETE");
}

}  // namespace

JournalMode journal_mode_for(long file_system_type) {
  constexpr std::array<unsigned long, 9> kNetwork{NFS_SUPER_MAGIC,  SMB_SUPER_MAGIC,  CIFS_SUPER_MAGIC,
                                                  SMB2_SUPER_MAGIC, AFS_SUPER_MAGIC,  CEPH_SUPER_MAGIC,
                                                  V9FS_MAGIC,       FUSE_SUPER_MAGIC, CODA_SUPER_MAGIC};
  // f_type is signed; the numbers of CIFS and SMB2 use the highest of 32 bits.
  const unsigned long type = static_cast<unsigned long>(file_system_type) & 0xFFFFFFFFUL;
  const bool network = std::ranges::find(kNetwork, type) != kNetwork.end();
  return network ? JournalMode::rollback : JournalMode::write_ahead;
}

Result<Database> make_database(const std::filesystem::path& path) {
  Result<Database> database = Database::open(path, Database::Mode::create, kBusyTimeoutMs);
  if (!database) return database;
  Result<void> done = add_tokenizer(*database);
  if (done)
    done = database->execute("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON");
  if (done) done = make_tables(*database);
  if (!done) return tl::make_unexpected(done.error());
  return database;
}

Result<Database> open_database(const std::filesystem::path& path, Database::Mode mode) {
  std::error_code ignored;
  if (mode != Database::Mode::create && !std::filesystem::exists(path, ignored))
    return failed(ErrorCode::catalogue_missing, path, "no such file");
  Result<Database> database = Database::open(path, mode, kBusyTimeoutMs);
  if (!database) return database;
  Result<void> done = add_tokenizer(*database);
  if (done)
    done = database->execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000");
  if (!done) return tl::make_unexpected(done.error());
  const Result<bool> empty = is_empty(*database);
  if (!empty) return tl::make_unexpected(empty.error());
  const bool make = *empty && mode == Database::Mode::create;
  // Nothing is changed in a database before it is known to be ours.
  if (!make) done = check_identity(*database, path);
  if (done && mode != Database::Mode::as_it_lies) done = set_journal_mode(*database, path);
  if (done && make) done = make_tables(*database);
  if (!done) return tl::make_unexpected(done.error());
  return database;
}

}  // namespace hoso::storage
