// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/command.h"
#include "app/say.h"
#include "app/terminal/talk.h"
#include "app/view/stored_dossier.h"
#include "hoso/extraction/separator_sheet.h"
#include "hoso/storage/print_pdf.h"

namespace hoso::app {
namespace {

/// Arguments, and the option's codes between commas.
std::vector<std::string> codes_of(const Settings& settings) {
  std::vector<std::string> codes = settings.words;
  std::istringstream stream(settings.codes);
  for (std::string code; std::getline(stream, code, ',');)
    if (!code.empty()) codes.push_back(code);
  return codes;
}

models::Result<std::vector<cv::Mat>> sheets_of(const Settings& settings) {
  std::vector<cv::Mat> sheets;
  for (const std::string& code : codes_of(settings)) {
    auto sheet = extraction::separator_sheet(code);
    if (!sheet) return tl::make_unexpected(sheet.error());
    sheets.push_back(std::move(*sheet));
  }
  if (settings.patch_sheet) sheets.push_back(extraction::patch_t_sheet());
  if (!sheets.empty()) return sheets;
  return models::failure({.code = models::ErrorCode::option_invalid,
                          .stage = models::Stage::configure,
                          .subject = tr("a command without a code (give the dossiers' codes, or --patch-sheet)")});
}

}  // namespace

ExitCode run_separators(const Settings& settings, const std::stop_token& /*stop*/) {
  const auto sheets = sheets_of(settings);
  if (!sheets) return tell_error(settings, sheets.error());
  const auto pdf = storage::print_pdf(*sheets, extraction::kSeparatorSheetDpi);
  if (!pdf) return tell_error(settings, pdf.error());
  const std::filesystem::path file = settings.to.empty() ? "separators.pdf" : settings.to;
  if (const auto written = write_file(file, *pdf); !written) return tell_error(settings, written.error());
  if (settings.json)
    print_json({{"file", file.string()}, {"sheets", sheets->size()}});
  else
    fmt::print("{}\n", say("{} in {}", counted(static_cast<long>(sheets->size()), "sheet", "sheets"), file.string()));
  return ExitCode::ok;
}

}  // namespace hoso::app
