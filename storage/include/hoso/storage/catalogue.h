// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "hoso/models/api.h"
#include "hoso/models/error.h"
#include "hoso/models/names.h"
#include "hoso/storage/dossier_sink.h"

namespace hoso::storage {

struct FindOptions {
  /// Words, "phrases in quotes", word*; with tone marks exact, without any. Fields as NAME:VALUE: so:12/QĐ-UBND,
  /// nguoi-ky:"Trần Hoàng Tuấn", loai:quyet_dinh, tu:2024-01, den:2024-06, ho-so:NAME, or the name of a field.
  std::string words;
  bool by_relevance = false;  ///< else newest first
  int limit = 20;
  int offset = 0;
};

struct Hit {
  std::string dossier;
  int page = 0;
  std::string document_type;
  std::string line;  ///< the snippet, the words found between U+2039 and U+203A: ‹quyết định›
};

struct FindResult {
  std::vector<Hit> hits;
  long total = 0;  ///< all pages that match
};

/// A dossier as a list shows it.
struct DossierEntry {
  std::string name;
  std::string stored_at;  ///< ISO 8601, UTC; may be empty
  long pages = 0, documents = 0;
  long fields_to_check = 0;  ///< with the verdict `review`
  long pages_failed = 0;
};

/// A document with what is known of it.
struct DocumentEntry {
  struct Field {
    std::string name, value, normalised, verdict;
    double confidence = 0;
    int page = 0;  ///< 0: on none
  };
  std::string dossier, stored_at;
  int number = 0;  ///< in its dossier, from 1
  std::string type;
  double confidence = 0;
  int first_page = 0, last_page = 0;
  std::vector<Field> fields;
};

/// A row of the report: what was digitised, of all, of a month, an office or a type.
struct ReportRow {
  std::string by;   ///< "all", "month", "office", "type"
  std::string key;  ///< "2025-07"; empty: all, or not told
  long dossiers = 0, documents = 0, pages = 0;
  long pages_failed = 0;
  long with_list = 0;  ///< dossiers of which is known which papers they need; not by type
  long complete = 0;   ///< of these, those that have all
  long fields_accepted = 0, fields_to_check = 0;
};

struct CatalogueSize {
  long dossiers = 0, documents = 0, pages = 0, fields = 0;
};

/// The searchable catalogue of an output folder (SQLite, WAL, FTS5). A view of the records that can always be made
/// anew. One object, one thread; several processes may write at once and wait for each other (busy timeout 30 s).
/// Errors: catalogue_*.
class HOSO_API Catalogue {
 public:
  /// Opens or makes `folder`/catalogue.db.
  static models::Result<Catalogue> open(const std::filesystem::path& folder);
  /// Opens only what exists. Errors: catalogue_missing, catalogue_damaged.
  static models::Result<Catalogue> open_existing(const std::filesystem::path& folder);
  Catalogue(Catalogue&&) noexcept;
  Catalogue& operator=(Catalogue&&) noexcept;
  ~Catalogue();

  /// Adds or replaces a dossier from its folder's record.json and <dossier>.txt, in one transaction.
  models::Result<void> add(const std::filesystem::path& dossier_folder);
  /// Makes everything anew from the records of the folder, also where the catalogue is damaged or missing, and puts it
  /// in the old one's place at once; others may search and add meanwhile. Returns how many dossiers. Error: damaged or
  /// file_unreadable, for the first record that cannot be read; the others are in the new catalogue then.
  static models::Result<int> rebuild(const std::filesystem::path& folder);
  models::Result<int> rebuild();
  [[nodiscard]] models::Result<FindResult> find(const FindOptions& options) const;
  /// All dossiers, newest first.
  [[nodiscard]] models::Result<std::vector<DossierEntry>> dossiers() const;
  /// Gives all documents to `take`, oldest dossier first, in their order.
  models::Result<void> for_each_document(const std::function<void(const DocumentEntry&)>& take) const;
  /// Files and papers of a dossier that others here have (same bytes; same type, number and owner or issuer).
  [[nodiscard]] models::Result<std::vector<AlreadyThere>> already_there(const models::Dossier& dossier) const;
  /// All together, then by month (of receipt, else of storing), by office and by type.
  [[nodiscard]] models::Result<std::vector<ReportRow>> report() const;
  [[nodiscard]] models::Result<CatalogueSize> size() const;
  [[nodiscard]] models::Result<bool> contains(const models::DossierName& name) const;

 private:
  struct Implementation;
  explicit Catalogue(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace hoso::storage
