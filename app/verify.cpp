// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/verify.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "app/command.h"
#include "app/say.h"
#include "app/terminal/talk.h"
#include "hoso/models/messages.h"

namespace hoso::app {
namespace {

const char* level_name(storage::PdfaLevel level) {
  switch (level) {
    case storage::PdfaLevel::a1b:
      return "PDF/A-1b";
    case storage::PdfaLevel::a2u:
      return "PDF/A-2u";
    case storage::PdfaLevel::a3u:
      return "PDF/A-3u";
  }
  return "";
}

/// A file, or the PDF files of a folder (a stored dossier's) by their names; a folder without any stands for itself.
std::vector<std::filesystem::path> pdf_files(const std::filesystem::path& input) {
  std::vector<std::filesystem::path> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(input, none))
    if (entry.path().extension() == ".pdf") files.push_back(entry.path());
  std::ranges::sort(files);
  if (files.empty()) files.push_back(input);
  return files;
}

}  // namespace

ExitCode run_verify(const Settings& settings, const std::stop_token& /*stop*/) {
  ExitCode worst = ExitCode::ok;
  std::vector<std::filesystem::path> files;
  for (const std::filesystem::path& input : settings.inputs)
    std::ranges::move(pdf_files(input), std::back_inserter(files));
  for (const std::filesystem::path& file : files) {
    const auto report = storage::verify_pdfa(file);
    if (!report) {
      worst = tell_error(settings, report.error());
      continue;
    }
    for (const storage::Finding& finding : report->findings)
      fmt::print("{}{}: {} ({})\n", file.string(),
                 finding.page > 0 ? fmt::format(", {} {}", tr("page"), finding.page) : "",
                 models::retold(finding.what, spoken()), finding.clause);
    const std::string level = report->claims ? level_name(*report->claims) : tr("no PDF/A");
    fmt::print("{}\n",
               say("{}: {}, {}, {} checks, {}", file.string(), level, counted(report->pages, "page", "pages"),
                   report->checks, report->findings.empty() ? tr("well") : say("{} broken", report->findings.size())));
    if (!report->findings.empty() && worst == ExitCode::ok) worst = ExitCode::nothing_found;
  }
  return worst;
}

}  // namespace hoso::app
