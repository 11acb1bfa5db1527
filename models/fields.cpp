// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/fields.h"

namespace hoso::models {

const Field* best_field(const Document& document, std::string_view name) {
  const Field* best = nullptr;
  for (const Field& field : document.fields) {
    if (field.name != name || field.verdict == Verdict::missing || field.value.empty()) continue;
    if (best == nullptr || (field.verdict == Verdict::accept && best->verdict != Verdict::accept)) best = &field;
  }
  return best;
}

bool is_paper(const Document& document) { return document.type != "separator" && document.type != "blank"; }

}  // namespace hoso::models
