// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "hoso/extraction/separation_options.h"
#include "hoso/models/api.h"
#include "hoso/models/dossier.h"
#include "hoso/scanners/page_source.h"
#include "hoso/storage/dossier_sink.h"
#include "hoso/storage/folder_sink.h"

/// The public call of the library: pages in, stored dossiers out.
namespace hoso::pipeline {

/// Who reads the pages.
enum class RecogniserKind {
  native,     ///< hoso finds the lines and computes the network itself (libtesseract where the model needs it)
  tesseract,  ///< libtesseract finds and reads the lines
  stub        ///< invents the same text for every page: for load tests of everything else
};

struct Options {
  std::string language = "vie";  ///< OCR language as Tesseract names it, any installed one, several joined by '+'
  std::string model_folder;      ///< folder with *.traineddata; empty: hoso's own model for "vie", else Tesseract's
  std::filesystem::path words;   ///< UTF-8 file of names and terms that the reading shall know, one a line; empty: none
  RecogniserKind recogniser = RecogniserKind::native;
  storage::ProfileFacts profile;  ///< for the record only: nothing is set by it
  storage::PdfaLevel level = storage::PdfaLevel::a2u;
  int threads = 0;                                   ///< 0: one a core
  std::uint64_t memory_budget_bytes = 320ull << 20;  ///< for pages in work; one page that needs more runs alone
  bool find_orientation = true;
  bool deskew = true;
  double render_dpi = 300;        ///< for PDF pages of text and drawings
  models::QualityLimits quality;  ///< what an image must be to be well
  bool split_stacks = false;      ///< a separator sheet begins a dossier that is named as its code
  bool stop_at_secrets = true;    ///< a dossier with a sheet marked MẬT, TỐI MẬT or TUYỆT MẬT is not stored
  extraction::SeparationOptions separation;  ///< how a stack is cut into papers
  models::Metadata metadata;                 ///< told of every dossier; what its own dossier.toml says comes first
  std::filesystem::path procedures;          ///< the catalogue of procedures (`hoso procedures import`); empty: none
  std::filesystem::path document_types;      ///< folder with further document types; empty: those that ship
};

/// What happened, told while it happens, by one thread at a time.
struct Event {
  enum class Kind {
    dossier_opened,
    page_done,
    page_failed,
    dossier_stored,
    dossier_skipped,
    dossier_failed,
    empty_folder,
    file_ignored
  };
  Kind kind = Kind::page_done;
  std::string dossier;                 ///< or the folder or file it is about
  int page = 0;                        ///< from 1
  std::optional<models::Error> error;  ///< page_failed, dossier_failed; dossier_stored: it is not in the catalogue yet
  int pages = 0;                       ///< dossier_stored: pages in it
  int documents = 0;                   ///< dossier_stored
  int fields_to_check = 0;             ///< dossier_stored: fields with the verdict `review`
  int papers_missing = 0;              ///< dossier_stored: papers that the procedure asks for
  int repeated = 0;                    ///< dossier_stored: sheets twice in it, and papers that the catalogue knows
  std::optional<double> confidence;    ///< page_done: mean of its words' confidences; none without words, or of
                                       ///< a separator sheet
  std::vector<models::QualityMeasure> problems;  ///< page_done: why the sheet should be scanned again
  bool barcodes_in_doubt = false;     ///< page_done: their search failed and was done in crops; some may be missing
  std::optional<int> pages_expected;  ///< page_done, page_failed: in the whole call, as far as the source can tell
};
using Progress = std::function<void(const Event&)>;

struct Summary {
  int pages_admitted = 0;  ///< = pages_stored + pages_failed, always
  int pages_stored = 0;    ///< in a stored dossier, complete
  int pages_failed = 0;    ///< a placeholder, without text, or in a dossier that could not be stored
  int dossiers_stored = 0;
  int dossiers_skipped = 0;
  int dossiers_failed = 0;
  int documents = 0;            ///< in the dossiers stored
  int fields_to_check = 0;      ///< of those documents, with the verdict `review`
  int papers_missing = 0;       ///< that procedures ask for
  int repeated = 0;             ///< sheets that are twice in their dossier, and papers that the catalogue knew already
  int pages_to_scan_again = 0;  ///< of those read, with a quality below its limit
  int barcodes_in_doubt = 0;    ///< pages whose search for bar codes failed and was done in crops
  bool stopped = false;         ///< the stop token ended it early
  std::vector<std::string> empty_folders;
  int separators_in_doubt = 0;           ///< split_stacks: sheets whose code names no dossier; `stack_notes` tell where
  std::vector<std::string> stack_notes;  ///< split_stacks: what was odd; English sentences (models::english)
  std::vector<models::Error> errors;     ///< every failure, in the order of dossier and page
};

/// Reads all pages of `source`, finds documents and fields, and gives finished dossiers to `sink`. Pages of many
/// dossiers are in work at once; a failed page or dossier never stops the others. On `stop` the pages taken are
/// finished, complete dossiers are stored, the rest is abandoned. Thread-safe: two calls at once work. Uses an own TBB
/// arena; no output, no signal handlers, no global settings. Errors: only what keeps it from starting
/// (language_missing, option_invalid, a missing list of words) or pages_lost, a defect.
HOSO_API models::Result<Summary> digitise(scanners::PageSource& source, storage::DossierSink& sink,
                                          const Options& options = {}, const Progress& progress = {},
                                          const std::stop_token& stop = {});

}  // namespace hoso::pipeline
