// SPDX-License-Identifier: Apache-2.0
#include "storage/record/record_writer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "hoso/models/error_text.h"
#include "hoso/storage/metadata_file.h"
#include "storage/metadata/side_car.h"
#include "storage/record/rounding.h"
#include "storage/record/vocabulary.h"

namespace hoso::storage {
namespace {

using Json = nlohmann::ordered_json;

// Decimals: finer than what is known of the paper, and few enough to read.
double px(double value) { return rounded(value, 2); }
double share(double value) { return rounded(value, 4); }
double degrees(double value) { return rounded(value, 4); }

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json box_json(const models::Box& box) { return Json::array({px(box.x), px(box.y), px(box.width), px(box.height)}); }

/// Row by row, so that it is read as a 3x3 matrix on column vectors: delivered pixels -> page as shown.
Json transform_json(const models::Affine& map) {
  const auto fine = [](double value) { return rounded(value, 9); };
  return Json::array({fine(map.xx), fine(map.xy), fine(map.x0), fine(map.yx), fine(map.yy), fine(map.y0), 0, 0, 1});
}

/// The error as it concerns this page: the source's name instead of a path, which would differ from place to place.
Json failure_json(const models::PageFacts& facts) {
  if (!facts.failure) return nullptr;
  models::Error error = *facts.failure;
  error.page = facts.id.number;
  error.file = facts.source.file;
  const models::ErrorText text = models::describe(error);
  return {{"code", models::name_of(error.code)},
          {"stage", models::name_of(error.stage)},
          {"file", or_null(error.file)},
          {"page", error.page},
          {"subject", or_null(error.subject)},
          {"message", text.sentence},
          {"remedy", text.remedy}};
}

Json orientation_json(const models::Orientation& orientation) {
  Json scores = Json::array();
  for (const double score : orientation.scores) scores.push_back(share(score));
  return {{"method", orientation.method.empty() ? "none" : orientation.method},
          {"confidence", share(orientation.confidence)},
          {"scores", std::move(scores)}};
}

Json barcodes_json(const std::vector<models::Barcode>& barcodes) {
  Json out = Json::array();
  for (const models::Barcode& barcode : barcodes)
    out.push_back({{"format", barcode.format}, {"text", barcode.text}, {"box", box_json(barcode.box)}});
  return out;
}

Json check_boxes_json(const std::vector<models::CheckBox>& boxes) {
  Json out = Json::array();
  for (const models::CheckBox& box : boxes)
    out.push_back({{"box", box_json(box.box)}, {"ticked", box.ticked}, {"confidence", share(box.confidence)}});
  return out;
}

Json seals_json(const std::vector<models::Seal>& seals) {
  Json out = Json::array();
  for (const models::Seal& seal : seals)
    out.push_back({{"box", box_json(seal.box)}, {"coloured", seal.coloured}, {"confidence", share(seal.confidence)}});
  return out;
}

Json machine_readable_json(const std::vector<models::MachineReadable>& zones) {
  Json out = Json::array();
  for (const models::MachineReadable& zone : zones)
    out.push_back({{"lines", zone.lines}, {"box", box_json(zone.box)}, {"confidence", share(zone.confidence)}});
  return out;
}

Json filled_gaps_json(const std::vector<models::FilledGap>& gaps) {
  Json out = Json::array();
  for (const models::FilledGap& gap : gaps) {
    out.push_back({{"kind", name_of(gap.kind)},
                   {"box", box_json(gap.box)},
                   {"digits", gap.digits},
                   {"confidence", share(gap.confidence)},
                   {"second", gap.second},
                   {"recognised", gap.recognised},
                   {"recognised_confidence", share(gap.recognised_confidence)},
                   {"by_hand", share(gap.by_hand)},
                   {"doubts", gap.doubts}});
    if (gap.days_to_signature) out.back()["days_to_signature"] = *gap.days_to_signature;
  }
  return out;
}

std::string cell_text(const models::Block& block) {
  std::string text;
  for (const models::Line& line : block.lines) text.append(text.empty() ? "" : " ").append(models::text_of(line));
  return text;
}

/// A cell; its text where there is one, with the ID that its block has in the ALTO file.
Json cell_json(const models::TableCell& cell, const models::ComposedPage& page) {
  Json out{{"row", cell.row}, {"column", cell.column}};
  if (cell.row_span > 1) out["row_span"] = cell.row_span;
  if (cell.column_span > 1) out["column_span"] = cell.column_span;
  out["box"] = box_json(cell.box);
  if (!cell.block) return out;
  const models::Block& block = page.text.blocks.at(*cell.block);
  out["text"] = cell_text(block);
  out["confidence"] = share(models::mean_confidence(models::PageText{.blocks = {block}, .tables = {}}));
  out["alto_block"] = fmt::format("p{}_b{}", page.facts.id.number, *cell.block + 1);
  return out;
}

Json tables_json(const models::ComposedPage& page) {
  Json out = Json::array();
  for (const models::Table& table : page.text.tables) {
    out.push_back({{"box", box_json(table.box)}, {"rows", table.rows}, {"columns", table.columns}});
    Json& cells = out.back()["cells"] = Json::array();
    for (const models::TableCell& cell : table.cells) cells.push_back(cell_json(cell, page));
  }
  return out;
}

Json skew_json(const models::Skew& skew) {
  Json out{{"confidence", share(skew.confidence)}, {"applied", skew.applied}};
  if (skew.range_degrees > 0) out["range_degrees"] = degrees(skew.range_degrees);
  return out;
}

/// Several papers on one image: where each lies and how it was read.
Json papers_json(const std::vector<models::ComposedPage>& papers) {
  Json out = Json::array();
  for (const models::ComposedPage& paper : papers) {
    const models::PageFacts& facts = paper.facts;
    const models::PaperPlace place = facts.place.value_or(models::PaperPlace{});
    out.push_back({{"box", box_json(place.box)},
                   {"confidence", share(place.confidence)},
                   {"width_px", facts.shown.width_px},
                   {"height_px", facts.shown.height_px},
                   {"orientation_degrees", facts.orientation.degrees},
                   {"orientation", orientation_json(facts.orientation)},
                   {"skew_degrees", degrees(facts.skew.degrees)},
                   {"skew", skew_json(facts.skew)},
                   {"to_page", transform_json(place.to_page)},
                   {"words", models::word_count(paper.text)},
                   {"failure", failure_json(facts)}});
  }
  return out;
}

Json quality_json(const std::vector<models::QualityCheck>& checks) {
  Json out = Json::object(), problems = Json::array();
  for (const models::QualityCheck& check : checks) {
    out[std::string(name_of(check.measure))] = {
        {"value", rounded(check.value, 4)}, {"limit", rounded(check.limit, 4)}, {"ok", check.ok}};
    if (!check.ok) problems.push_back(name_of(check.measure));
  }
  out["problems"] = std::move(problems);
  return out;
}

void add_geometry(Json& out, const models::PageFacts& facts) {
  out["width_px"] = facts.shown.width_px;
  out["height_px"] = facts.shown.height_px;
  out["dpi"] = Json::array({px(facts.shown_dpi), px(facts.shown_dpi)});
  out["dpi_source"] = name_of(facts.delivered_dpi.source);
  out["dpi_evidence"] = {{"confidence", share(facts.delivered_dpi.confidence)},
                         {"paper", or_null(facts.delivered_dpi.paper)}};
  out["delivered"] = {{"width_px", facts.delivered.width_px},
                      {"height_px", facts.delivered.height_px},
                      {"dpi", Json::array({px(facts.delivered_dpi.x), px(facts.delivered_dpi.y)})}};
  out["mode"] = name_of(facts.mode);
  out["bits_per_sample"] = facts.bits_per_sample;
  out["orientation_degrees"] = facts.orientation.degrees;
  out["orientation"] = orientation_json(facts.orientation);
  out["skew_degrees"] = degrees(facts.skew.degrees);
  out["skew"] = skew_json(facts.skew);
  out["transform"] = transform_json(facts.transform);
}

/// Whether the letters are the file's own, and what that rests on.
void add_text_source(Json& out, const models::PageFacts& facts) {
  out["text_source"] = name_of(facts.text_layer ? facts.text_layer->used : models::TextSource::read);
  if (!facts.text_layer) return;
  out["text_layer"] = {{"words", facts.text_layer->words},
                       {"placed", share(facts.text_layer->placed)},
                       {"agreement", share(facts.text_layer->agreement)},
                       {"marked_agreement", share(facts.text_layer->marked_agreement)}};
}

void add_marks(Json& out, const models::PageFacts& facts) {
  out["marks"] = Json::array();
  for (const models::Box& mark : facts.marks) out["marks"].push_back(box_json(mark));
}

Json page_json(const models::ComposedPage& page) {
  const models::PageFacts& facts = page.facts;
  const std::size_t words = models::word_count(page.text);
  Json out;
  out["number"] = facts.id.number;
  out["source"] = {
      {"file", facts.source.file}, {"index", facts.source.index}, {"sha256", or_null(facts.source.sha256.hex)}};
  add_geometry(out, facts);
  out["blank"] = facts.blank;
  out["blank_evidence"] = {{"ink_coverage", rounded(facts.blank_evidence.ink_coverage, 6)},
                           {"text_components", facts.blank_evidence.text_components},
                           {"words", facts.blank_evidence.words},
                           {"mirrored_words", facts.blank_evidence.mirrored_words}};
  out["words"] = words;
  out["mean_word_confidence"] = words == 0 ? Json(nullptr) : Json(share(models::mean_confidence(page.text)));
  add_text_source(out, facts);
  out["embedding"] = name_of(facts.embedding);
  out["embedding_note"] = or_null(facts.embedding_note);
  out["image_sha256"] = or_null(facts.image_sha256.hex);
  out["look"] = facts.look ? Json(fmt::format("{:016x}", *facts.look)) : Json(nullptr);
  if (facts.duplicate_of > 0) out["duplicate_of"] = facts.duplicate_of;
  add_marks(out, facts);
  out["barcodes"] = barcodes_json(facts.barcodes);
  if (!facts.seals.empty()) out["seals"] = seals_json(facts.seals);
  if (!facts.check_boxes.empty()) out["check_boxes"] = check_boxes_json(facts.check_boxes);
  if (!facts.machine_readable.empty()) out["machine_readable"] = machine_readable_json(facts.machine_readable);
  if (!page.text.tables.empty()) out["tables"] = tables_json(page);
  if (!page.papers.empty()) out["papers"] = papers_json(page.papers);
  if (!facts.filled_gaps.empty()) out["filled_gaps"] = filled_gaps_json(facts.filled_gaps);
  if (!facts.quality.empty()) out["quality"] = quality_json(facts.quality);
  out["notes"] = facts.notes;
  out["failure"] = failure_json(facts);
  return out;
}

Json checks_json(const std::vector<models::Check>& checks) {
  Json out = Json::array();
  for (const models::Check& check : checks) {
    Json one{{"name", check.name}, {"holds", check.holds}};
    if (check.document > 0) one["document"] = check.document;
    if (check.page > 0) one["page"] = check.page;
    out.push_back(std::move(one));
  }
  return out;
}

Json alternatives_json(const std::vector<models::Alternative>& alternatives) {
  Json out = Json::array();
  for (const models::Alternative& other : alternatives) {
    Json one{{"value", other.value}, {"why", other.why}, {"confidence", share(other.confidence)}};
    if (other.page > 0) one["page"] = other.page;
    if (other.page > 0 && !other.box.empty()) one["box"] = box_json(other.box);
    out.push_back(std::move(one));
  }
  return out;
}

Json field_json(const models::Field& field) {
  const bool found = field.page > 0;
  Json out{{"name", field.name},
           {"value", field.value},
           {"normalised", field.normalised ? Json(*field.normalised) : Json(nullptr)},
           {"confidence", share(field.confidence)},
           {"verdict", name_of(field.verdict)},
           {"source", name_of(field.source)},
           {"page", found ? Json(field.page) : Json(nullptr)},
           {"box", found && !field.box.empty() ? box_json(field.box) : Json(nullptr)}};
  if (!field.checks.empty()) out["checks"] = checks_json(field.checks);
  if (!field.alternatives.empty()) out["alternatives"] = alternatives_json(field.alternatives);
  return out;
}

Json document_json(const models::Document& document) {
  Json out{{"type", document.type}, {"confidence", share(document.confidence)}, {"pages", document.pages}};
  if (document.region) out["region"] = box_json(*document.region);
  if (document.duplicate_of > 0) out["duplicate_of"] = document.duplicate_of;
  if (!document.rules.day.empty())
    out["rules"] = {{"day", document.rules.day}, {"of", document.rules.own ? "paper" : "receipt"}};
  out["fields"] = Json::array();
  for (const models::Field& field : document.fields) out["fields"].push_back(field_json(field));
  out["evidence"] = document.evidence;
  return out;
}

Json head_json(const models::Dossier& dossier, const Provenance& provenance,
               const std::map<std::string, models::Sha256>& originals) {
  Json head = Json::object();
  head["name"] = dossier.name.text();
  if (!dossier.code.empty()) head["code"] = dossier.code;
  if (!dossier.received.empty()) head["received"] = dossier.received;
  if (dossier.procedure) head["procedure"] = dossier.procedure->code;
  head["profile"] = provenance.profile.name;
  head["language"] = provenance.language;
  head["profile_version"] = or_null(provenance.profile.version);
  head["profile_sha256"] = or_null(provenance.profile.sha256.hex);
  head["profile_values"] = provenance.profile.values.empty() ? Json::object() : Json(provenance.profile.values);
  head["tools"] = provenance.tools.empty() ? Json::object() : Json(provenance.tools);
  head["settings"] = provenance.settings.empty() ? Json::object() : Json(provenance.settings);
  head["originals"] = Json::array();
  for (const models::Original& original : dossier.originals) {
    const auto hash = originals.find(original.name);
    head["originals"].push_back({{"file", "originals/" + original.name},
                                 {"reason", original.reason},
                                 {"sha256", hash == originals.end() ? Json(nullptr) : or_null(hash->second.hex)}});
  }
  head["ignored_files"] = dossier.ignored_files;
  if (provenance.version > 1) {
    head["version"] = provenance.version;
    head["previous_record_sha256"] = or_null(provenance.previous_record.hex);
  }
  return head;
}

Json procedure_json(const models::Procedure& procedure) {
  return {{"code", procedure.code},
          {"name", or_null(procedure.name)},
          {"state", name_of(procedure.state)},
          {"valid_from", or_null(procedure.valid_from)},
          {"valid_until", or_null(procedure.valid_until)},
          {"replaced_by", or_null(procedure.replaced_by)}};
}

Json component_json(const models::Component& component) {
  Json out{{"name", component.name}, {"required", component.required}, {"surplus", component.surplus}};
  out["state"] = name_of(component.state);
  out["document"] = component.document > 0 ? Json(component.document) : Json(nullptr);
  return out;
}

Json archive_json(const models::Dossier& dossier, const std::string& language) {
  Json out = Json::object();
  for (const MetadataKey& key : metadata_keys())
    if (const auto told = dossier.metadata.find(key.name); told != dossier.metadata.end()) out[key.name] = told->second;
  out["missing"] = side_car_of(dossier, language).missing;
  return out;
}

/// Bytes that are no UTF-8 become U+FFFD instead of an exception.
std::string text_of(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

/// `"name": [` and an element a line.
template <typename Elements, typename ToJson>
void append_list(std::string& out, const char* name, const Elements& elements, ToJson to_json) {
  out.append(" \"").append(name).append("\": [");
  const char* separator = "\n  ";
  for (const auto& element : elements) {
    out.append(separator).append(text_of(to_json(element)));
    separator = ",\n  ";
  }
  out.append(elements.empty() ? "]" : "\n ]");
}

}  // namespace

std::string record_json(const models::Dossier& dossier, const Provenance& provenance,
                        const std::map<std::string, models::Sha256>& originals) {
  std::string out = "{\n \"schema_version\": " + std::to_string(kRecordSchemaVersion) + ",\n \"dossier\": ";
  out += text_of(head_json(dossier, provenance, originals));
  out += ",\n";
  append_list(out, "pages", dossier.pages, page_json);
  out += ",\n";
  append_list(out, "documents", dossier.documents, document_json);
  if (dossier.procedure) out += ",\n \"procedure\": " + text_of(procedure_json(*dossier.procedure));
  if (!dossier.components.empty()) {
    out += ",\n";
    append_list(out, "components", dossier.components, component_json);
  }
  out += ",\n \"archive\": " + text_of(archive_json(dossier, provenance.language));
  out += "\n}\n";
  return out;
}

std::string run_json(const models::DossierName& name, const RunFacts& run,
                     const std::map<std::string, FileFixity>& outputs) {
  Json out{
      {"schema_version", kRecordSchemaVersion},  {"dossier", name.text()},    {"started_at", or_null(run.started_at)},
      {"finished_at", or_null(run.finished_at)}, {"host", or_null(run.host)}, {"seconds_a_stage", Json::object()},
      {"already_there", Json::array()},          {"outputs", Json::object()}};
  for (const AlreadyThere& there : run.already_there) {
    Json one = Json::object();
    if (there.document > 0)
      one["document"] = there.document;
    else
      one["file"] = there.file;
    one["dossier"] = there.dossier;
    if (there.their_document > 0) one["their_document"] = there.their_document;
    out["already_there"].push_back(std::move(one));
  }
  for (const auto& [stage, seconds] : run.seconds_a_stage) out["seconds_a_stage"][stage] = rounded(seconds, 3);
  for (const auto& [file, fixity] : outputs)
    out["outputs"][file] = {{"sha256", fixity.sha256.hex}, {"bytes", fixity.bytes}};
  return text_of(out, 1) + "\n";
}

}  // namespace hoso::storage
