// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/events_json.h"

#include <chrono>
#include <cmath>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "hoso/models/error_text.h"

namespace hoso::app {
namespace {

using Json = nlohmann::ordered_json;
using Kind = pipeline::Event::Kind;

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::dossier_opened:
      return "dossier_opened";
    case Kind::page_done:
      return "page_done";
    case Kind::page_failed:
      return "page_failed";
    case Kind::dossier_stored:
      return "dossier_stored";
    case Kind::dossier_skipped:
      return "dossier_skipped";
    case Kind::dossier_failed:
      return "dossier_failed";
    case Kind::empty_folder:
      return "empty_folder";
    case Kind::file_ignored:
      return "file_ignored";
  }
  return "";
}

std::string now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

}  // namespace

Json json_of(const models::Error& error) {
  const models::ErrorText text = models::describe(error);
  return {{"code", name_of(error.code)}, {"stage", name_of(error.stage)}, {"file", error.file},
          {"page", error.page},          {"subject", error.subject},      {"message", text.sentence},
          {"remedy", text.remedy},       {"cause", error.cause}};
}

std::optional<models::Error> error_of(const nlohmann::json& json) {
  if (!json.is_object() || !json.contains("code") || !json["code"].is_string()) return std::nullopt;
  const auto text = [&](const char* key) {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : "";
  };
  const auto code = models::error_code(text("code"));
  if (!code) return std::nullopt;
  const bool paged = json.contains("page") && json["page"].is_number_integer();
  return models::Error{.code = *code,
                       .file = text("file"),
                       .page = paged ? json["page"].get<int>() : 0,
                       .subject = text("subject"),
                       .cause = text("cause")};
}

std::string in_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json json_of(const pipeline::Event& event) {
  Json json{{"event", name_of(event.kind)}, {"time", now()}, {"dossier", event.dossier}};
  if (event.page > 0) json["page"] = event.page;
  if (event.confidence) json["confidence"] = std::round(*event.confidence * 1e4) / 1e4;
  if (!event.problems.empty()) {
    json["problems"] = Json::array();
    for (const models::QualityMeasure problem : event.problems) json["problems"].push_back(name_of(problem));
  }
  if (event.barcodes_in_doubt) json["barcodes_in_doubt"] = true;
  if (event.pages_expected) json["pages_expected"] = *event.pages_expected;
  if (event.kind == Kind::dossier_stored) {
    json["pages"] = event.pages;
    json["documents"] = event.documents;
    json["fields_to_check"] = event.fields_to_check;
    json["papers_missing"] = event.papers_missing;
    json["repeated"] = event.repeated;
  }
  if (event.error) json["error"] = json_of(*event.error);
  return json;
}

Json json_of(const pipeline::Summary& summary) {
  return {{"event", "summary"},
          {"time", now()},
          {"dossiers_stored", summary.dossiers_stored},
          {"dossiers_skipped", summary.dossiers_skipped},
          {"dossiers_failed", summary.dossiers_failed},
          {"pages_admitted", summary.pages_admitted},
          {"pages_stored", summary.pages_stored},
          {"pages_failed", summary.pages_failed},
          {"documents", summary.documents},
          {"fields_to_check", summary.fields_to_check},
          {"papers_missing", summary.papers_missing},
          {"repeated", summary.repeated},
          {"pages_to_scan_again", summary.pages_to_scan_again},
          {"barcodes_in_doubt", summary.barcodes_in_doubt},
          {"stopped", summary.stopped},
          {"empty_folders", summary.empty_folders},
          {"separators_in_doubt", summary.separators_in_doubt},
          {"stack_notes", summary.stack_notes}};
}

}  // namespace hoso::app
