// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hoso/models/dossier.h"
#include "storage/metadata/standard.h"

namespace hoso::storage {

/// A field of a standard with its value.
struct SideCarValue {
  const StandardField* field = nullptr;
  std::string value;      ///< empty: not known, or longer than the standard allows
  bool to_check = false;  ///< it comes from a field with the verdict `review`
};

struct SideCarDocument {
  int number = 0;  ///< in the record, from 1
  const models::Document* document = nullptr;
  std::vector<SideCarValue> values;
};

/// A dossier in the terms of a standard: what was told and what was read, nothing guessed.
struct SideCar {
  const MetadataStandard* standard = nullptr;
  std::vector<SideCarValue> dossier;
  std::vector<SideCarDocument> documents;  ///< without separators and blank sheets
  std::vector<std::string> missing;        ///< keys that the standard needs and nobody told, e.g. "retention"
};

/// `language`: of the reading, as Tesseract names it. The dossier must outlive the result.
SideCar side_car_of(const models::Dossier& dossier, std::string_view language,
                    const MetadataStandard& standard = metadata_standard());

}  // namespace hoso::storage
