// SPDX-License-Identifier: Apache-2.0
#include "app/profile.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace hoso::app {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Result;
using models::Stage;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::vector<fs::path> profile_folders() {
  std::vector<fs::path> folders;
  if (const std::string config = environment("XDG_CONFIG_HOME"); !config.empty())
    folders.emplace_back(fs::path(config) / "hoso");
  else if (const std::string home = environment("HOME"); !home.empty())
    folders.emplace_back(fs::path(home) / ".config" / "hoso");
  folders.emplace_back("/etc/hoso");
  return folders;
}

fs::path find_profile(const std::string& name) {
  std::error_code ignored;
  if (!name.empty() && (name.find('/') != std::string::npos || name.ends_with(".toml"))) return name;
  for (const fs::path& folder : profile_folders()) {
    fs::path file = folder / ((name.empty() ? "default" : name) + ".toml");
    if (fs::exists(file, ignored)) return file;
  }
  return {};
}

/// The value as the command line would give it.
std::string as_text(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto whole = node.value_exact<std::int64_t>()) return std::to_string(*whole);
  if (const auto number = node.value_exact<double>()) return fmt::format("{}", *number);
  if (const auto truth = node.value_exact<bool>()) return *truth ? "true" : "false";
  return {};
}

models::Error wrong(const fs::path& file, const std::string& subject, std::string cause = {}) {
  return {.code = ErrorCode::option_invalid,
          .stage = Stage::configure,
          .file = file.string(),
          .subject = subject,
          .cause = std::move(cause)};
}

Result<void> take(const toml::table& values, const fs::path& file, Settings& settings) {
  for (const auto& [key, node] : values) {
    std::string name(key.str());
    std::ranges::replace(name, '_', '-');
    const Option* option = find_option(name);
    if (option == nullptr || !option->in_profile)
      return models::failure(
          wrong(file, fmt::format("the key \"{}\" in line {}", key.str(), node.source().begin.line)));
    if (Result<void> set = option->set(settings, as_text(node)); !set) {
      set.error().file = file.string();
      return set;
    }
  }
  return {};
}

}  // namespace

Result<void> read_profile(const std::string& name, Settings& settings) {
  const fs::path file = find_profile(name);
  if (file.empty() && name.empty()) return {};
  std::error_code ignored;
  if (file.empty() || !fs::exists(file, ignored))
    return models::failure({.code = ErrorCode::file_not_found,
                            .stage = Stage::configure,
                            .file = file.empty() ? name + ".toml" : file.string()});
  try {
    const toml::table values = toml::parse_file(file.string());
    settings.job.profile = file.stem().string();
    return take(values, file, settings);
  } catch (const toml::parse_error& e) {
    return models::failure(wrong(file, fmt::format("line {}: {}", e.source().begin.line, e.description()), e.what()));
  }
}

Result<void> resolve_out(Settings& settings) {
  std::error_code ignored;
  if (settings.out.empty()) settings.out = environment("HOSO_OUT");
  if (settings.out.empty() && fs::exists("catalogue.db", ignored)) settings.out = ".";
  if (!settings.out.empty()) return {};
  return models::failure({.code = ErrorCode::option_invalid,
                          .stage = Stage::configure,
                          .subject = "an empty output folder (give --out DIR)"});
}

}  // namespace hoso::app
