// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace hoso::scanners {

/// A folder of its own in the system's place for temporary files, gone with this object. The path is empty where none
/// could be made.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace hoso::scanners
