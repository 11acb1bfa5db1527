// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/command.h"
#include "app/terminal/talk.h"
#include "hoso/storage/catalogue.h"
#include "hoso/storage/csv.h"

/// Stable columns: docs/export.md. New ones go to the end.
namespace hoso::app {
namespace {

using Json = nlohmann::ordered_json;
using storage::DocumentEntry;

/// Fields that are columns of a document, in this order.
constexpr std::array kColumns{"number", "symbol", "date", "issuing_agency", "subject", "signer"};

/// A row of either form: the names are the header and the keys.
void print_row(const Settings& settings, const Json& row) {
  if (settings.json) return print_json(row);
  std::vector<std::string> cells;
  for (const auto& [name, value] : row.items())
    cells.push_back(value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump());
  fmt::print("{}", storage::csv_row(cells));
}

/// The best value of a field; dates in ISO form where they are known.
Json value_of(const DocumentEntry& document, std::string_view name) {
  const auto found = std::ranges::find_if(document.fields, [&](const DocumentEntry::Field& field) {
    return field.name == name && field.verdict != "missing";
  });
  if (found == document.fields.end()) return nullptr;
  return name == "date" && !found->normalised.empty() ? found->normalised : found->value;
}

Json head_of(const DocumentEntry& document) {
  return {{"dossier", document.dossier}, {"document", document.number}, {"type", document.type}};
}

Json document_row(const DocumentEntry& document) {
  Json row = head_of(document);
  row["confidence"] = document.confidence;
  row["first_page"] = document.first_page;
  row["last_page"] = document.last_page;
  for (const char* name : kColumns) row[name] = value_of(document, name);
  row["fields_to_check"] =
      std::ranges::count_if(document.fields, [](const auto& field) { return field.verdict == "review"; });
  row["stored_at"] = document.stored_at;
  return row;
}

Json field_row(const DocumentEntry& document, const DocumentEntry::Field& field) {
  Json row = head_of(document);
  row["field"] = field.name;
  row["value"] = field.value;
  row["normalised"] = field.normalised.empty() ? Json(nullptr) : Json(field.normalised);
  row["confidence"] = field.confidence;
  row["verdict"] = field.verdict;
  row["page"] = field.page == 0 ? Json(nullptr) : Json(field.page);
  return row;
}

/// The byte order mark tells spreadsheet programs that this is UTF-8.
void print_header(const Settings& settings, bool fields) {
  if (settings.json) return;
  std::vector<std::string> names;
  const Json row = fields ? field_row({}, {}) : document_row({});
  for (const auto& [name, value] : row.items()) names.push_back(name);
  fmt::print("{}{}", storage::kCsvMark, storage::csv_row(names));
}

}  // namespace

ExitCode run_export(const Settings& settings, const std::stop_token& /*stop*/) {
  const auto catalogue = storage::Catalogue::open_existing(settings.out);
  if (!catalogue) return tell_error(settings, catalogue.error());
  const bool fields = settings.rows == "fields";
  print_header(settings, fields);
  const auto done = catalogue->for_each_document([&](const DocumentEntry& document) {
    if (!fields) return print_row(settings, document_row(document));
    for (const DocumentEntry::Field& field : document.fields) print_row(settings, field_row(document, field));
  });
  return done ? ExitCode::ok : tell_error(settings, done.error());
}

}  // namespace hoso::app
