// SPDX-License-Identifier: Apache-2.0
#include "scanners/sane/host_program.h"
#include "hoso/models/messages.h"

#include <unistd.h>

#include <cstdlib>
#include <system_error>
#include <vector>

namespace hoso::scanners {
namespace {

namespace fs = std::filesystem;
constexpr const char* kName = "hoso-scan-host";

std::vector<fs::path> candidates(const fs::path& asked) {
  if (!asked.empty()) return {asked};
  if (const char* named = secure_getenv("HOSO_SCAN_HOST"); named != nullptr && *named != '\0') return {named};
  std::vector<fs::path> paths;
  std::error_code none;
  if (const fs::path self = fs::read_symlink("/proc/self/exe", none); !none) {
    paths.push_back(self.parent_path() / kName);
    paths.push_back(self.parent_path().parent_path() / HOSO_LIBEXEC_RELATIVE / kName);
  }
  paths.push_back(fs::path(HOSO_LIBEXEC_FOLDER) / kName);
  return paths;
}

}  // namespace

models::Result<fs::path> find_host_program(const fs::path& asked) {
  const std::vector<fs::path> paths = candidates(asked);
  for (const fs::path& path : paths) {
    if (access(path.c_str(), X_OK) == 0) return path;
  }
  return models::failure({.code = models::ErrorCode::tool_missing,
                          .stage = models::Stage::scan,
                          .subject = kName,
                          .cause = models::english("not at {}", paths.back().string())});
}

}  // namespace hoso::scanners
