// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/command.h"
#include "app/report_html.h"
#include "app/report_words.h"
#include "app/say.h"
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

void print_row(const std::string& key, const std::array<std::string, 6>& cells) {
  fmt::print("{:<26}{:>10}{:>12}{:>8}{:>8}{:>12}{:>12}\n", key, cells[0], cells[1], cells[2], cells[3], cells[4],
             cells[5]);
}

void print_table(const std::vector<ReportRow>& rows) {
  std::string by;
  for (const ReportRow& row : rows) {
    if (row.by != by) {
      fmt::print("{}", by.empty() ? "" : "\n");
      print_row(row.by == "all" ? "" : report_word(row.by),
                {tr("dossiers"), tr("documents"), tr("pages"), tr("failed"), tr("complete"), tr("accepted")});
    }
    by = row.by;
    print_row(report_key(row), {std::to_string(row.dossiers), std::to_string(row.documents), std::to_string(row.pages),
                                std::to_string(row.pages_failed), share(row.complete, row.with_list),
                                share(row.fields_accepted, row.fields_accepted + row.fields_to_check)});
  }
}

}  // namespace

ExitCode run_report(const Settings& settings, const std::stop_token& /*stop*/) {
  const auto catalogue = storage::Catalogue::open_existing(settings.out);
  if (!catalogue) return tell_error(settings, catalogue.error());
  const auto rows = catalogue->report();
  if (!rows) return tell_error(settings, rows.error());
  if (!settings.html.empty())
    if (const auto written = write_file(settings.html, report_html(*rows)); !written)
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
