// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <qpdf/QPDF.hh>

#include "storage/pdf/joiner.h"

namespace hoso::storage {

/// Part and conformance level as XMP spells them (ISO 19005-1 6.7.11, -2 6.6.4, -3 6.6.4).
struct PdfaIdentity {
  int part;
  char conformance;
  friend bool operator==(const PdfaIdentity&, const PdfaIdentity&) = default;
};
PdfaIdentity identity_of(PdfaLevel level);

/// Info, XMP, output intent, language and viewer preferences. Info and XMP say the same (ISO 19005-1 6.7.3).
void add_metadata(QPDF& document, const PdfJob& job);

/// "D:20260102030405+00'00'" and "2026-01-02T03:04:05+00:00".
std::string pdf_date(std::int64_t time);
std::string xmp_date(std::int64_t time);

}  // namespace hoso::storage
