// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include <qpdf/QPDF.hh>

#include "hoso/storage/compose.h"

namespace hoso::tests {

/// A way to break a valid PDF/A, and the levels that must not accept it.
struct BrokenCopy {
  std::string name;
  std::set<storage::PdfaLevel> illegal_in;
  std::function<void(const std::filesystem::path& from, const std::filesystem::path& to)> make;
};

/// Writes the document as it is: no repair, no renewed compression, with an identifier.
void write_as_is(QPDF& document, const std::filesystem::path& to, bool object_streams = false);

/// Copies that an honest checker rejects; made from a file with a JPEG page and a text layer.
std::vector<BrokenCopy> broken_copies();

}  // namespace hoso::tests
