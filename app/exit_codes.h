// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "hoso/models/error.h"
#include "hoso/pipeline/digitise.h"

namespace hoso::app {

/// Exit codes, after sysexits.h; documented by `hoso help exit-codes`.
enum class ExitCode {
  ok = 0,
  nothing_found = 1,  ///< find, verify, doctor: the answer is no
  in_doubt = 3,       ///< done, with pages or dossiers that failed
  usage = 64,
  no_input = 66,
  unavailable = 69,  ///< a needed part (language, program, scanner) is missing
  internal = 70,
  cannot_create = 73,
  input_output = 74,
  try_again = 75,
  configuration = 78,
  interrupted = 130
};

/// The code for an error that ended a command.
ExitCode exit_code(const models::Error& error);
/// The code for a run of digitise or scan that came to its end.
ExitCode exit_code(const pipeline::Summary& summary);
struct ExitCodeText {
  ExitCode code;
  std::string_view what;
};
/// What each code means, ascending.
std::span<const ExitCodeText> exit_code_table();
/// The text of `hoso help exit-codes`.
std::string exit_code_help();

}  // namespace hoso::app
