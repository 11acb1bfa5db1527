// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hoso::tests {

/// A folder of its own for one test, gone afterwards.
class TempFolder {
 public:
  TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  ~TempFolder();
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// Runs a program (argv[0] by PATH) and waits; for tests only.
struct ProcessResult {
  int exit_code = -1;  ///< 128 + signal if it was killed
  std::string out, err;
};
ProcessResult run_process(const std::vector<std::string>& argv, const std::vector<std::string>& extra_environment = {});

}  // namespace hoso::tests
