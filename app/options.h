// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoso/models/error.h"
#include "hoso/models/error_text.h"
#include "hoso/pipeline/digitise.h"

/// One table of options: command line, profile keys and help all come from it.
namespace hoso::app {

/// Everything a command can be told.
struct Settings {
  pipeline::Options job;
  std::vector<std::filesystem::path> inputs;
  std::filesystem::path out;
  std::optional<std::string> name;
  bool each = false;
  bool resume = false;
  bool catalogue = true;
  // find
  bool by_relevance = false;
  int limit = 20;
  // line
  std::string allowed;
  bool boxes = false;
  // scan
  std::string device;
  std::string scan_source = "feeder";
  std::string scan_mode = "colour";
  int scan_dpi = 300;
  std::string paper = "A4";
  int jpeg_quality = 90;
  std::filesystem::path spool;
  // how to talk
  bool json = false;
  bool quiet = false;
  models::MessageLanguage messages = models::MessageLanguage::english;
};

enum class OptionKind { text, number, flag, path };

/// The commands that know an option, as bits.
enum CommandBit : unsigned {
  for_digitise = 1,
  for_scan = 2,
  for_find = 4,
  for_show = 8,
  for_catalogue = 16,
  for_verify = 32,
  for_scanners = 64,
  for_line = 128,
  everywhere = 255
};

struct Option {
  std::string_view name;  ///< "render-dpi": --render-dpi on the command line, render_dpi in a profile
  OptionKind kind = OptionKind::text;
  unsigned commands = 0;        ///< CommandBits
  bool in_profile = true;       ///< false: only the command line knows it
  std::string_view value_name;  ///< "DPI"; empty for flags
  std::string_view help;        ///< one line
  /// Takes a value (flags: "true" or "false"). Error: option_invalid.
  std::function<models::Result<void>(Settings&, const std::string&)> set;
  /// The value in effect, for help and for the stock profile.
  std::function<std::string(const Settings&)> get;
  bool hidden = false;  ///< for tests and measurements; not in the help
};

/// All options in the order of the help.
std::span<const Option> option_table();
/// The option of that name, or null.
const Option* find_option(std::string_view name);
/// "render-dpi" -> "render_dpi".
std::string profile_key(std::string_view name);
/// A profile with every key at its default, commented: `hoso help profile`.
std::string stock_profile();

}  // namespace hoso::app
