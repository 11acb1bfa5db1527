// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/csv.h"

#include <string_view>

namespace hoso::storage {
namespace {

std::string cell_of(const std::string& text) {
  constexpr std::string_view kFormula = "=+-@\t\r";
  std::string out = !text.empty() && kFormula.find(text.front()) != std::string_view::npos ? "'" + text : text;
  if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
  for (std::size_t at = 0; (at = out.find('"', at)) != std::string::npos; at += 2) out.insert(at, "\"");
  return "\"" + out + "\"";
}

}  // namespace

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) row.append(i > 0 ? "," : "").append(cell_of(cells[i]));
  return row + "\r\n";
}

}  // namespace hoso::storage
