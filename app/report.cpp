// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/command.h"
#include "app/report_html.h"
#include "app/terminal/talk.h"
#include "app/view/stored_dossier.h"
#include "hoso/storage/catalogue.h"
#include "hoso/storage/csv.h"

namespace hoso::app {
namespace {

using storage::ReportRow;

nlohmann::ordered_json json_of(const ReportRow& row) {
  return {{"by", row.by},
          {"key", row.key},
          {"dossiers", row.dossiers},
          {"documents", row.documents},
          {"pages", row.pages},
          {"pages_failed", row.pages_failed},
          {"dossiers_with_list", row.with_list},
          {"dossiers_complete", row.complete},
          {"fields_accepted", row.fields_accepted},
          {"fields_to_check", row.fields_to_check}};
}

void print_csv(const std::vector<ReportRow>& rows) {
  std::vector<std::string> names;
  const nlohmann::ordered_json columns = json_of({});
  for (const auto& [name, value] : columns.items()) names.push_back(name);
  fmt::print("{}{}", storage::kCsvMark, storage::csv_row(names));
  for (const ReportRow& row : rows) {
    std::vector<std::string> cells;
    const nlohmann::ordered_json values = json_of(row);
    for (const auto& [name, value] : values.items())
      cells.push_back(value.is_string() ? value.get<std::string>() : value.dump());
    fmt::print("{}", storage::csv_row(cells));
  }
}

std::string share(long part, long whole) {
  return whole == 0 ? "-" : fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

void print_table(const std::vector<ReportRow>& rows) {
  std::string by;
  for (const ReportRow& row : rows) {
    if (row.by != by)
      fmt::print("{}{:<26}{:>9}{:>11}{:>8}{:>8}{:>10}{:>10}\n", by.empty() ? "" : "\n", row.by == "all" ? "" : row.by,
                 "dossiers", "documents", "pages", "failed", "complete", "accepted");
    by = row.by;
    const std::string key = row.by == "all" ? "all" : row.key.empty() ? "(not told)" : row.key;
    fmt::print("{:<26}{:>9}{:>11}{:>8}{:>8}{:>10}{:>10}\n", key, row.dossiers, row.documents, row.pages,
               row.pages_failed, share(row.complete, row.with_list),
               share(row.fields_accepted, row.fields_accepted + row.fields_to_check));
  }
}

}  // namespace

ExitCode run_report(const Settings& settings, const std::stop_token& /*stop*/) {
  const auto catalogue = storage::Catalogue::open_existing(settings.out);
  if (!catalogue) return tell_error(settings, catalogue.error());
  const auto rows = catalogue->report();
  if (!rows) return tell_error(settings, rows.error());
  if (!settings.html.empty())
    if (const auto written = write_file(settings.html, report_html(*rows, settings.messages)); !written)
      return tell_error(settings, written.error());
  if (settings.json) {
    for (const ReportRow& row : *rows) print_json(json_of(row));
  } else if (settings.csv) {
    print_csv(*rows);
  } else if (settings.html.empty()) {
    print_table(*rows);
  } else {
    fmt::print("{}\n", settings.html.string());
  }
  return ExitCode::ok;
}

}  // namespace hoso::app
