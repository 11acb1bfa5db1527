// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
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

/// A row's cells, the first is what it is about.
using Cells = std::array<std::string, 7>;

Cells head_cells(const std::string& by) {
  return {by == "all" ? "" : report_word(by),
          tr("dossiers"),
          tr("documents"),
          tr("pages"),
          tr("failed"),
          tr("complete"),
          tr("accepted")};
}

Cells cells_of(const ReportRow& row) {
  return {report_key(row),
          std::to_string(row.dossiers),
          std::to_string(row.documents),
          std::to_string(row.pages),
          std::to_string(row.pages_failed),
          share(row.complete, row.with_list),
          share(row.fields_accepted, row.fields_accepted + row.fields_to_check)};
}

/// A table for each heading, all with the same columns.
void print_table(const std::vector<ReportRow>& rows) {
  std::vector<Cells> lines;
  std::string by;
  for (const ReportRow& row : rows) {
    if (row.by != by) {
      if (!lines.empty()) lines.emplace_back();
      lines.push_back(head_cells(row.by));
    }
    by = row.by;
    lines.push_back(cells_of(row));
  }
  std::array<std::size_t, std::tuple_size_v<Cells>> widths{};
  for (const Cells& line : lines)
    for (std::size_t i = 0; i < line.size(); ++i) widths.at(i) = std::max(widths.at(i), letters(line.at(i)));
  for (const Cells& line : lines) {
    std::string text = fmt::format("{:<{}}", line.front(), widths.front());
    for (std::size_t i = 1; i < line.size(); ++i) text += fmt::format("  {:>{}}", line.at(i), widths.at(i));
    fmt::print("{}\n", line.back().empty() ? "" : text);
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
