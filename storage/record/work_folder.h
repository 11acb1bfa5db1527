// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "hoso/models/names.h"
#include "storage/record/files.h"

namespace hoso::storage {

/// A dossier's place while it is worked on: `out`/.hoso-work/<dossier>/, held by a lock that all processes and sinks
/// heed and that a process that dies lets go. All in it is removed with the object.
class WorkPlace {
 public:
  /// Takes the place, and removes what a process that died left there. Errors: output_exists (somebody works on that
  /// dossier just now), output_unwritable, disk_full.
  static models::Result<WorkPlace> take(const std::filesystem::path& out, const models::DossierName& name);
  WorkPlace(WorkPlace&&) noexcept = default;
  WorkPlace& operator=(WorkPlace&&) = delete;
  ~WorkPlace();

  /// For the one-page files; exists.
  [[nodiscard]] std::filesystem::path pages() const { return folder_ / "pages"; }
  /// Where the finished folder is put together; does not exist yet.
  [[nodiscard]] std::filesystem::path fresh() const { return folder_ / "fresh"; }

 private:
  WorkPlace(std::filesystem::path folder, Descriptor lock);
  void remove_contents() const;

  std::filesystem::path folder_;
  Descriptor lock_;
};

/// Removes what processes that died left under `out`/.hoso-work.
void remove_leftovers(const std::filesystem::path& out);

}  // namespace hoso::storage
