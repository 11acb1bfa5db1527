// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "hoso/models/names.h"

namespace hoso::scanners {

/// Gives dossiers their names: no two of one run are the same.
class DossierNames {
 public:
  /// The name if it is valid, else the nearest valid one; with "-2", "-3" … behind it if it was given before.
  models::DossierName make(const std::filesystem::path& wish);

 private:
  std::set<std::string> given_;
};

/// A name as it is, or with "-2", "-3" … before its ending, so that it is not in `taken`; it is then.
std::string unique_file_name(const std::filesystem::path& wish, std::set<std::string>& taken);

}  // namespace hoso::scanners
