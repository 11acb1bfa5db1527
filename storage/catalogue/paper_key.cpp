// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/paper_key.h"

#include <algorithm>

#include "hoso/models/fields.h"
#include "hoso/models/text.h"

namespace hoso::storage {
namespace {

std::string folded_value(const models::Document& document, const char* name) {
  const models::Field* field = models::best_field(document, name);
  if (field == nullptr) return {};
  std::string text = models::folded(field->normalised.value_or(field->value));
  std::erase(text, ' ');
  std::ranges::replace(text, '|', '/');
  return text;
}

/// The paper's own number.
std::string number_of(const models::Document& document) {
  if (document.type.starts_with("cccd")) return folded_value(document, "id_number");
  for (const char* name : {"land_certificate_number", "register_number"})
    if (std::string number = folded_value(document, name); !number.empty()) return number;
  if (document.type == "dang_ky_doanh_nghiep") return folded_value(document, "enterprise_code");
  const std::string number = folded_value(document, "number"), symbol = folded_value(document, "symbol");
  return number.empty() || symbol.empty() ? std::string{} : number + "/" + symbol;
}

}  // namespace

std::string paper_key(const models::Document& document) {
  if (!models::is_paper(document) || document.type == "other") return {};
  const std::string number = number_of(document);
  if (number.empty()) return {};
  std::string owner = folded_value(document, "id_number");
  if (owner.empty()) owner = folded_value(document, "full_name");
  if (owner.empty()) owner = folded_value(document, "issuing_agency") + "/" + folded_value(document, "date");
  if (owner == "/") return {};
  return document.type + "|" + number + "|" + owner;
}

}  // namespace hoso::storage
