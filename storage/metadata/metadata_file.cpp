// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/metadata_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>

#include <fmt/format.h>
#include <toml++/toml.h>
#include <nlohmann/json.hpp>

#include "embedded/metadata_keys.h"
#include "hoso/models/messages.h"
#include "hoso/models/nearest.h"
#include "hoso/models/text.h"
#include "storage/metadata/letters.h"
#include "storage/record/files.h"

namespace hoso::storage {
namespace {

using models::Metadata;
using models::Result;
using Value = std::optional<std::string>;  // nothing: a table, or another thing that is no value

constexpr std::string_view kListSeparator = "; ";

MetadataKind kind_named(std::string_view name) {
  constexpr std::array<std::string_view, 5> kNames{"text", "number", "flag", "date", "list"};
  const auto* found = std::ranges::find(kNames, name);
  return found == kNames.end() ? MetadataKind::text : static_cast<MetadataKind>(found - kNames.begin());
}

MetadataKey key_of(const toml::table& row, const toml::table& codes) {
  MetadataKey key{.name = row["name"].value_or<std::string>(""),
                  .what = row["what"].value_or<std::string>(""),
                  .kind = kind_named(row["kind"].value_or<std::string>("text")),
                  .length = static_cast<std::size_t>(row["length"].value_or<std::int64_t>(0))};
  const auto table = row["codes"].value<std::string>();
  if (!table) return key;
  for (const toml::node& pair : *codes[*table].as_array())
    key.codes.emplace_back(pair.as_array()->at(0).value_or<std::string>(""),
                           pair.as_array()->at(1).value_or<std::string>(""));
  return key;
}

tl::unexpected<models::Error> invalid(const std::string& file, std::size_t line, const std::string& what) {
  return models::failure({.code = models::ErrorCode::metadata_invalid,
                          .stage = models::Stage::configure,
                          .file = file,
                          .subject = line > 0 ? models::english("line {}: {}", line, what) : what});
}

std::string codes_of(const MetadataKey& key) {
  std::string all;
  for (const auto& [code, meaning] : key.codes) all += (all.empty() ? "" : ", ") + code + " " + meaning;
  return all;
}

bool is_day(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const auto read = [&](std::size_t at, std::size_t length, auto& out) {
    const char* end = text.data() + at + length;
    const auto [stop, error] = std::from_chars(text.data() + at, end, out);
    return error == std::errc{} && stop == end;
  };
  if (!read(0, 4, year) || !read(5, 2, month) || !read(8, 2, day)) return false;
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)).ok();
}

/// The value as it is kept, or what is wrong with it (which names the key, not the value: it may be a person).
tl::expected<std::string, std::string> accepted(const MetadataKey& key, std::string value) {
  value = models::collapsed(models::nfc(value));
  const auto wrong = [&](const std::string& what) {
    return tl::make_unexpected(models::english("the value of \"{}\" ({})", key.name, what));
  };
  if (!key.codes.empty()) {
    const std::string folded = models::folded(value);
    const auto found = std::ranges::find_if(
        key.codes, [&](const auto& pair) { return pair.first == value || models::folded(pair.second) == folded; });
    return found == key.codes.end() ? wrong(models::english("one of {}", codes_of(key)))
                                    : tl::expected<std::string, std::string>(found->first);
  }
  const bool digits = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
  if (key.kind == MetadataKind::number && !digits) return wrong("a whole number");
  if (key.kind == MetadataKind::flag && value != "true" && value != "false") return wrong("true or false");
  if (key.kind == MetadataKind::date && !is_day(value)) return wrong("a day as 2025-07-02");
  if (value.empty()) return wrong("it is empty");
  if (key.length > 0 && letters(value) > key.length) return wrong(models::english("at most {} letters", key.length));
  return value;
}

Result<void> take(Metadata& metadata, const std::string& name, const Value& value, const std::string& file,
                  std::size_t line) {
  const auto& keys = metadata_keys();
  const auto key = std::ranges::find(keys, name, &MetadataKey::name);
  if (key == keys.end()) {
    std::vector<std::string> names;
    for (const MetadataKey& known : keys) names.push_back(known.name);
    return invalid(file, line, models::unknown_key(name, names));
  }
  if (!value) return invalid(file, line, models::english("the value of \"{}\" (text or a number)", name));
  auto kept = accepted(*key, *value);
  if (!kept) return invalid(file, line, kept.error());
  metadata[name] = std::move(*kept);
  return {};
}

std::string joined(const std::vector<Value>& items) {
  std::string all;
  for (const Value& item : items)
    if (item) all.append(all.empty() ? std::string_view{} : kListSeparator).append(*item);
  return all;
}

Value value_of(const toml::node& node) {
  if (auto text = node.value_exact<std::string>()) return text;
  if (const auto whole = node.value_exact<std::int64_t>()) return std::to_string(*whole);
  if (const auto truth = node.value_exact<bool>()) return *truth ? "true" : "false";
  if (const auto day = node.value_exact<toml::date>())
    return fmt::format("{:04}-{:02}-{:02}", day->year, day->month, day->day);
  if (!node.is_array()) return std::nullopt;
  std::vector<Value> items;
  for (const toml::node& item : *node.as_array()) items.push_back(value_of(item));
  return joined(items);
}

Value value_of(const nlohmann::json& json) {
  if (json.is_string()) return json.get<std::string>();
  if (json.is_number_integer()) return std::to_string(json.get<std::int64_t>());
  if (json.is_boolean()) return json.get<bool>() ? "true" : "false";
  if (!json.is_array()) return std::nullopt;
  std::vector<Value> items;
  for (const nlohmann::json& item : json) items.push_back(value_of(item));
  return joined(items);
}

Result<Metadata> parse_json(std::string_view text, const std::string& file) {
  const nlohmann::json root = nlohmann::json::parse(text, nullptr, false);
  if (!root.is_object()) return invalid(file, 0, "what stands there (a JSON object of keys and values)");
  Metadata metadata;
  for (const auto& [key, value] : root.items())
    if (auto taken = take(metadata, key, value_of(value), file, 0); !taken) return tl::make_unexpected(taken.error());
  return metadata;
}

Result<Metadata> parse_toml(std::string_view text, const std::string& file, std::string_view section) {
  Metadata metadata;
  try {
    const toml::table root = toml::parse(text);
    const toml::table* table = section.empty() ? &root : root[section].as_table();
    if (table == nullptr) return metadata;
    for (const auto& [key, node] : *table) {
      auto taken = take(metadata, std::string(key.str()), value_of(node), file, node.source().begin.line);
      if (!taken) return tl::make_unexpected(taken.error());
    }
  } catch (const toml::parse_error& error) {
    // Its description may quote what stands there.
    return invalid(file, error.source().begin.line, "what stands there (it is not TOML)");
  }
  return metadata;
}

}  // namespace

const std::vector<MetadataKey>& metadata_keys() {
  static const std::vector<MetadataKey> all = [] {
    const toml::table data = toml::parse(data::metadata_keys());
    std::vector<MetadataKey> keys;
    for (const toml::node& row : *data["keys"].as_array())
      keys.push_back(key_of(*row.as_table(), *data["codes"].as_table()));
    return keys;
  }();
  return all;
}

Result<Metadata> parse_metadata(std::string_view text, const std::string& file, std::string_view section) {
  return file.ends_with(".json") ? parse_json(text, file) : parse_toml(text, file, section);
}

Result<Metadata> read_metadata(const std::filesystem::path& file) {
  const Result<std::string> text = read_whole_file(file);
  if (!text) return tl::make_unexpected(text.error());
  return parse_metadata(*text, file.string());
}

Metadata completed(Metadata metadata) {
  const auto told = [&](const char* key) {
    const auto found = metadata.find(key);
    return found == metadata.end() ? std::string{} : found->second;
  };
  if (!told("paper_file_code").empty()) return metadata;
  if (told("archive").empty() || told("box").empty() || told("paper_number").empty()) return metadata;
  std::string place;
  for (const char* part : {"store", "shelf", "box"})
    if (const std::string value = told(part); !value.empty()) place += (place.empty() ? "" : "/") + value;
  metadata["paper_file_code"] = told("archive") + "." + place + "." + told("paper_number");
  return metadata;
}

}  // namespace hoso::storage
