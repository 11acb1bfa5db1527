// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/verify.h"

#include <exception>
#include <fstream>
#include <system_error>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "hoso/models/messages.h"
#include "storage/pdf/verify_context.h"

namespace hoso::storage {
namespace {

models::Result<void> readable(const std::filesystem::path& pdf) {
  const auto failed = [&](models::ErrorCode code) {
    return models::failure({.code = code, .stage = models::Stage::verify, .file = pdf.string()});
  };
  std::error_code error;
  const auto status = std::filesystem::status(pdf, error);
  if (status.type() == std::filesystem::file_type::not_found) return failed(models::ErrorCode::file_not_found);
  if (!std::filesystem::is_regular_file(status) || !std::ifstream(pdf))
    return failed(models::ErrorCode::file_unreadable);
  return {};
}

void check_document(QPDF& document, VerifyReport& report, Checklist& list) {
  check_metadata(document, report, list);
  check_structure(document, list);
  check_output_intent(document, list);
  check_pages(document, list);
  const auto warnings = document.getWarnings();
  list.expect_pdf(
      warnings.empty(), "ISO 32000-1 7.5",
      warnings.empty() ? "" : models::english("The file is damaged: {}.", warnings.front().getMessageDetail()));
}

}  // namespace

bool Checklist::expect(bool holds, const Clauses& clauses, std::string_view what, int page) {
  const std::string_view part = is_part_1() ? "ISO 19005-1 " : is_part_3() ? "ISO 19005-3 " : "ISO 19005-2 ";
  return expect_pdf(holds, std::string(part) + (is_part_1() ? clauses.part1 : clauses.part2), what, page);
}

bool Checklist::expect_pdf(bool holds, std::string_view clause, std::string_view what, int page) {
  ++report_->checks;
  if (!holds) report_->findings.push_back({std::string(clause), std::string(what), page});
  return holds;
}

QPDFObjectHandle dictionary_of(QPDFObjectHandle object) {
  if (object.isStream()) return object.getDict();
  return object.isDictionary() ? object : QPDFObjectHandle::newDictionary();
}

std::string name_text(QPDFObjectHandle object) { return object.isName() ? object.getName().substr(1) : std::string(); }

std::string decoded(QPDFObjectHandle stream) {
  if (!stream.isStream()) return {};
  try {
    const auto data = stream.getStreamData(qpdf_dl_generalized);
    return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
  } catch (const QPDFExc&) {
    return {};
  }
}

models::Result<VerifyReport> verify_pdfa(const std::filesystem::path& pdf) {
  if (auto can_read = readable(pdf); !can_read) return tl::make_unexpected(can_read.error());
  VerifyReport report;
  Checklist list(report);
  try {
    check_bytes(pdf, list);
    QPDF document;
    document.setSuppressWarnings(true);
    document.setAttemptRecovery(false);
    document.processFile(pdf.c_str());
    report.pages = static_cast<int>(QPDFPageDocumentHelper(document).getAllPages().size());
    check_document(document, report, list);
  } catch (const QPDFExc& e) {
    list.expect_pdf(false, "ISO 32000-1 7.5",
                    models::english("The file is damaged or not a PDF: {}.", e.getMessageDetail()));
  } catch (const std::bad_alloc&) {
    return models::failure(
        {.code = models::ErrorCode::out_of_memory, .stage = models::Stage::verify, .file = pdf.string()});
  } catch (const std::exception& e) {
    list.expect_pdf(false, "ISO 32000-1 7.5", models::english("The file is damaged: {}.", e.what()));
  }
  return report;
}

}  // namespace hoso::storage
