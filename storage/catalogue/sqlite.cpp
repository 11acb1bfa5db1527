// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/sqlite.h"

#include <sqlite3.h>

#include <utility>

namespace hoso::storage {
namespace {

using models::ErrorCode;
using models::Result;

ErrorCode error_code(int result) {
  switch (result & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::catalogue_busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    // Tables or columns are missing: this is no catalogue of ours.
    case SQLITE_ERROR:
    case SQLITE_SCHEMA:
      return ErrorCode::catalogue_damaged;
    case SQLITE_FULL:
      return ErrorCode::disk_full;
    case SQLITE_NOMEM:
      return ErrorCode::out_of_memory;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_PERM:
    case SQLITE_READONLY:
      return ErrorCode::output_unwritable;
    default:
      return ErrorCode::internal;
  }
}

tl::unexpected<models::Error> sqlite_failure(sqlite3* database, int result, const std::filesystem::path& path) {
  const char* message = database != nullptr ? sqlite3_errmsg(database) : sqlite3_errstr(result);
  return models::failure({.code = error_code(result),
                          .stage = models::Stage::catalogue,
                          .file = path.string(),
                          .cause = std::string("SQLite: ") + message});
}

/// Without it a write-ahead database needs files beside it, and cannot be read where none can be made.
std::string immutable_uri(const std::filesystem::path& path) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(path).string()) {
    if (c == '%' || c == '?' || c == '#')
      uri += c == '%' ? "%25" : c == '?' ? "%3f" : "%23";
    else
      uri += c;
  }
  return uri + "?immutable=1";
}

}  // namespace

void Statement::Finalizer::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement::Statement(sqlite3_stmt* statement, std::filesystem::path path)
    : statement_(statement), path_(std::move(path)) {}

// A value that cannot be bound (out of memory) leaves the parameter NULL; columns that must not be NULL then refuse it.
void Statement::bind(int parameter, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}
void Statement::bind(int parameter, std::int64_t value) { sqlite3_bind_int64(statement_.get(), parameter, value); }
void Statement::bind(int parameter, double value) { sqlite3_bind_double(statement_.get(), parameter, value); }
void Statement::bind_null(int parameter) { sqlite3_bind_null(statement_.get(), parameter); }

Result<bool> Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  return sqlite_failure(sqlite3_db_handle(statement_.get()), result, path_);
}

Result<void> Statement::run() {
  const int result = sqlite3_step(statement_.get());
  const bool done = result == SQLITE_DONE || result == SQLITE_ROW;
  Result<void> out;
  if (!done) out = sqlite_failure(sqlite3_db_handle(statement_.get()), result, path_);
  sqlite3_reset(statement_.get());
  return out;
}

std::string Statement::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr ? std::string{} : std::string(bytes, bytes + size);
}

double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

void Database::Closer::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Database::Database(sqlite3* database, std::filesystem::path path) : database_(database), path_(std::move(path)) {}

Result<Database> Database::open(const std::filesystem::path& path, Mode mode, int busy_timeout_ms) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == Mode::create ? SQLITE_OPEN_CREATE : 0);
  const int result = mode == Mode::as_it_lies
                         ? sqlite3_open_v2(immutable_uri(path).c_str(), &handle,
                                           SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nullptr)
                         : sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  Database database(handle, path);
  if (result != SQLITE_OK) return sqlite_failure(handle, result, path);
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_busy_timeout(handle, busy_timeout_ms);
  return database;
}

Result<void> Database::execute(const char* sql) {
  const int result = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr);
  if (result != SQLITE_OK) return sqlite_failure(database_.get(), result, path_);
  return {};
}

void Database::roll_back() {
  if (sqlite3_get_autocommit(database_.get()) == 0)
    sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<Statement> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  const int result = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  if (result != SQLITE_OK) return sqlite_failure(database_.get(), result, path_);
  return Statement(statement, path_);
}

Result<std::int64_t> Database::integer(std::string_view sql) const {
  Result<Statement> statement = prepare(sql);
  if (!statement) return tl::make_unexpected(statement.error());
  const Result<bool> row = statement->step();
  if (!row) return tl::make_unexpected(row.error());
  return *row ? statement->integer(0) : 0;
}

Result<std::string> Database::text(std::string_view sql) const {
  Result<Statement> statement = prepare(sql);
  if (!statement) return tl::make_unexpected(statement.error());
  const Result<bool> row = statement->step();
  if (!row) return tl::make_unexpected(row.error());
  return *row ? statement->text(0) : std::string{};
}

std::int64_t Database::last_row_id() const { return sqlite3_last_insert_rowid(database_.get()); }

}  // namespace hoso::storage
