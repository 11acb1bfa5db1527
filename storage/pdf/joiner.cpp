// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/joiner.h"

#include <cerrno>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>

#include <qpdf/ClosedFileInputSource.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "storage/pdf/bytes_out.h"
#include "storage/pdf/flate.h"
#include "storage/pdf/glyphless_font.h"
#include "storage/pdf/metadata.h"
#include "storage/pdf/outline.h"
#include "storage/pdf/text_layer.h"

namespace hoso::storage {
namespace {

using Handle = QPDFObjectHandle;
using models::Result;

/// The layer as a stream that is compressed already: it stays in memory until the file is written.
Handle layer_stream(QPDF& document, const std::string& content) {
  auto compressed = deflated(content);
  if (!compressed) throw std::bad_alloc();
  Handle stream = Handle::newStream(&document);
  stream.replaceStreamData(*compressed, Handle::newName("/FlateDecode"), Handle::newNull());
  return stream;
}

void add_text(QPDF& document, QPDFPageObjectHelper page, const models::ComposedPage& source, GlyphlessFonts& fonts) {
  Handle resources = page.getObjectHandle().getKey("/Resources").shallowCopy();
  resources.removeKey("/ProcSet");
  const TextLayer layer = text_layer(source);
  if (!layer.fonts.empty()) {
    for (const WordHeight& height : layer.fonts) fonts.add(height);
    fonts.add_rows(layer.rows);
    resources.replaceKey("/Font", fonts.resources());
    page.addPageContents(layer_stream(document, layer.content), false);
  }
  page.getObjectHandle().replaceKey("/Resources", resources);
}

/// The page file is opened only while it is read: thousands of pages would use up the file descriptors.
void add_page(QPDF& document, const models::ComposedPage& page, std::optional<GlyphlessFonts>& fonts) {
  QPDF source;
  source.setSuppressWarnings(true);
  source.processInputSource(std::make_shared<ClosedFileInputSource>(page.pdf.c_str()));
  QPDFPageDocumentHelper pages(document);
  pages.addPage(QPDFPageDocumentHelper(source).getAllPages().at(0), false);
  if (!fonts && models::word_count(page.text) > 0) fonts.emplace(document);
  if (fonts) {
    add_text(document, pages.getAllPages().back(), page, *fonts);
  } else {
    Handle resources = pages.getAllPages().back().getObjectHandle().getKey("/Resources");
    resources.removeKey("/ProcSet");
  }
}

/// ISO 19005-3 6.8: a file specification with both names and its relationship, listed in the catalog's /AF.
void add_attachments(QPDF& document, const PdfJob& job) {
  Handle associated = Handle::newArray();
  for (const auto& [name, bytes] : job.attachments) {
    auto stream = QPDFEFStreamObjectHelper::createEFStream(document, bytes);
    stream.setSubtype("application/json");
    if (job.time) stream.setCreationDate(pdf_date(*job.time)).setModDate(pdf_date(*job.time));
    auto file = QPDFFileSpecObjectHelper::createFileSpec(document, name, stream);
    Handle specification = file.getObjectHandle();
    specification.replaceKey("/AFRelationship", Handle::newName("/Data"));
    QPDFEmbeddedFileDocumentHelper(document).replaceEmbeddedFile(name, file);
    associated.appendItem(specification);
  }
  document.getRoot().replaceKey("/AF", associated);
}

/// Where the file goes. qpdf's own pipeline forgets that the last bytes did not fit on the disk.
class FileOut : public Pipeline {
 public:
  explicit FileOut(const std::filesystem::path& path)
      : Pipeline("output", nullptr), file_(std::fopen(path.c_str(), "wb")) {
    note(file_ != nullptr);
  }
  FileOut(const FileOut&) = delete;
  FileOut& operator=(const FileOut&) = delete;
  ~FileOut() override {
    if (file_ != nullptr) std::fclose(file_);
  }

  void write(const unsigned char* data, std::size_t size) override { note(std::fwrite(data, 1, size, file_) == size); }
  void finish() override { note(std::fflush(file_) == 0); }

  /// The first error's number; 0: none.
  [[nodiscard]] int error_number() const { return error_number_; }

 private:
  void note(bool done) {
    if (!done && error_number_ == 0) error_number_ = errno;
  }

  std::FILE* file_;
  int error_number_ = 0;
};

/// Throws what qpdf throws.
Result<void> write_file(QPDF& document, PdfaLevel level, const std::filesystem::path& out) {
  FileOut file(out);
  if (file.error_number() != 0) return models::failure(write_error(out, file.error_number(), models::Stage::store));
  QPDFWriter writer(document);
  writer.setOutputPipeline(&file);
  writer.setDeterministicID(true);
  writer.setNewlineBeforeEndstream(true);  // ISO 19005-1 6.1.7
  writer.setPreserveEncryption(false);
  writer.setStreamDataMode(qpdf_s_compress);
  writer.setObjectStreamMode(qpdf_o_disable);  // ISO 19005-1 6.1.4
  writer.forcePDFVersion(level == PdfaLevel::a1b ? "1.4" : "1.7");
  writer.write();
  file.finish();
  if (file.error_number() != 0) return models::failure(write_error(out, file.error_number(), models::Stage::store));
  return {};
}

models::Error join_error(const PdfJob& job, int page, std::string cause) {
  models::Error error{.code = models::ErrorCode::page_rejected_by_writer,
                      .stage = models::Stage::store,
                      .page = page,
                      .cause = std::move(cause)};
  if (page > 0) error.file = job.dossier->pages[static_cast<std::size_t>(page) - 1].facts.source.file;
  return error;
}

Result<void> joined(QPDF& document, const PdfJob& job) {
  std::optional<GlyphlessFonts> fonts;
  for (std::size_t i = 0; i < job.dossier->pages.size(); ++i) {
    try {
      add_page(document, job.dossier->pages[i], fonts);
    } catch (const std::bad_alloc&) {
      return models::failure({.code = models::ErrorCode::out_of_memory, .stage = models::Stage::store});
    } catch (const std::exception& e) {
      return models::failure(join_error(job, static_cast<int>(i) + 1, e.what()));
    }
  }
  add_metadata(document, job);
  add_outline(document, job.dossier->documents);
  if (job.level == PdfaLevel::a3u && !job.attachments.empty()) add_attachments(document, job);
  return {};
}

}  // namespace

Result<void> write_pdfa(const PdfJob& job, const std::filesystem::path& out) {
  if (job.dossier == nullptr || job.dossier->pages.empty()) {
    return models::failure({.code = models::ErrorCode::no_pages, .stage = models::Stage::store});
  }
  Result<void> written = models::failure({});
  try {
    QPDF document;
    document.setSuppressWarnings(true);
    document.emptyPDF();
    if (auto pages = joined(document, job); !pages) return pages;
    written = write_file(document, job.level, out);
  } catch (const std::bad_alloc&) {
    written = models::failure({.code = models::ErrorCode::out_of_memory, .stage = models::Stage::store});
  } catch (const std::exception& e) {
    written = models::failure(join_error(job, 0, e.what()));
  }
  if (!written) remove_half_written(out);
  return written;
}

}  // namespace hoso::storage
