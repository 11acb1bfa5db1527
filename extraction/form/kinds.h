// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "extraction/confidence.h"
#include "extraction/types/document_type.h"

namespace hoso::extraction {

/// What stands where a value is expected: words, of whose first one `skip_bytes` belong to the label.
struct RawValue {
  std::vector<const models::Word*> words;
  std::size_t skip_bytes = 0;
};

/// Closed lists that values are held against.
struct ValueLists {
  const DocumentType* type = nullptr;   ///< lists that rules name
  const DocumentType* rules = nullptr;  ///< "family_names"
};

/// Reads a value as what its rule says that it is; nullopt if it is nothing of that kind. Validated is what has passed
/// a check of its own: a day that exists, a province and century of a personal number, a check digit, a closed list.
std::optional<Finding> read_value(const RawValue& raw, const FieldRule& rule, const ValueLists& lists);

/// Brings a value to the form a rule asks for ("date", "digits", "upper", "decimal", "compact"); empty if it has none.
std::optional<std::string> normalised(const std::string& value, const std::string& form);

/// Personal number of 12 digits: province of birth registration, century with sex, year, serial.
bool is_personal_number(const std::string& digits);

/// Check digit of an enterprise's code, which is its tax code (NĐ 01/2021/NĐ-CP, Điều 8), without a branch's suffix.
bool is_enterprise_code(const std::string& digits);

/// Without punctuation, dotted leaders and specks at the ends.
std::string trimmed_value(const std::string& text);

}  // namespace hoso::extraction
