// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/assemble.h"

#include <algorithm>

#include "extraction/agreement/agreement.h"
#include "extraction/agreement/times.h"
#include "extraction/fields.h"
#include "extraction/page/page_view.h"
#include "extraction/procedures/receipt.h"
#include "extraction/rules_of_the_day.h"
#include "extraction/separation.h"
#include "extraction/text/separator_code.h"

namespace hoso::extraction {
namespace {

constexpr double kBarcodeConfidence = 0.995;  // a decoded QR or Code128 has passed its own check
constexpr double kTitleOnlyConfidence = 0.9;
constexpr std::string_view kSeparator = "separator", kBlank = "blank";

/// What a separator sheet says in print, where its code could not be read.
std::vector<models::Field> printed_fields(const PageView& page, const DocumentTypes& types) {
  PageGroup group;
  group.kind = PageGroup::Kind::paper;
  group.pages = {&page};
  group.classification.type = types.find(kSeparator);
  return fields_of(group, types);
}

models::Document separator_of(const PageGroup& group, const DocumentTypes& types) {
  const PageView& page = *group.pages.front();
  models::Document document{.type = std::string(kSeparator), .pages = {page.number()}};
  const std::vector<std::string> codes = separator_codes(page.page->facts.barcodes);
  document.confidence = !codes.empty() || page.patch ? kBarcodeConfidence : kTitleOnlyConfidence;
  document.evidence = {!codes.empty() ? "bar code" : page.patch ? "patch code" : "title"};
  if (codes.empty() && !page.patch) document.fields = printed_fields(page, types);
  if (codes.empty()) return document;
  models::Field field;
  field.name = "dossier_code";
  field.value = codes.front();
  field.confidence = kBarcodeConfidence / static_cast<double>(codes.size());
  field.verdict = codes.size() == 1 ? models::Verdict::accept : models::Verdict::review;
  field.source = models::FieldSource::qr;
  field.page = page.number();
  for (const models::Barcode& barcode : page.page->facts.barcodes) {
    const bool starts = barcode.text.starts_with(kSeparatorPrefix);
    const std::string code = starts ? barcode.text.substr(kSeparatorPrefix.size()) : "";
    if (code == field.value) field.box = barcode.box;
    if (starts && code != field.value && is_separator_code(code))
      field.alternatives.push_back({code, "also_found", field.confidence, page.number(), barcode.box});
  }
  document.fields.push_back(std::move(field));
  return document;
}

models::Document blank_of(const PageGroup& group) {
  return {.type = std::string(kBlank),
          .confidence = 0.99,
          .pages = {group.pages.front()->number()},
          .evidence = {"blank page"}};
}

models::Field field_of(const StampedMark& stamp, int page) {
  models::Field field;
  field.name = stamp.field;
  field.value = stamp.finding.value;
  field.confidence = stamp.finding.confidence;
  field.verdict = verdict_of(stamp.finding);
  field.page = page;
  field.box = stamp.finding.box;
  return field;
}

models::Document paper_of(const PageGroup& group, const DocumentTypes& types) {
  models::Document document;
  if (group.classification.type != nullptr) document.type = group.classification.type->name;
  document.confidence = group.classification.confidence * group.border_confidence;
  for (const PageView* page : group.pages) document.pages.push_back(page->number());
  document.evidence = group.classification.evidence;
  document.evidence.insert(document.evidence.end(), group.evidence.begin(), group.evidence.end());
  document.region = group.region;
  document.fields = fields_of(group, types);
  for (const PageView* page : group.pages) {
    for (const StampedMark& stamp : page->stamps) document.fields.push_back(field_of(stamp, page->number()));
    if (page->false_code)
      document.evidence.push_back("the separator's code on page " + std::to_string(page->number()) +
                                  " stands in print and separates nothing");
    if (page->odd_code)
      document.evidence.push_back("what begins as a separator's code on page " + std::to_string(page->number()) +
                                  " is none");
  }
  return document;
}

/// From the frame of one of several papers to that of their page.
void put_on_page(models::Document& document, const models::PaperPlace& place) {
  document.region = place.box;
  for (models::Field& field : document.fields) {
    if (!field.box.empty()) field.box = models::mapped(place.to_page, field.box);
    for (models::Alternative& other : field.alternatives)
      if (!other.box.empty()) other.box = models::mapped(place.to_page, other.box);
  }
}

models::Document document_of(const PageGroup& group, const DocumentTypes& types) {
  if (group.kind == PageGroup::Kind::separator) return separator_of(group, types);
  return group.kind == PageGroup::Kind::blank ? blank_of(group) : paper_of(group, types);
}

/// A title of another time stands on the paper all the same: for somebody to look at.
void keep_title(const models::Document& before, models::Document& document) {
  const auto is_title = [](const models::Field& field) { return field.name == "type_name"; };
  const auto title = std::ranges::find_if(before.fields, is_title);
  if (before.type != document.type || title == before.fields.end() || std::ranges::any_of(document.fields, is_title))
    return;
  models::Field kept = *title;
  kept.verdict = models::Verdict::review;
  kept.checks.push_back({.name = "in_use", .holds = false});
  document.fields.insert(document.fields.begin(), std::move(kept));
}

/// A paper was read by the rules of all times, since they find its day. Where some do not hold then, it is read again.
void hold_to_its_day(models::Document& document, const PageGroup& group, const DocumentTypes& types,
                     const SeparationOptions& separation, const std::string& received) {
  if (group.kind != PageGroup::Kind::paper || group.classification.type == nullptr) return;
  const models::RulesDay day = rules_day(document, *group.classification.type, received);
  if (!group.classification.type->holds_whole(day)) {
    const SeenAgain again = see_by_rules_of(day, group, types, separation);
    models::Document newer = paper_of(again.group, *again.types);
    keep_title(document, newer);
    document = std::move(newer);
  }
  document.rules = day;
  if (const DocumentType* type = types.find(document.type); type != nullptr) check_times(document, *type);
}

/// Each page, or each of the papers on it.
std::vector<PageView> views_of(const std::vector<models::ComposedPage>& pages, const DocumentTypes& types,
                               const SeparationOptions& separation) {
  std::vector<PageView> views;
  for (const models::ComposedPage& page : pages) {
    if (page.papers.empty()) views.push_back(view_of(page, types, separation));
    for (const models::ComposedPage& paper : page.papers) views.push_back(view_of(paper, types, separation));
  }
  return views;
}

}  // namespace

std::optional<models::Error> secret_sheet(const models::Dossier& dossier) {
  for (const models::Document& document : dossier.documents)
    for (const models::Field& field : document.fields) {
      if (field.name != "secrecy") continue;
      models::Error error{.code = models::ErrorCode::secret_paper,
                          .stage = models::Stage::extract,
                          .page = field.page,
                          .subject = field.value};
      for (const models::ComposedPage& page : dossier.pages)
        if (page.facts.id.number == field.page) error.file = page.facts.source.file;
      return error;
    }
  return std::nullopt;
}

std::vector<models::Document> assemble(const std::vector<models::ComposedPage>& pages, const DocumentTypes& types,
                                       const SeparationOptions& separation, const models::Metadata& told) {
  const std::vector<PageView> views = views_of(pages, types, separation);
  const std::vector<PageGroup> groups = separate(views, types, separation);
  std::vector<models::Document> documents;
  for (const PageGroup& group : groups) documents.push_back(document_of(group, types));
  const std::string received = day_of_receipt(documents, told);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    hold_to_its_day(documents[i], groups[i], types, separation, received);
    if (const auto& place = groups[i].pages.front()->page->facts.place) put_on_page(documents[i], *place);
  }
  check_agreement(documents, types);
  return documents;
}

}  // namespace hoso::extraction
