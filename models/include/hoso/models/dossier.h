// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "hoso/models/page.h"

namespace hoso::models {

enum class Verdict { accept, review, missing };
enum class FieldSource { ocr, handwriting, checkbox, qr, mrz, rule };

/// What a value was held against: a rule of its own ("check_digit", "calendar"), another field of its paper
/// ("sex_of_number"), or the same thing on another paper of the dossier ("agrees").
struct Check {
  std::string name;   ///< what was asked
  bool holds = true;  ///< false: value and check contradict each other
  int document = 0;   ///< in the dossier, from 1: where the other value stands; 0: there is none
  int page = 0;       ///< of the other value, from 1; 0: there is none
  friend bool operator==(const Check&, const Check&) = default;
};

/// A value found on a page, with its evidence.
struct Field {
  std::string name;                       ///< as in data/types, e.g. "number", "issuing_agency"
  std::string value;                      ///< as printed, NFC
  std::optional<std::string> normalised;  ///< ISO date, digits only, upper case …
  double confidence = 0;                  ///< 0..1
  Verdict verdict = Verdict::review;
  FieldSource source = FieldSource::ocr;
  int page = 0;               ///< in the dossier, from 1
  Box box;                    ///< union of its words on that page
  std::vector<Check> checks;  ///< in the order in which they were made
};

/// One paper of the dossier.
struct Document {
  std::string type = "other";  ///< as Điều 7 of NĐ 30/2020 lists them without marks, or "other", "separator", "blank"
  double confidence = 0;       ///< 0..1
  std::vector<int> pages;      ///< in the dossier, from 1, ascending
  std::optional<Box> region;  ///< where several papers share a page
  std::vector<Field> fields;
  std::vector<std::string> evidence;  ///< what type and border rest on; names of patterns and pages, no values
};

/// A file that is kept byte for byte beside the rendition (signed or born-digital PDF).
struct Original {
  std::filesystem::path path;  ///< where it lies now
  std::string name;            ///< its name in originals/, unique in the dossier
  std::string reason;          ///< "signed", "born_digital"
};

/// A dossier with everything that is known of it, ready to be stored.
struct Dossier {
  DossierName name;
  std::vector<ComposedPage> pages;  ///< by number, without a gap
  std::vector<Document> documents;
  std::vector<Original> originals;
  std::vector<std::string> ignored_files;  ///< files of the folder that are no pages, relative, NFC
};

}  // namespace hoso::models
