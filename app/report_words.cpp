// SPDX-License-Identifier: Apache-2.0
#include "app/report_words.h"

#include <fmt/format.h>

#include "app/names.h"
#include "app/say.h"

namespace hoso::app {

std::string report_word(const std::string& by) {
  if (by == "month") return tr("month");
  return by == "office" ? tr("office") : tr("type");
}

std::string report_key(const storage::ReportRow& row) {
  if (row.by == "all") return tr("all");
  if (row.key.empty()) return tr("(not told)");
  return row.by == "type" ? paper_name(row.key) : row.key;
}

std::string share(long part, long whole) {
  return whole == 0 ? "-" : fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

}  // namespace hoso::app
