// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "app/options.h"
#include "app/terminal/progress_line.h"
#include "hoso/pipeline/digitise.h"

namespace hoso::app {

/// What was made and where, as one line.
std::string result_line(const pipeline::Summary& summary, const std::string& out);

struct SummaryFacts {
  ProgressFacts progress;
  double seconds = 0;
  std::string last_stored;                  ///< name of a dossier that was stored; empty: none was
  std::vector<std::string> failures;        ///< lines that scrolled away; the first of them are told once more
  std::vector<std::string> again;           ///< pages to be scanned again and why, a line each
  std::vector<std::string> codes_in_doubt;  ///< pages whose search for bar codes failed and was done in parts
};

/// The rest, at most a screen of 24 lines: what failed, what is to be checked, how long it took, what to do next.
std::string summary_text(const pipeline::Summary& summary, const SummaryFacts& facts, const Settings& settings);

}  // namespace hoso::app
