// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/options.h"

/// Profiles: TOML files with the keys of the option table, besides `version` and `description`.
namespace hoso::app {

/// Where a profile comes from.
struct ProfilePlace {
  std::string name;
  std::filesystem::path file;  ///< empty: built into the program
};

/// A profile's text, taken apart.
struct ParsedProfile {
  std::string version, description;
  std::map<std::string, int> lines;   ///< option name -> the line that sets it
  std::vector<models::Error> faults;  ///< profile_invalid, in the order of the lines
};

/// Sets what the text says. `file` is named in the errors.
ParsedProfile parse_profile(const std::string& text, const std::string& file, Settings& settings);

/// The text of a profile: a file, a built-in one. Errors: file_not_found, file_unreadable.
models::Result<std::string> profile_text(const ProfilePlace& place);

/// The profile of that name or path (with a slash, or ending in .toml). Error: file_not_found, with the nearest name.
models::Result<ProfilePlace> find_profile(const std::string& name);

/// All profiles that a name can mean, in the order of search: the user's, the system's, those that ship; a name that
/// stands in several of them counts where it stands first.
std::vector<ProfilePlace> all_profiles();

/// Reads a profile into the settings; without a name: the one called default, if there is one. Errors: those of
/// find_profile and profile_text; profile_invalid, for the first fault.
models::Result<storage::ProfileFacts> read_profile(const std::string& name, Settings& settings);

/// A profile (by that name, "" for the one called default; nothing: none), then the values, option name -> value, which
/// win; the record gets what that command's options are. Errors: those of read_profile, option_invalid.
models::Result<Settings> settings_from(const std::optional<std::string>& profile,
                                       const std::map<std::string, std::string>& values, unsigned command);

/// "the key "langauge" (did you mean "language"?)".
std::string unknown_key(std::string_view key, const std::vector<std::string>& known);

/// `--out`, else the profile's, else $HOSO_OUT, else the current folder if it holds a catalogue. Error: option_invalid.
models::Result<void> resolve_out(Settings& settings);

}  // namespace hoso::app
