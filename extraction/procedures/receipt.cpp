// SPDX-License-Identifier: Apache-2.0
#include "extraction/procedures/receipt.h"

#include <optional>
#include <string_view>

#include "extraction/text/vietnamese.h"
#include "hoso/models/fields.h"

namespace hoso::extraction {
namespace {

/// The best value of that name in any document.
const models::Field* anywhere(const std::vector<models::Document>& documents, std::string_view name) {
  const models::Field* best = nullptr;
  for (const models::Document& document : documents) {
    const models::Field* field = models::best_field(document, name);
    if (field == nullptr) continue;
    if (best == nullptr || (best->verdict != models::Verdict::accept && field->verdict == models::Verdict::accept))
      best = field;
  }
  return best;
}

/// "H26.16-250702-0012" says the day of receipt.
std::optional<std::string> day_in_code(const std::string& code) {
  const std::size_t dash = code.find('-');
  if (dash == std::string::npos || code.size() < dash + 7) return std::nullopt;
  int number[3];
  for (int i = 0; i < 3; ++i) {
    const char ten = code[dash + 1 + 2 * static_cast<std::size_t>(i)],
               one = code[dash + 2 + 2 * static_cast<std::size_t>(i)];
    if (ten < '0' || ten > '9' || one < '0' || one > '9') return std::nullopt;
    number[i] = 10 * (ten - '0') + (one - '0');
  }
  constexpr int kCentury = 2000;
  return iso_date(number[2], number[1], kCentury + number[0]);
}

}  // namespace

std::string told(const models::Metadata& metadata, const std::string& key) {
  const auto found = metadata.find(key);
  return found == metadata.end() ? std::string{} : found->second;
}

std::string told_or_printed(const std::vector<models::Document>& documents, const models::Metadata& metadata,
                            const std::string& key, const std::string& field) {
  if (std::string value = told(metadata, key); !value.empty()) return value;
  const models::Field* printed = anywhere(documents, field.empty() ? key : field);
  return printed == nullptr ? std::string{} : printed->value;
}

std::string day_of_receipt(const std::vector<models::Document>& documents, const models::Metadata& metadata) {
  if (std::string day = told(metadata, "received"); !day.empty()) return day;
  const models::Field* printed = anywhere(documents, "received_date");
  if (printed != nullptr && printed->normalised) return *printed->normalised;
  return day_in_code(told_or_printed(documents, metadata, "dossier_code")).value_or("");
}

}  // namespace hoso::extraction
