// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/host_program.h"
#include "hoso/models/messages.h"

#include <unistd.h>

#include <cstdlib>
#include <system_error>
#include <vector>

namespace hoso::models {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> candidates(const std::string& name, const char* variable, const fs::path& asked) {
  if (!asked.empty()) return {asked};
  if (const char* named = secure_getenv(variable); named != nullptr && *named != '\0') return {named};
  std::vector<fs::path> paths;
  std::error_code none;
  if (const fs::path self = fs::read_symlink("/proc/self/exe", none); !none) {
    paths.push_back(self.parent_path() / name);
    paths.push_back(self.parent_path().parent_path() / HOSO_LIBEXEC_RELATIVE / name);
  }
  paths.push_back(fs::path(HOSO_LIBEXEC_FOLDER) / name);
  return paths;
}

}  // namespace

Result<fs::path> find_host_program(const std::string& name, const char* variable, Stage stage, const fs::path& asked) {
  const std::vector<fs::path> paths = candidates(name, variable, asked);
  for (const fs::path& path : paths) {
    if (access(path.c_str(), X_OK) == 0) return path;
  }
  return failure({.code = ErrorCode::tool_missing,
                  .stage = stage,
                  .subject = name,
                  .cause = english("not at {}", paths.back().string())});
}

}  // namespace hoso::models
