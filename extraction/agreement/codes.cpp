// SPDX-License-Identifier: Apache-2.0
#include "extraction/agreement/codes.h"

#include <algorithm>

#include "extraction/agreement/comparison.h"
#include "extraction/text/separator_code.h"

namespace hoso::extraction {
namespace {

constexpr double kDecoded = 0.995;  // a bar code has passed its own check
constexpr double kContradicted = 0.5;

/// The code within a payload: behind the last colon ("HOSO:START:…").
std::string code_in(const std::string& payload) { return payload.substr(payload.rfind(':') + 1); }

void check(models::Field& field, const PageView& page) {
  bool another = false;
  for (const models::Barcode& barcode : page.page->facts.barcodes) {
    const std::string code = code_in(barcode.text);
    if (code == field.value) {
      note(field, {"barcode", true, 0, page.number()});
      field.confidence = std::max(field.confidence, kDecoded);
      field.verdict = models::Verdict::accept;
      return;
    }
    another = another || is_dossier_code(code);
  }
  if (!another) return;
  note(field, {"barcode", false, 0, page.number()});
  field.confidence = std::min(field.confidence, kContradicted);
  field.verdict = models::Verdict::review;
}

/// Both are sure, and cannot both be right; else the doubtful one is for review already.
void contradict(models::Field& one, std::size_t document, models::Field& other, std::size_t other_document) {
  note(one, {"agrees", false, static_cast<int>(other_document) + 1, other.page});
  note(other, {"agrees", false, static_cast<int>(document) + 1, one.page});
  if (one.verdict != models::Verdict::accept || other.verdict != models::Verdict::accept) return;
  one.verdict = other.verdict = models::Verdict::review;
}

}  // namespace

void check_codes_of_dossier(std::vector<models::Document>& documents) {
  const auto code_of = [](models::Document& document) -> models::Field* {
    const auto found = std::ranges::find(document.fields, "dossier_code", &models::Field::name);
    return found == document.fields.end() || found->value.empty() ? nullptr : &*found;
  };
  models::Field* first = nullptr;
  std::size_t of_first = 0;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    models::Field* code = code_of(documents[i]);
    if (code == nullptr) continue;
    if (first == nullptr) first = code, of_first = i;
    if (code->value != first->value) contradict(*first, of_first, *code, i);
  }
}

void check_codes(std::vector<models::Field>& fields, const PageGroup& group) {
  for (models::Field& field : fields)
    for (const PageView* page : group.pages)
      if (field.name == "dossier_code" && field.page == page->number()) check(field, *page);
}

}  // namespace hoso::extraction
