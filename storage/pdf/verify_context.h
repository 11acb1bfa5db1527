// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <qpdf/QPDF.hh>

#include "hoso/storage/verify.h"

namespace hoso::storage {

/// The clauses in which a rule stands: in ISO 19005-1, and in -2 and -3, which share their numbers.
struct Clauses {
  const char* part1;
  const char* part2;
};

/// Collects what was looked at and what was found.
class Checklist {
 public:
  explicit Checklist(VerifyReport& report) : report_(&report) {}

  /// The part that the file claims decides how clauses are cited; without a claim, part 2.
  [[nodiscard]] bool is_part_1() const { return report_->claims == PdfaLevel::a1b; }
  [[nodiscard]] bool is_part_3() const { return report_->claims == PdfaLevel::a3u; }

  /// One check of a rule of PDF/A. Returns whether it holds.
  bool expect(bool holds, const Clauses& clauses, std::string_view what, int page = 0);
  /// One check of a rule of PDF itself, or of what hoso promises beyond PDF/A.
  bool expect_pdf(bool holds, std::string_view clause, std::string_view what, int page = 0);

 private:
  VerifyReport* report_;
};

/// The dictionary of a dictionary or stream.
QPDFObjectHandle dictionary_of(QPDFObjectHandle object);
/// The text of a name without its slash, or nothing.
std::string name_text(QPDFObjectHandle object);
/// Decoded bytes of a stream; empty if it cannot be decoded.
std::string decoded(QPDFObjectHandle stream);

/// Header, end of file, start of the cross-reference table: what only the bytes show.
void check_bytes(const std::filesystem::path& pdf, Checklist& list);
/// Trailer, encryption, cross references, catalog, every object: filters, actions, embedded files.
void check_structure(QPDF& document, Checklist& list);
/// XMP well-formed, identity, same as Info.
void check_metadata(QPDF& document, VerifyReport& report, Checklist& list);
/// Output intent and its profile.
void check_output_intent(QPDF& document, Checklist& list);
/// Pages: sides, groups, operators, annotations, images, fonts.
void check_pages(QPDF& document, Checklist& list);
/// An image XObject.
void check_image(QPDFObjectHandle image, QPDFObjectHandle resources, int page, Checklist& list);
/// A font of hoso's text layer: embedded, right widths, right glyph, right letters. Returns the rows of 256 codes that
/// it maps to Unicode.
std::set<int> check_font(QPDFObjectHandle font, int page, Checklist& list);

}  // namespace hoso::storage
