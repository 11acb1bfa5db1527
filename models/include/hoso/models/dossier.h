// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
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

/// A value that was considered for a field and lost.
struct Alternative {
  std::string value;      ///< NFC
  std::string why;        ///< where it comes from: "as_read" (before marks were put right), "also_found", …
  double confidence = 0;  ///< 0..1
  int page = 0;           ///< in the dossier, from 1
  Box box;                ///< on that page
  friend bool operator==(const Alternative&, const Alternative&) = default;
};

/// A value found on a page, with its evidence.
struct Field {
  std::string name;                       ///< as in data/types, e.g. "number", "issuing_agency"
  std::string value;                      ///< as printed, NFC
  std::optional<std::string> normalised;  ///< ISO date, digits only, upper case …
  double confidence = 0;                  ///< 0..1
  Verdict verdict = Verdict::review;
  FieldSource source = FieldSource::ocr;
  int page = 0;                                ///< in the dossier, from 1
  Box box;                                     ///< union of its words on that page
  std::vector<Check> checks;                   ///< in the order in which they were made
  std::vector<Alternative> alternatives = {};  ///< the likeliest first
};

/// The day by whose rules (forms, names, codes of that time) a paper was read.
struct RulesDay {
  std::string day;   ///< ISO 8601; empty: none is known, and the rules of all times hold
  bool own = false;  ///< the paper's own day; else the day of the dossier's receipt, and the paper may be older
};

/// One paper of the dossier.
struct Document {
  std::string type = "other";  ///< as Điều 7 of NĐ 30/2020 lists them without marks, or "other", "separator", "blank"
  double confidence = 0;       ///< 0..1
  std::vector<int> pages;      ///< in the dossier, from 1, ascending
  std::optional<Box> region;  ///< where several papers share a page
  std::vector<Field> fields;
  std::vector<std::string> evidence;  ///< what type and border rest on; names of patterns and pages, no values
  RulesDay rules = {};
  int duplicate_of = 0;  ///< an earlier document of the dossier, from 1, that is the same paper; 0: none
};

/// A file that is kept byte for byte beside the rendition (signed or born-digital PDF).
struct Original {
  std::filesystem::path path;  ///< where it lies now
  std::string name;            ///< its name in originals/, unique in the dossier
  std::string reason;          ///< "signed", "born_digital"
};

/// Whether a procedure's rules hold on the day of receipt.
enum class ProcedureState {
  valid,
  not_yet,  ///< its rules begin later
  expired,  ///< its rules ended before; see `replaced_by`
  unknown   ///< the catalogue of procedures has no such code
};

/// The administrative procedure that a dossier belongs to.
struct Procedure {
  std::string code;                     ///< as printed or told
  std::string name;                     ///< as the catalogue of procedures has it; empty where it is unknown
  std::string valid_from, valid_until;  ///< ISO 8601; empty: no bound
  std::string replaced_by;              ///< code of the procedure that took its place; empty: none
  ProcedureState state = ProcedureState::unknown;
};

enum class ComponentState { scanned, reused, born_digital, missing };

/// A paper that the procedure (or the receipt's list) asks for, or one that nobody asked for.
struct Component {
  std::string name;      ///< as the list has it; of what nobody asked for, its type
  bool required = true;  ///< false: it may be there
  bool surplus = false;  ///< nobody asked for it
  ComponentState state = ComponentState::missing;
  int document = 0;  ///< in the record, from 1; 0: there is none
};

/// What no paper shows and somebody told: keys of data/metadata/keys.toml and their values.
using Metadata = std::map<std::string, std::string>;

/// A dossier with everything that is known of it, ready to be stored.
struct Dossier {
  DossierName name;
  std::vector<ComposedPage> pages;  ///< by number, without a gap
  std::vector<Document> documents;
  std::vector<Original> originals;
  std::vector<std::string> ignored_files;  ///< files of the folder that are no pages, relative, NFC
  Metadata metadata;                       ///< told, not read
  std::string code;                        ///< in the system that handles the procedure; empty: not known
  std::string received;                    ///< day of receipt, ISO 8601; empty: not known
  std::optional<Procedure> procedure;      ///< none: no paper and nobody names one
  std::vector<Component> components;       ///< by the procedure's list, else by the receipt's; then what is surplus
};

}  // namespace hoso::models
