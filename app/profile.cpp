// SPDX-License-Identifier: Apache-2.0
#include "app/profile.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "app/say.h"
#include "embedded/profile_archive.h"
#include "embedded/profile_station.h"
#include "hoso/models/messages.h"
#include "hoso/models/nearest.h"
#include "hoso/storage/fixity.h"
#include "hoso/storage/metadata_file.h"

namespace hoso::app {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Result;
using models::Stage;

constexpr std::string_view kVersion = "version", kDescription = "description", kArchive = "archive";

/// Those that ship, by name.
const std::map<std::string, std::string_view>& built_in() {
  static const std::map<std::string, std::string_view> profiles{{"archive", data::profile_archive()},
                                                                {"station", data::profile_station()}};
  return profiles;
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::vector<fs::path> profile_folders() {
  std::vector<fs::path> folders;
  if (const std::string config = environment("XDG_CONFIG_HOME"); !config.empty())
    folders.emplace_back(fs::path(config) / "hoso" / "profiles");
  else if (const std::string home = environment("HOME"); !home.empty())
    folders.emplace_back(fs::path(home) / ".config" / "hoso" / "profiles");
  folders.emplace_back("/etc/hoso/profiles");
  return folders;
}

/// The value as the command line would give it; empty where it is none (a list, a table).
std::string as_text(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto whole = node.value_exact<std::int64_t>()) return std::to_string(*whole);
  if (const auto number = node.value_exact<double>()) return fmt::format("{}", *number);
  if (const auto truth = node.value_exact<bool>()) return *truth ? "true" : "false";
  return {};
}

models::Error fault(const std::string& file, std::size_t line, const std::string& what) {
  return {.code = ErrorCode::profile_invalid,
          .stage = Stage::configure,
          .file = file,
          .subject = say("line {}: {}", line, what)};
}

std::vector<std::string> known_keys() {
  std::vector<std::string> keys{std::string(kVersion), std::string(kDescription), std::string(kArchive)};
  for (const Option& option : option_table())
    if (option.in_profile && !option.hidden) keys.push_back(profile_key(option.name));
  return keys;
}

void take(std::string_view key, const toml::node& node, const std::string& file, ParsedProfile& profile,
          Settings& settings) {
  const std::size_t line = node.source().begin.line;
  if (key == kVersion || key == kDescription) {
    (key == kVersion ? profile.version : profile.description) = as_text(node);
    return;
  }
  if (key == kArchive) return;  // metadata, taken as a whole
  const std::string name = option_name(key);
  const Option* option = find_option(name);
  if (option == nullptr || !option->in_profile || option->hidden || key != profile_key(option->name)) {
    profile.faults.push_back(fault(file, line, unknown_key(key, known_keys())));
    return;
  }
  profile.lines[name] = static_cast<int>(line);
  if (const Result<void> set = option->set(settings, as_text(node)); !set)
    profile.faults.push_back(fault(file, line, set.error().subject));
}

void take_metadata(const std::string& text, const std::string& file, ParsedProfile& profile, Settings& settings) {
  auto told = storage::parse_metadata(text, file, kArchive);
  if (!told) return profile.faults.push_back(told.error());
  told->merge(settings.job.metadata);
  settings.job.metadata = std::move(*told);
}

std::string name_of(const ProfilePlace& place) {
  return place.file.empty() ? place.name + ".toml" : place.file.string();
}

}  // namespace

ParsedProfile parse_profile(const std::string& text, const std::string& file, Settings& settings) {
  ParsedProfile profile;
  try {
    const toml::table values = toml::parse(text);
    for (const auto& [key, node] : values) take(key.str(), node, file, profile, settings);
    take_metadata(text, file, profile, settings);
  } catch (const toml::parse_error& error) {
    profile.faults.push_back(fault(file, error.source().begin.line, tr("this is not TOML, what stands there")));
    profile.faults.back().cause = std::string(error.description());
  }
  const auto line_of = [](const models::Error& error) {
    return std::stoi(error.subject.substr(error.subject.find_first_of("0123456789")));
  };
  std::ranges::stable_sort(profile.faults, {}, line_of);
  return profile;
}

Result<std::string> profile_text(const ProfilePlace& place) {
  if (place.file.empty()) return std::string(built_in().at(place.name));
  std::ifstream file(place.file, std::ios::binary);
  std::error_code ignored;
  if (!file || fs::is_directory(place.file, ignored)) {
    const bool there = fs::exists(place.file, ignored);
    return models::failure({.code = there ? ErrorCode::file_unreadable : ErrorCode::file_not_found,
                            .stage = Stage::configure,
                            .file = place.file.string()});
  }
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

std::vector<ProfilePlace> all_profiles() {
  std::vector<ProfilePlace> profiles;
  const auto add = [&](ProfilePlace place) {
    if (std::ranges::find(profiles, place.name, &ProfilePlace::name) == profiles.end())
      profiles.push_back(std::move(place));
  };
  for (const fs::path& folder : profile_folders()) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
      if (entry->path().extension() == ".toml") files.push_back(entry->path());
    std::ranges::sort(files);
    for (const fs::path& file : files) add({file.stem().string(), file});
  }
  for (const auto& [name, text] : built_in()) add({name, {}});
  return profiles;
}

Result<ProfilePlace> find_profile(const std::string& name) {
  if (name.find('/') != std::string::npos || name.ends_with(".toml"))
    return ProfilePlace{fs::path(name).stem().string(), name};
  const std::vector<ProfilePlace> profiles = all_profiles();
  if (const auto found = std::ranges::find(profiles, name, &ProfilePlace::name); found != profiles.end()) return *found;
  return models::failure({.code = ErrorCode::profile_missing, .stage = Stage::configure, .subject = name});
}

Result<storage::ProfileFacts> read_profile(const std::string& name, Settings& settings) {
  const auto place = find_profile(name.empty() ? "default" : name);
  if (!place && name.empty()) return storage::ProfileFacts{};
  if (!place) return tl::make_unexpected(place.error());
  const auto text = profile_text(*place);
  if (!text) return tl::make_unexpected(text.error());
  const ParsedProfile parsed = parse_profile(*text, name_of(*place), settings);
  if (!parsed.faults.empty()) return models::failure(parsed.faults.front());
  return storage::ProfileFacts{
      .name = place->name, .version = parsed.version, .sha256 = storage::sha256_of(*text), .values = {}};
}

Result<Settings> settings_from(const std::optional<std::string>& profile,
                               const std::map<std::string, std::string>& values, unsigned command) {
  Settings settings;
  if (profile) {
    const auto read = read_profile(*profile, settings);
    if (!read) return tl::make_unexpected(read.error());
    settings.job.profile = *read;
  }
  for (const auto& [name, value] : values)
    if (auto set = find_option(name)->set(settings, value); !set) return tl::make_unexpected(set.error());
  if (!settings.meta.empty()) {
    auto told = storage::read_metadata(settings.meta);
    if (!told) return tl::make_unexpected(told.error());
    told->merge(settings.job.metadata);
    settings.job.metadata = std::move(*told);
  }
  settings.job.profile.values = recorded_values(settings, command);
  return settings;
}

std::string unknown_key(std::string_view key, const std::vector<std::string>& known) {
  return models::retold(models::unknown_key(key, known), spoken());
}

Result<void> resolve_out(Settings& settings) {
  std::error_code ignored;
  if (settings.out.empty()) settings.out = environment("HOSO_OUT");
  if (settings.out.empty() && fs::exists("catalogue.db", ignored)) settings.out = ".";
  if (!settings.out.empty()) return {};
  return models::failure({.code = ErrorCode::folder_not_told, .stage = Stage::configure});
}

}  // namespace hoso::app
