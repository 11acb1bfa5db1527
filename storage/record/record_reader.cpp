// SPDX-License-Identifier: Apache-2.0
#include "storage/record/record_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "storage/record/files.h"
#include "storage/record/record_writer.h"
#include "storage/record/vocabulary.h"

namespace hoso::storage {
namespace {

using Json = nlohmann::json;
using models::ErrorCode;
using models::Result;
using models::Stage;

/// The member of that name, or a null.
const Json& member(const Json& object, const char* name) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

std::string text(const Json& object, const char* name) {
  const Json& value = member(object, name);
  return value.is_string() ? value.get<std::string>() : std::string{};
}

/// Numbers are taken as double first: a whole number out of range must not overflow.
double number(const Json& value) { return value.is_number() ? value.get<double>() : 0; }
double number(const Json& object, const char* name) { return number(member(object, name)); }

int whole_number(const Json& value) {
  constexpr double kMost = 1e9;
  const double given = number(value);
  return given >= -kMost && given <= kMost ? static_cast<int>(given) : 0;
}
int whole_number(const Json& object, const char* name) { return whole_number(member(object, name)); }

/// Calls `take` with each element of the array of that name.
template <typename Take>
void for_each(const Json& object, const char* name, Take take) {
  const Json& array = member(object, name);
  if (array.is_array())
    for (const Json& element : array) take(element);
}

std::optional<models::Box> box(const Json& value) {
  if (!value.is_array() || value.size() != 4) return std::nullopt;
  return models::Box{number(value[0]), number(value[1]), number(value[2]), number(value[3])};
}

RecordPage page(const Json& json) {
  const Json& source = member(json, "source");
  const Json& failure = member(json, "failure");
  const Json& dpi = member(json, "dpi");
  const Json& blank = member(json, "blank");
  const Json& confidence = member(json, "mean_word_confidence");
  RecordPage out{.number = whole_number(json, "number"),
                 .source = {text(source, "file"), whole_number(source, "index"), {text(source, "sha256")}},
                 .size = {whole_number(json, "width_px"), whole_number(json, "height_px")},
                 .dpi = dpi.is_array() && !dpi.empty() ? number(dpi[0]) : 0,
                 .orientation_degrees = whole_number(json, "orientation_degrees"),
                 .skew_degrees = number(json, "skew_degrees"),
                 .blank = blank.is_boolean() && blank.get<bool>(),
                 .failure_code = text(failure, "code"),
                 .failure_message = text(failure, "message")};
  if (confidence.is_number()) out.mean_word_confidence = number(confidence);
  for_each(json, "barcodes", [&](const Json& b) {
    out.barcodes.push_back({text(b, "format"), text(b, "text"), box(member(b, "box")).value_or(models::Box{})});
  });
  return out;
}

models::Field field(const Json& json) {
  models::Field out{.name = text(json, "name"),
                    .value = text(json, "value"),
                    .confidence = number(json, "confidence"),
                    .verdict = verdict_named(text(json, "verdict")).value_or(models::Verdict::review),
                    .source = field_source_named(text(json, "source")).value_or(models::FieldSource::ocr),
                    .page = whole_number(json, "page"),
                    .box = box(member(json, "box")).value_or(models::Box{})};
  if (member(json, "normalised").is_string()) out.normalised = text(json, "normalised");
  for_each(json, "checks", [&](const Json& c) {
    const Json& holds = member(c, "holds");
    out.checks.push_back({.name = text(c, "name"),
                          .holds = holds.is_boolean() && holds.get<bool>(),
                          .document = whole_number(c, "document"),
                          .page = whole_number(c, "page")});
  });
  return out;
}

models::Document document(const Json& json) {
  models::Document out{
      .type = text(json, "type"), .confidence = number(json, "confidence"), .region = box(member(json, "region"))};
  out.duplicate_of = whole_number(json, "duplicate_of");
  const Json& rules = member(json, "rules");
  out.rules = {.day = text(rules, "day"), .own = text(rules, "of") == "paper"};
  for_each(json, "pages", [&](const Json& n) { out.pages.push_back(whole_number(n)); });
  for_each(json, "fields", [&](const Json& f) { out.fields.push_back(field(f)); });
  for_each(json, "evidence", [&](const Json& e) {
    if (e.is_string()) out.evidence.push_back(e.get<std::string>());
  });
  return out;
}

models::Component component(const Json& json) {
  const auto truth = [&](const char* name) {
    const Json& value = member(json, name);
    return value.is_boolean() && value.get<bool>();
  };
  return {.name = text(json, "name"),
          .required = truth("required"),
          .surplus = truth("surplus"),
          .state = component_state_named(text(json, "state")).value_or(models::ComponentState::missing),
          .document = whole_number(json, "document")};
}

tl::unexpected<models::Error> damaged(const std::string& file, const char* cause) {
  return models::failure({.code = ErrorCode::damaged, .stage = Stage::store, .file = file, .cause = cause});
}

}  // namespace

Result<Record> parse_record(std::string_view json, const std::string& file) {
  const Json root = Json::parse(json, nullptr, false);
  if (!root.is_object()) return damaged(file, "not a JSON object");
  Record record{.schema_version = whole_number(root, "schema_version")};
  if (record.schema_version != kRecordSchemaVersion) return damaged(file, "not a record of version 1");
  const Json& head = member(root, "dossier");
  const Result<models::DossierName> name = models::DossierName::from(text(head, "name"));
  if (!name) return damaged(file, "the dossier has no valid name");
  record.name = *name;
  record.version = std::max(1, whole_number(head, "version"));
  record.language = text(head, "language");
  record.profile = text(head, "profile");
  record.code = text(head, "code");
  record.received = text(head, "received");
  record.procedure = text(head, "procedure");
  record.office = text(member(root, "archive"), "office");
  for_each(root, "components", [&](const Json& c) { record.components.push_back(component(c)); });
  for_each(head, "originals", [&](const Json& o) { record.originals.push_back(text(o, "file")); });
  for_each(root, "pages", [&](const Json& p) { record.pages.push_back(page(p)); });
  for_each(root, "documents", [&](const Json& d) { record.documents.push_back(document(d)); });
  int expected = 0;
  for (const RecordPage& p : record.pages)
    if (p.number != ++expected) return damaged(file, "the pages are not numbered from 1 without a gap");
  if (record.pages.empty()) return damaged(file, "there are no pages");
  return record;
}

Result<Record> read_record(const std::filesystem::path& dossier_folder) {
  const std::filesystem::path path = dossier_folder / "record.json";
  const Result<std::string> bytes = read_whole_file(path);
  if (bytes) return parse_record(*bytes, path.string());
  if (bytes.error().code != ErrorCode::file_not_found) return tl::make_unexpected(bytes.error());
  return models::failure(
      {.code = ErrorCode::dossier_not_found, .stage = Stage::store, .subject = dossier_folder.filename().string()});
}

Result<std::vector<std::string>> read_page_texts(const std::filesystem::path& dossier_folder,
                                                 const models::DossierName& name) {
  Result<std::string> bytes = read_whole_file(dossier_folder / (name.text() + ".txt"));
  if (!bytes) return tl::make_unexpected(bytes.error());
  std::vector<std::string> pages;
  for (std::size_t begin = 0, end = 0; (end = bytes->find('\f', begin)) != std::string::npos; begin = end + 1)
    pages.push_back(bytes->substr(begin, end - begin));
  return pages;
}

std::string read_stored_at(const std::filesystem::path& dossier_folder) {
  const Result<std::string> bytes = read_whole_file(dossier_folder / "run.json");
  if (!bytes) return {};
  return text(Json::parse(*bytes, nullptr, false), "finished_at");
}

}  // namespace hoso::storage
