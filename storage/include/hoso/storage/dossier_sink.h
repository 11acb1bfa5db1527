// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hoso/models/api.h"
#include "hoso/models/dossier.h"

namespace hoso::storage {

/// The settings that a dossier was made with, as far as they change results.
struct ProfileFacts {
  std::string name = "default";
  std::string version;                        ///< as its author calls it; may be empty
  models::Sha256 sha256;                      ///< of the profile's file; empty where none was read
  std::map<std::string, std::string> values;  ///< key -> value in effect, wherever it came from
};

/// What produced a dossier, for its record. No time, host or path.
struct Provenance {
  std::string language;  ///< OCR language, e.g. "vie"
  ProfileFacts profile;
  std::map<std::string, std::string> tools;     ///< name -> version, e.g. "tesseract" -> "5.3.0"
  std::map<std::string, std::string> settings;  ///< options that change results -> value
  int version = 1;                              ///< one more each time that a stored dossier is read anew
  models::Sha256 previous_record;               ///< of the record.json before; empty in the first version
};

/// Something of a dossier that another one in the catalogue has: the same file, or the same paper.
struct AlreadyThere {
  std::string file;        ///< of this dossier, relative; empty: it is about a paper
  int document = 0;        ///< of this dossier, from 1; 0: it is about a file
  std::string dossier;     ///< the other one
  int their_document = 0;  ///< in it, from 1; 0: not told
};

/// What changes from run to run, for run.json.
struct RunFacts {
  std::string started_at, finished_at;  ///< ISO 8601, UTC
  std::string host;
  std::map<std::string, double> seconds_a_stage;  ///< wall seconds summed over pages
  std::vector<AlreadyThere> already_there;        ///< in the catalogue, when this dossier was stored
};

/// Answer to `open`: work in this folder; or the dossier is complete already and skipped.
struct WorkFolder {
  std::filesystem::path path;
};
struct AlreadyStored {};
using Admission = std::variant<WorkFolder, AlreadyStored>;

struct StoredDossier {
  models::DossierName name;
  std::filesystem::path folder;
  int pages = 0;
  int pages_failed = 0;
  int documents = 0;
  int fields_to_check = 0;                         ///< with the verdict `review`
  int papers_missing = 0;                          ///< that are required
  int repeated = 0;                                ///< sheets that are there twice, and papers that the catalogue knows
  std::optional<models::Error> catalogue_failure;  ///< stored, but not in the catalogue; a rebuild puts it in
};

/// Where finished dossiers go. `open` is called by one thread, the others from many at once, each dossier by one at a
/// time.
class DossierSink {
 public:
  DossierSink() = default;
  DossierSink(const DossierSink&) = delete;
  DossierSink& operator=(const DossierSink&) = delete;
  virtual ~DossierSink() = default;

  /// A dossier begins. Errors: output_exists (or somebody else works on it just now), output_unwritable, disk_full.
  virtual models::Result<Admission> open(const models::DossierName& name) = 0;
  /// A dossier is complete. All of it appears, or nothing. The work folder is gone afterwards.
  virtual models::Result<StoredDossier> store(models::Dossier dossier, const Provenance& provenance,
                                              const RunFacts& run) = 0;
  /// A dossier will not be completed: its work folder goes.
  virtual void abandon(const models::DossierName& name) = 0;
};

}  // namespace hoso::storage
