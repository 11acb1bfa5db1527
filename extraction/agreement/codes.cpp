// SPDX-License-Identifier: Apache-2.0
#include "extraction/agreement/codes.h"

#include <algorithm>
#include <cctype>

#include "extraction/agreement/comparison.h"

namespace hoso::extraction {
namespace {

constexpr double kDecoded = 0.995;  // a bar code has passed its own check
constexpr double kContradicted = 0.5;

/// "H26.16-250702-0012": agency, day, serial (TT 01/2018/TT-VPCP, Điều 19).
bool is_dossier_code(const std::string& text) {
  if (std::count(text.begin(), text.end(), '-') != 2 || text.size() > 60) return false;
  const auto first = text.find('-'), second = text.rfind('-');
  const auto digits = [&](std::size_t from, std::size_t to) {
    return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from), text.begin() + static_cast<std::ptrdiff_t>(to),
                       [](unsigned char c) { return std::isdigit(c) != 0; });
  };
  return second == first + 7 && first >= 3 && text.size() >= second + 5 && digits(first + 1, second) &&
         digits(second + 1, text.size());
}

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

}  // namespace

void check_codes(std::vector<models::Field>& fields, const PageGroup& group) {
  for (models::Field& field : fields)
    for (const PageView* page : group.pages)
      if (field.name == "dossier_code" && field.page == page->number()) check(field, *page);
}

}  // namespace hoso::extraction
