// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/say.h"
#include "hoso/models/error.h"
#include "hoso/models/error_text.h"
#include "hoso/pipeline/digitise.h"
#include "hoso/scanners/file_source.h"
#include "hoso/storage/folder_sink.h"

/// One table of options. The command line, the profile's keys, the record's profile section, help, man page, bash
/// completion and docs/reference.md all come from it.
namespace hoso::app {

/// Everything a command can be told.
struct Settings {
  pipeline::Options job;
  std::vector<std::string> words;             ///< the arguments, as typed
  std::vector<std::filesystem::path> inputs;  ///< the arguments, as paths
  std::filesystem::path out;
  std::optional<std::string> name;
  std::string profile;
  std::filesystem::path meta;
  bool each = false;
  bool resume = false;
  bool catalogue = true;
  bool alto_pages = false;
  bool document_pdfs = false;
  std::string document_name = std::string(storage::kDocumentName);
  std::string older_lists = "none";
  // find, export
  bool by_relevance = false;
  int limit = 20;
  std::string rows = "documents";
  // separators
  std::string codes;
  bool patch_sheet = false;
  // view, render, separators
  std::filesystem::path to;
  int page = 1;
  int image_dpi = 120;
  // explain, report
  std::filesystem::path html;
  bool csv = false;
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
  models::MessageLanguage messages = spoken();
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
  for_profile = 256,
  for_view = 512,
  for_render = 1024,
  for_list = 2048,
  for_export = 4096,
  for_doctor = 8192,
  for_separators = 16384,
  for_types = 32768,
  for_explain = 65536,
  for_reread = 131072,
  for_procedures = 262144,
  for_report = 524288,
  everywhere = 1048575
};

struct Option {
  std::string_view name;  ///< "render-dpi": --render-dpi on the command line, render_dpi in a profile
  OptionKind kind = OptionKind::text;
  unsigned commands = 0;                           ///< CommandBits
  bool in_profile = true;                          ///< false: only the command line knows it
  bool in_record = false;                          ///< it changes results: the record keeps its value
  std::string_view value_name;                     ///< "DPI", the unit where there is one; empty for flags
  std::string_view help;                           ///< one line
  std::vector<std::string> choices;                ///< all values, where they can be told; else empty
  std::optional<std::pair<double, double>> range;  ///< least and most of a number
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
/// "render-dpi" -> "render_dpi", and back.
std::string profile_key(std::string_view name);
std::string option_name(std::string_view key);
/// A key and its value as a line of a profile: `language = "vie"`.
std::string profile_line(const Option& option, const std::string& value);
/// A profile with every key at its default, commented: `hoso help profile`.
std::string stock_profile();
/// What the record keeps of the settings: profile key -> value, of that command's options that change results.
std::map<std::string, std::string> recorded_values(const Settings& settings, unsigned command);

/// Where pages come from and where dossiers go, as the library calls it.
scanners::FileSourceOptions source_options(const Settings& settings);
storage::FolderSinkOptions sink_options(const Settings& settings);

}  // namespace hoso::app
