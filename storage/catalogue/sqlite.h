// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "hoso/models/error.h"

struct sqlite3;
struct sqlite3_stmt;

/// The small part of SQLite that the catalogue uses, with owners instead of handles.
namespace hoso::storage {

/// A prepared statement. Parameters are numbered from 1, columns from 0.
class Statement {
 public:
  void bind(int parameter, std::string_view text);
  void bind(int parameter, std::int64_t value);
  void bind(int parameter, double value);
  void bind_null(int parameter);
  /// Goes on to the next row; false: there is none.
  models::Result<bool> step();
  /// Runs a statement that gives no rows, so that it can be bound and run again.
  models::Result<void> run();
  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;

 private:
  friend class Database;
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  Statement(sqlite3_stmt* statement, std::filesystem::path path);
  std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
  std::filesystem::path path_;
};

/// An open database. Errors: catalogue_busy, catalogue_damaged, disk_full, output_unwritable.
class Database {
 public:
  /// as_it_lies: a file that nobody writes, in a folder where nothing can be written.
  enum class Mode { read_write, create, as_it_lies };
  /// Opens the file; a lock of somebody else is waited for up to `busy_timeout_ms`.
  static models::Result<Database> open(const std::filesystem::path& path, Mode mode, int busy_timeout_ms);

  models::Result<void> execute(const char* sql);
  [[nodiscard]] models::Result<Statement> prepare(std::string_view sql) const;
  /// The only value of a query's only row.
  [[nodiscard]] models::Result<std::int64_t> integer(std::string_view sql) const;
  [[nodiscard]] models::Result<std::string> text(std::string_view sql) const;
  [[nodiscard]] std::int64_t last_row_id() const;
  [[nodiscard]] sqlite3* handle() const { return database_.get(); }

  /// Runs `work` in one transaction that begins with the write lock (BEGIN IMMEDIATE: a transaction that reads first
  /// cannot wait for its turn). What fails is rolled back. A busy database is tried again a few times.
  template <typename Work>
  models::Result<void> in_transaction(Work work) {
    constexpr int kTries = 3;
    models::Result<void> done;
    for (int attempt = 0; attempt < kTries; ++attempt) {
      done = execute("BEGIN IMMEDIATE");
      if (done) done = work();
      if (done) done = execute("COMMIT");
      if (done) return done;
      roll_back();
      if (done.error().code != models::ErrorCode::catalogue_busy) return done;
    }
    return done;
  }

 private:
  struct Closer {
    void operator()(sqlite3* database) const;
  };
  explicit Database(sqlite3* database, std::filesystem::path path);
  void roll_back();
  std::unique_ptr<sqlite3, Closer> database_;
  std::filesystem::path path_;
};

}  // namespace hoso::storage
