// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "extraction/procedures/csv_rows.h"
#include "extraction/text/vietnamese.h"
#include "hoso/extraction/procedures.h"
#include "hoso/models/messages.h"
#include "hoso/models/nearest.h"
#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

using Json = nlohmann::json;
using models::Result;

constexpr std::array<std::string_view, 6> kColumns{"code",       "name",        "papers",
                                                   "valid_from", "valid_until", "replaced_by"};

tl::unexpected<models::Error> invalid(const std::string& file, int line, const std::string& what) {
  return models::failure({.code = models::ErrorCode::procedures_invalid,
                          .stage = models::Stage::configure,
                          .file = file,
                          .subject = file.ends_with(".json") ? models::english("entry {}: {}", line, what)
                                                             : models::english("line {}: {}", line, what)});
}

/// "2025-07-02" and, as spreadsheets write it, "02/07/2025" -> ISO; nothing where there is no such day.
std::optional<std::string> day_of(const std::string& text) {
  int first = 0, second = 0, third = 0, length = 0;
  const auto whole = [&](const char* form) {
    return std::sscanf(text.c_str(), form, &first, &second, &third, &length) == 3 &&
           length == static_cast<int>(text.size());
  };
  if (whole("%4d-%2d-%2d%n")) return iso_date(third, second, first);
  if (whole("%2d/%2d/%4d%n")) return iso_date(first, second, third);
  return std::nullopt;
}

/// "Giấy ủy quyền (nếu có)" need not be there; "Tờ khai [don_to_khai]" names its type.
RequiredPaper paper_of(std::string text) {
  RequiredPaper paper;
  const auto open = text.rfind('['), close = text.rfind(']');
  if (open != std::string::npos && close != std::string::npos && close > open) {
    paper.type = models::collapsed(text.substr(open + 1, close - open - 1));
    text.erase(open, close - open + 1);
  }
  paper.name = models::collapsed(models::nfc(text));
  paper.required = models::folded(paper.name).find("neu co") == std::string::npos;
  return paper;
}

std::vector<RequiredPaper> papers_in_cell(const std::string& cell) {
  std::vector<RequiredPaper> papers;
  std::string text = cell + "|";
  std::ranges::replace(text, '\n', '|');
  for (std::size_t begin = 0, end = 0; (end = text.find('|', begin)) != std::string::npos; begin = end + 1)
    if (RequiredPaper paper = paper_of(text.substr(begin, end - begin)); !paper.name.empty())
      papers.push_back(std::move(paper));
  return papers;
}

/// Puts a value where its column says; what is wrong with it, or nothing.
std::optional<std::string> put(ProcedureEntry& entry, std::string_view column, const std::string& value) {
  const std::string text = models::collapsed(models::nfc(value));
  if (column == "papers") {
    entry.papers = papers_in_cell(value);
  } else if (column == "valid_from" || column == "valid_until") {
    const auto day = text.empty() ? std::optional<std::string>("") : day_of(text);
    if (!day) return models::english("the value of \"{}\" (a day as 2025-07-02)", column);
    (column == "valid_from" ? entry.valid_from : entry.valid_until) = *day;
  } else if (column == "code") {
    entry.code = text;
  } else if (column == "name") {
    entry.name = text;
  } else {
    entry.replaced_by = text;
  }
  return std::nullopt;
}

std::optional<std::string> incomplete(const ProcedureEntry& entry) {
  if (entry.code.empty()) return models::english("the code, which is missing,");
  if (entry.name.empty()) return models::english("the name, which is missing,");
  if (!entry.valid_until.empty() && entry.valid_until < entry.valid_from)
    return models::english("\"valid_until\" before \"valid_from\"");
  return std::nullopt;
}

std::string unknown_column(const std::string& cell, const std::string& folded) {
  const auto meant = models::nearest(folded, {kColumns.begin(), kColumns.end()});
  return meant ? models::english("the column \"{}\" (did you mean \"{}\"?)", cell, *meant)
               : models::english("the column \"{}\"", cell);
}

Result<std::vector<ProcedureEntry>> parse_csv(std::string_view text, const std::string& file) {
  const std::vector<CsvRow> rows = csv_rows(text);
  std::vector<ProcedureEntry> entries;
  if (rows.empty()) return invalid(file, 1, "what stands there (columns code, name, papers …)");
  std::vector<std::string> columns;
  for (const std::string& cell : rows.front().cells) {
    columns.push_back(models::collapsed(models::folded(cell)));
    if (std::ranges::find(kColumns, columns.back()) == kColumns.end())
      return invalid(file, rows.front().line, unknown_column(cell, columns.back()));
  }
  for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
    if (row->cells.size() > columns.size()) return invalid(file, row->line, "the number of cells");
    ProcedureEntry entry;
    for (std::size_t i = 0; i < row->cells.size(); ++i)
      if (const auto wrong = put(entry, columns[i], row->cells[i])) return invalid(file, row->line, *wrong);
    if (const auto wrong = incomplete(entry)) return invalid(file, row->line, *wrong);
    entries.push_back(std::move(entry));
  }
  return entries;
}

/// A paper is text as in a cell, or an object of name, required and type.
std::optional<RequiredPaper> paper_of(const Json& json) {
  if (json.is_string()) return paper_of(json.get<std::string>());
  if (!json.is_object() || !json.contains("name") || !json.at("name").is_string()) return std::nullopt;
  RequiredPaper paper{.name = models::collapsed(models::nfc(json.at("name").get<std::string>()))};
  if (const auto required = json.find("required"); required != json.end()) {
    if (!required->is_boolean()) return std::nullopt;
    paper.required = required->get<bool>();
  }
  if (const auto type = json.find("type"); type != json.end()) {
    if (!type->is_string()) return std::nullopt;
    paper.type = type->get<std::string>();
  }
  return paper;
}

std::optional<std::string> put(ProcedureEntry& entry, const std::string& key, const Json& value) {
  if (std::ranges::find(kColumns, key) == kColumns.end())
    return models::unknown_key(key, {kColumns.begin(), kColumns.end()});
  if (value.is_null()) return std::nullopt;
  if (value.is_string()) return put(entry, std::string_view(key), value.get<std::string>());
  if (key != "papers") return models::english("the value of \"{}\" (text)", key);
  const std::string wrong = models::english("the list of papers (text, or name, required and type)");
  if (!value.is_array()) return wrong;
  for (const Json& item : value) {
    auto paper = paper_of(item);
    if (!paper) return wrong;
    entry.papers.push_back(std::move(*paper));
  }
  return std::nullopt;
}

Result<std::vector<ProcedureEntry>> parse_json(std::string_view text, const std::string& file) {
  const Json root = Json::parse(text, nullptr, false);
  if (!root.is_array()) return invalid(file, 1, "what stands there (a JSON list of procedures)");
  std::vector<ProcedureEntry> entries;
  for (const Json& item : root) {
    const int number = static_cast<int>(entries.size()) + 1;
    if (!item.is_object()) return invalid(file, number, "what stands there (a JSON object)");
    ProcedureEntry entry;
    for (const auto& [key, value] : item.items())
      if (const auto wrong = put(entry, key, value)) return invalid(file, number, *wrong);
    if (const auto wrong = incomplete(entry)) return invalid(file, number, *wrong);
    entries.push_back(std::move(entry));
  }
  return entries;
}

nlohmann::ordered_json json_of(const ProcedureEntry& entry) {
  nlohmann::ordered_json json{{"code", entry.code}, {"name", entry.name}};
  if (!entry.valid_from.empty()) json["valid_from"] = entry.valid_from;
  if (!entry.valid_until.empty()) json["valid_until"] = entry.valid_until;
  if (!entry.replaced_by.empty()) json["replaced_by"] = entry.replaced_by;
  json["papers"] = nlohmann::ordered_json::array();
  for (const RequiredPaper& paper : entry.papers) {
    nlohmann::ordered_json one{{"name", paper.name}, {"required", paper.required}};
    if (!paper.type.empty()) one["type"] = paper.type;
    json["papers"].push_back(std::move(one));
  }
  return json;
}

}  // namespace

Result<std::vector<ProcedureEntry>> parse_procedures(std::string_view text, const std::string& file) {
  return file.ends_with(".json") ? parse_json(text, file) : parse_csv(text, file);
}

Result<std::vector<ProcedureEntry>> read_procedures(const std::filesystem::path& file) {
  std::error_code ignored;
  std::ifstream stream(file, std::ios::binary);
  if (!stream || std::filesystem::is_directory(file, ignored))
    return models::failure({.code = std::filesystem::exists(file, ignored) ? models::ErrorCode::file_unreadable
                                                                           : models::ErrorCode::file_not_found,
                            .stage = models::Stage::configure,
                            .file = file.string()});
  return parse_procedures(std::string{std::istreambuf_iterator<char>(stream), {}}, file.string());
}

std::string procedures_json(const std::vector<ProcedureEntry>& entries) {
  std::string out = "[";
  const char* separator = "\n";
  for (const ProcedureEntry& entry : entries) {
    out.append(separator).append(json_of(entry).dump(-1, ' ', false, Json::error_handler_t::replace));
    separator = ",\n";
  }
  return out + "\n]\n";
}

}  // namespace hoso::extraction
