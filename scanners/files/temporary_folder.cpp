// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/temporary_folder.h"

#include <cstdlib>
#include <string>
#include <system_error>

namespace hoso::scanners {

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  const auto base = std::filesystem::temp_directory_path(error);
  if (error) return;
  std::string pattern = (base / "hoso-XXXXXX").string();
  if (mkdtemp(pattern.data()) != nullptr) path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace hoso::scanners
