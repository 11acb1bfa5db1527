// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "storage/catalogue/sqlite.h"

namespace hoso::storage {

enum class JournalMode { write_ahead, rollback };

/// The journal for a file system of that type (statfs f_type): write-ahead logs need memory shared by all who have the
/// file open, which network file systems do not give; there it is the rollback journal.
JournalMode journal_mode_for(long file_system_type);

/// A new file that nobody else sees yet: quick, and not safe against a crash.
models::Result<Database> make_database(const std::filesystem::path& path);

/// Opens the catalogue's database, makes its tables where it is empty, and sets the connection up. Errors:
/// catalogue_missing, catalogue_damaged (also: the database of something else, or of a later hoso), catalogue_busy.
models::Result<Database> open_database(const std::filesystem::path& path, Database::Mode mode);

/// How long somebody else's transaction is waited for.
inline constexpr int kBusyTimeoutMs = 30'000;

}  // namespace hoso::storage
