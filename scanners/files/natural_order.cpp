// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/natural_order.h"

#include <unicode/coll.h>
#include <unicode/unistr.h>

#include "hoso/models/text.h"

namespace hoso::scanners {

std::string shown_name(const std::filesystem::path& path) { return models::nfc(path.native()); }

struct NaturalOrder::Collator {
  std::unique_ptr<icu::Collator> icu;
};

NaturalOrder::NaturalOrder() : collator_(std::make_unique<Collator>()) {
  UErrorCode status = U_ZERO_ERROR;
  collator_->icu.reset(icu::Collator::createInstance(icu::Locale::getRoot(), status));
  if (!collator_->icu) return;
  collator_->icu->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
  collator_->icu->setAttribute(UCOL_NORMALIZATION_MODE, UCOL_ON, status);
}

NaturalOrder::~NaturalOrder() = default;

bool NaturalOrder::before(std::string_view one, std::string_view other) const {
  if (collator_->icu) {
    UErrorCode status = U_ZERO_ERROR;
    const auto piece = [](std::string_view text) {
      return icu::StringPiece(text.data(), static_cast<int32_t>(text.size()));
    };
    const UCollationResult result = collator_->icu->compareUTF8(piece(one), piece(other), status);
    if (U_SUCCESS(status) && result != UCOL_EQUAL) return result == UCOL_LESS;
  }
  return one < other;
}

}  // namespace hoso::scanners
