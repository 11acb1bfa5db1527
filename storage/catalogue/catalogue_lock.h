// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "hoso/models/error.h"
#include "storage/record/files.h"

namespace hoso::storage {

/// Keeps the catalogue's file from being exchanged while it is open (SQLite's own locks are on the file, and a
/// write-ahead log must never meet another database). Released with the object; threads of one process exclude each
/// other too.
class CatalogueLock {
 public:
  enum class Kind {
    use,      ///< many at once; everybody who has the database open
    replace,  ///< alone; short
    rebuild   ///< one rebuild at a time, beside users
  };
  /// Waits up to `timeout_ms`. Errors: catalogue_busy, output_unwritable.
  static models::Result<CatalogueLock> take(const std::filesystem::path& folder, Kind kind, int timeout_ms);

 private:
  explicit CatalogueLock(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}
  Descriptor descriptor_;
};

}  // namespace hoso::storage
