// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/assemble.h"

#include <algorithm>

#include "extraction/agreement/agreement.h"
#include "extraction/fields.h"
#include "extraction/page/page_view.h"
#include "extraction/separation.h"

namespace hoso::extraction {
namespace {

constexpr double kBarcodeConfidence = 0.995;  // a decoded QR or Code128 has passed its own check
constexpr double kTitleOnlyConfidence = 0.9;
constexpr std::string_view kSeparator = "separator", kBlank = "blank";

models::Document separator_of(const PageGroup& group) {
  const PageView& page = *group.pages.front();
  models::Document document{.type = std::string(kSeparator), .pages = {page.number()}};
  const auto code = separator_code(*page.page);
  document.confidence = code ? kBarcodeConfidence : kTitleOnlyConfidence;
  document.evidence = {code ? "bar code" : "title"};
  if (!code) return document;
  models::Field field;
  field.name = "dossier_code";
  field.value = *code;
  field.confidence = kBarcodeConfidence;
  field.verdict = models::Verdict::accept;
  field.source = models::FieldSource::qr;
  field.page = page.number();
  for (const models::Barcode& barcode : page.page->facts.barcodes)
    if (barcode.text.ends_with(*code) && barcode.text != *code) field.box = barcode.box;
  document.fields.push_back(std::move(field));
  return document;
}

models::Document blank_of(const PageGroup& group) {
  return {.type = std::string(kBlank),
          .confidence = 0.99,
          .pages = {group.pages.front()->number()},
          .evidence = {"blank page"}};
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
  return document;
}

}  // namespace

std::vector<models::Document> assemble(const std::vector<models::ComposedPage>& pages, const DocumentTypes& types) {
  std::vector<PageView> views;
  views.reserve(pages.size());
  for (const models::ComposedPage& page : pages) views.push_back(view_of(page, types));
  std::vector<models::Document> documents;
  for (const PageGroup& group : separate(views, types)) {
    if (group.kind == PageGroup::Kind::separator)
      documents.push_back(separator_of(group));
    else if (group.kind == PageGroup::Kind::blank)
      documents.push_back(blank_of(group));
    else
      documents.push_back(paper_of(group, types));
  }
  check_agreement(documents, types);
  return documents;
}

}  // namespace hoso::extraction
