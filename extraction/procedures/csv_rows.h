// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hoso::extraction {

struct CsvRow {
  int line = 0;  ///< at which it begins, from 1
  std::vector<std::string> cells;
};

/// The rows of a CSV text (RFC 4180; a byte order mark and either end of line are passed over, empty lines too). Cells
/// are parted by the sign that the first line has more of, comma or semicolon: spreadsheet programs write either.
std::vector<CsvRow> csv_rows(std::string_view text);

}  // namespace hoso::extraction
