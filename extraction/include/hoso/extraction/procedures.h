// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hoso/extraction/assemble.h"
#include "hoso/models/dossier.h"
#include "hoso/models/error.h"

/// The administrative procedures that an office handles, with the papers that each asks for (docs/procedures.md).
namespace hoso::extraction {

struct RequiredPaper {
  std::string name;      ///< as the procedure's list has it, NFC
  bool required = true;  ///< false: "nếu có"
  std::string type;      ///< document type, where it was told; empty: it follows from the name
};

/// A procedure as it holds during a time. One code may have several, which follow each other.
struct ProcedureEntry {
  std::string code;                     ///< "1.004194"
  std::string name;                     ///< NFC
  std::string valid_from, valid_until;  ///< ISO 8601; empty: no bound
  std::string replaced_by;              ///< code; empty: none
  std::vector<RequiredPaper> papers;
};

class Procedures {
 public:
  Procedures() = default;
  explicit Procedures(std::vector<ProcedureEntry> entries);
  /// The entry for a code as printed ("1.004194.000.00.00.H26" is 1.004194) on a day: that which holds then, else the
  /// last that began before, else the first; null: no such code. An empty day: the last.
  [[nodiscard]] const ProcedureEntry* find(std::string_view code, std::string_view day) const;
  /// Adds entries; one of the same code and first day takes the place of what is there.
  void merge(std::vector<ProcedureEntry> entries);
  /// By code and first day.
  [[nodiscard]] std::vector<ProcedureEntry> entries() const;
  [[nodiscard]] std::size_t size() const;

 private:
  std::map<std::string, std::map<std::string, ProcedureEntry>, std::less<>> by_code_;  // code -> first day -> entry
};

/// Reads a list: JSON where `file` ends with .json, else CSV with a line of column names. Error: procedures_invalid for
/// the first fault, with file and line.
models::Result<std::vector<ProcedureEntry>> parse_procedures(std::string_view text, const std::string& file);
/// The same of a file. Errors: file_not_found, file_unreadable, procedures_invalid.
models::Result<std::vector<ProcedureEntry>> read_procedures(const std::filesystem::path& file);
/// The list as JSON, an entry a line, as `parse_procedures` reads it.
std::string procedures_json(const std::vector<ProcedureEntry>& entries);

/// Fills in code, day of receipt, procedure and components of a dossier whose documents are known.
void add_procedure(models::Dossier& dossier, const Procedures& procedures, const DocumentTypes& types);

}  // namespace hoso::extraction
