// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace hoso::storage {

/// Tells spreadsheet programs that this is UTF-8; stands at the beginning of a file.
inline constexpr const char* kCsvMark = "\xEF\xBB\xBF";

/// A row as RFC 4180 has it, with its end. A cell that a spreadsheet program would take for a formula begins with an
/// apostrophe: what stands on a paper must not run.
std::string csv_row(const std::vector<std::string>& cells);

}  // namespace hoso::storage
