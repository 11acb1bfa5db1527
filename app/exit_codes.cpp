// SPDX-License-Identifier: Apache-2.0
#include "app/exit_codes.h"
#include "app/say.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace hoso::app {

using models::ErrorCode;

ExitCode exit_code(const models::Error& error) {
  switch (error.code) {
    case ErrorCode::option_invalid:
    case ErrorCode::invalid_name:
      return error.file.empty() ? ExitCode::usage : ExitCode::configuration;
    case ErrorCode::profile_invalid:
    case ErrorCode::metadata_invalid:
    case ErrorCode::procedures_invalid:
      return ExitCode::configuration;
    case ErrorCode::folder_not_told:
      return ExitCode::usage;
    case ErrorCode::profile_missing:
    case ErrorCode::file_not_found:
    case ErrorCode::no_pages:
    case ErrorCode::not_an_image:
    case ErrorCode::not_a_regular_file:
    case ErrorCode::catalogue_missing:
    case ErrorCode::dossier_not_found:
      return ExitCode::no_input;
    case ErrorCode::language_missing:
    case ErrorCode::tool_missing:
    case ErrorCode::scanner_not_found:
    case ErrorCode::scanner_access_denied:
      return ExitCode::unavailable;
    case ErrorCode::output_exists:
    case ErrorCode::file_exists:
    case ErrorCode::output_unwritable:
      return ExitCode::cannot_create;
    case ErrorCode::catalogue_busy:
    case ErrorCode::scanner_busy:
      return ExitCode::try_again;
    case ErrorCode::internal:
    case ErrorCode::pages_lost:
      return ExitCode::internal;
    case ErrorCode::cancelled:
      return ExitCode::interrupted;
    default:
      return ExitCode::input_output;
  }
}

ExitCode exit_code(const pipeline::Summary& summary) {
  if (summary.stopped) return ExitCode::interrupted;
  const bool nothing_done = summary.dossiers_stored + summary.dossiers_skipped == 0;
  if (summary.errors.empty())
    return nothing_done ? ExitCode::no_input : summary.separators_in_doubt > 0 ? ExitCode::in_doubt : ExitCode::ok;
  const bool one_reason = std::ranges::all_of(
      summary.errors, [&](const models::Error& e) { return e.code == summary.errors.front().code; });
  return nothing_done && one_reason ? exit_code(summary.errors.front()) : ExitCode::in_doubt;
}

std::span<const ExitCodeText> exit_code_table() {
  static constexpr std::array kTable{
      ExitCodeText{ExitCode::ok, "all well"},
      ExitCodeText{ExitCode::nothing_found,
                   "the answer is no: nothing found (find), the file is not what it claims (verify), something is "
                   "missing (doctor)"},
      ExitCodeText{ExitCode::in_doubt,
                   "done, but some pages or dossiers failed or are in doubt; the summary names them"},
      ExitCodeText{ExitCode::usage, "the command line is wrong"},
      ExitCodeText{ExitCode::no_input, "there is no such input, or no page in it"},
      ExitCodeText{ExitCode::unavailable, "a needed part is missing: language, program, scanner"},
      ExitCodeText{ExitCode::internal, "a defect in hoso"},
      ExitCodeText{ExitCode::cannot_create, "the output cannot be made, or exists already"},
      ExitCodeText{ExitCode::input_output, "reading or writing failed, for example because the disk is full"},
      ExitCodeText{ExitCode::try_again, "somebody else is using it; try again"},
      ExitCodeText{ExitCode::configuration, "the profile is wrong"},
      ExitCodeText{ExitCode::interrupted, "stopped by Ctrl-C; run the same command with --resume to go on"}};
  return kTable;
}

std::string exit_code_help() {
  std::string text = tr("Exit codes of hoso") + "\n";
  for (const auto& [code, what] : exit_code_table())
    text += fmt::format("  {:>3}  {}\n", static_cast<int>(code), tr(what));
  return text;
}

}  // namespace hoso::app
