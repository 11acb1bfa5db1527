// SPDX-License-Identifier: Apache-2.0
#include "storage/record/dossier_writer.h"

#include <algorithm>
#include <exception>
#include <map>
#include <qpdf/QPDF.hh>
#include <string>
#include <utility>

#include "hoso/models/fields.h"
#include "hoso/models/messages.h"
#include "storage/metadata/side_car_files.h"
#include "storage/pdf/joiner.h"
#include "storage/record/alto.h"
#include "storage/record/document_name.h"
#include "storage/record/files.h"
#include "storage/record/record_reader.h"
#include "storage/record/record_writer.h"
#include "storage/record/vocabulary.h"

namespace hoso::storage {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Result;
using models::Stage;

using Hashes = std::map<std::string, models::Sha256>;

tl::unexpected<models::Error> failed(ErrorCode code, const models::Dossier& dossier, std::string cause) {
  return models::failure(
      {.code = code, .stage = Stage::store, .subject = dossier.name.text(), .cause = std::move(cause)});
}

Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directory(folder, error);
  if (error) return models::failure(write_error(folder, error.value()));
  return {};
}

/// PDF page n = record page n = ALTO page n.
Result<void> check_numbers(const models::Dossier& dossier) {
  if (dossier.pages.empty()) return failed(ErrorCode::no_pages, dossier, "");
  int expected = 0;
  for (const models::ComposedPage& page : dossier.pages)
    if (page.facts.id.number != ++expected)
      return failed(ErrorCode::pages_lost, dossier, models::english("page {} is missing", expected));
  return {};
}

bool is_plain_file_name(const std::string& name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos;
}

Result<Hashes> copy_originals(const models::Dossier& dossier, const fs::path& folder) {
  Hashes hashes;
  if (dossier.originals.empty()) return hashes;
  if (Result<void> made = make_folder(folder); !made) return tl::make_unexpected(made.error());
  for (const models::Original& original : dossier.originals) {
    if (!is_plain_file_name(original.name))
      return failed(ErrorCode::internal, dossier, "an original has a name that cannot be");
    const fs::path copy = folder / original.name;
    if (Result<void> copied = copy_to_new_file(original.path, copy); !copied)
      return tl::make_unexpected(copied.error());
    const Result<FileFixity> fixity = fixity_of(copy);
    if (!fixity) return tl::make_unexpected(fixity.error());
    hashes[original.name] = fixity->sha256;
  }
  return hashes;
}

std::string version_of_hoso(const Provenance& provenance) {
  const auto version = provenance.tools.find("hoso");
  return version == provenance.tools.end() ? "hoso" : "hoso " + version->second;
}

/// BCP 47; what is printed in Vietnamese is printed in Viet Nam.
std::string document_language(const Provenance& provenance) {
  const std::vector<std::string> tags = language_tags(provenance.language);
  if (tags.empty()) return "und";
  return tags.front() == "vi" ? "vi-VN" : tags.front();
}

std::string told(const models::Dossier& dossier, const char* key) {
  const auto found = dossier.metadata.find(key);
  return found == dossier.metadata.end() ? std::string{} : found->second;
}

/// Only what was told or accepted: extracted data never changes the PDF afterwards.
DublinCore dublin_core(const models::Dossier& dossier) {
  DublinCore core{.identifier = told(dossier, "file_code"), .publisher = told(dossier, "office")};
  if (core.identifier.empty()) core.identifier = dossier.code.empty() ? dossier.name.text() : dossier.code;
  if (const std::string keyword = told(dossier, "keyword"); !keyword.empty()) core.subjects.push_back(keyword);
  const auto add = [](std::vector<std::string>& list, const std::string& value) {
    if (std::ranges::find(list, value) == list.end()) list.push_back(value);
  };
  for (const models::Document& document : dossier.documents) {
    if (models::is_paper(document)) add(core.types, document.type);
    const models::Field* agency = models::best_field(document, "issuing_agency");
    if (agency != nullptr && agency->verdict == models::Verdict::accept) add(core.creators, agency->value);
    const models::Field* date = models::best_field(document, "date");
    if (date != nullptr && date->verdict == models::Verdict::accept && date->normalised)
      add(core.dates, *date->normalised);
  }
  return core;
}

PdfJob pdf_job(const DossierJob& job, const models::Dossier& dossier, const std::string& title) {
  return {.dossier = &dossier,
          .level = job.level,
          .title = title,
          .language_tag = document_language(*job.provenance),
          .core = dublin_core(dossier),
          .time = job.time,
          .producer = version_of_hoso(*job.provenance)};
}

Result<void> write_pdf(const DossierJob& job, const std::string& record, const fs::path& path) {
  const std::string title = told(*job.dossier, "title");
  PdfJob pdf = pdf_job(job, *job.dossier, title.empty() ? job.dossier->name.text() : title);
  if (job.level == PdfaLevel::a3u) pdf.attachments.emplace_back("record.json", record);
  return write_pdfa(pdf, path);
}

/// The pages of one paper alone, numbered from 1.
models::Dossier paper_of(const models::Dossier& dossier, const models::Document& document) {
  models::Dossier paper{.name = dossier.name, .documents = {document}};
  paper.documents.front().pages.clear();
  for (const int number : document.pages) {
    paper.pages.push_back(dossier.pages.at(static_cast<std::size_t>(number) - 1));
    paper.documents.front().pages.push_back(static_cast<int>(paper.pages.size()));
  }
  return paper;
}

/// One PDF/A a paper.
Result<void> write_document_pdfs(const DossierJob& job, const fs::path& folder) {
  const models::Dossier& dossier = *job.dossier;
  Result<void> done = make_folder(folder);
  for (std::size_t i = 0; done && i < dossier.documents.size(); ++i) {
    const models::Document& document = dossier.documents[i];
    if (document.pages.empty() || document.type == "separator" || document.type == "blank") continue;
    const models::Dossier paper = paper_of(dossier, document);
    const std::string name = document_name(job.document_name, dossier, i + 1);
    done = write_pdfa(pdf_job(job, paper, name), folder / (name + ".pdf"));
  }
  return done;
}

Result<int> pages_in_pdf(const fs::path& path) {
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processFile(path.c_str());
    return static_cast<int>(pdf.getRoot().getKey("/Pages").getKey("/Count").getIntValue());
  } catch (const std::exception& exception) {
    return models::failure({.code = ErrorCode::page_rejected_by_writer,
                            .stage = Stage::store,
                            .file = path.string(),
                            .cause = exception.what()});
  }
}

/// What was written is read again before it replaces the paper: a full cache or a defect must not go unnoticed.
Result<void> read_back(const models::Dossier& dossier, const fs::path& folder, const fs::path& pdf) {
  const Result<Record> record = read_record(folder);
  if (!record) return tl::make_unexpected(record.error());
  if (record->pages.size() != dossier.pages.size() || record->documents.size() != dossier.documents.size())
    return failed(ErrorCode::internal, dossier, "the record does not read back");
  const Result<int> pages = pages_in_pdf(pdf);
  if (!pages) return tl::make_unexpected(pages.error());
  if (static_cast<std::size_t>(*pages) != dossier.pages.size())
    return failed(ErrorCode::pages_lost, dossier, models::english("the PDF has {} pages", *pages));
  return {};
}

Result<void> write_run(const DossierJob& job, const fs::path& folder) {
  std::map<std::string, FileFixity> outputs;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (!entry->is_regular_file(error)) continue;
    const Result<FileFixity> fixity = fixity_of(entry->path());
    if (!fixity) return tl::make_unexpected(fixity.error());
    outputs[entry->path().lexically_relative(folder).string()] = *fixity;
  }
  if (error) return models::failure(write_error(folder, error.value()));
  return write_new_file(folder / "run.json", run_json(job.dossier->name, *job.run, outputs));
}

/// By the circular in force, and by the lists of before that were asked for.
Result<void> write_side_cars(const DossierJob& job, const fs::path& folder) {
  const std::string& language = job.provenance->language;
  Result<void> done = write_side_car(side_car_of(*job.dossier, language), folder);
  for (const MetadataStandard& older : older_standards())
    if (done && (job.older_lists == older.key || job.older_lists == "both"))
      done = write_side_car(side_car_of(*job.dossier, language, older), folder);
  return done;
}

}  // namespace

Result<void> write_dossier_folder(const DossierJob& job, const fs::path& folder) {
  const models::Dossier& dossier = *job.dossier;
  const std::string name = dossier.name.text();
  const fs::path pdf = folder / (name + ".pdf");
  Result<void> done = check_numbers(dossier);
  if (done) done = make_folder(folder);
  if (!done) return done;
  const Result<Hashes> originals = copy_originals(dossier, folder / "originals");
  if (!originals) return tl::make_unexpected(originals.error());
  const std::string record = record_json(dossier, *job.provenance, *originals);
  done = write_pdf(job, record, pdf);
  if (done) done = write_alto(dossier, *job.provenance, folder / (name + ".alto.xml"));
  if (done && job.page_altos) done = write_page_altos(dossier, *job.provenance, folder / "alto");
  if (done && job.document_pdfs) done = write_document_pdfs(job, folder / "documents");
  if (done) done = write_text(dossier, folder / (name + ".txt"));
  if (done) done = write_side_cars(job, folder / "metadata");
  if (done) done = write_new_file(folder / "record.json", record);
  if (done) done = read_back(dossier, folder, pdf);
  if (done) done = write_run(job, folder);
  return done ? sync_tree(folder) : done;
}

std::optional<std::int64_t> latest_source_time(const models::Dossier& dossier) {
  std::optional<std::int64_t> latest;
  for (const models::ComposedPage& page : dossier.pages) latest = std::max(latest, page.facts.source_time);
  return latest;
}

}  // namespace hoso::storage
