// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/procedures.h"

#include <utility>

namespace hoso::extraction {

Procedures::Procedures(std::vector<ProcedureEntry> entries) { merge(std::move(entries)); }

void Procedures::merge(std::vector<ProcedureEntry> entries) {
  for (ProcedureEntry& entry : entries) {
    auto& versions = by_code_[entry.code];
    const std::string first_day = entry.valid_from;
    versions.insert_or_assign(first_day, std::move(entry));
  }
}

const ProcedureEntry* Procedures::find(std::string_view code, std::string_view day) const {
  // "1.004194.000.00.00.H26": groups behind the code name the agency that owns it.
  for (;;) {
    if (const auto found = by_code_.find(code); found != by_code_.end()) {
      const auto& versions = found->second;
      const auto after = day.empty() ? versions.end() : versions.upper_bound(std::string(day));
      return &(after == versions.begin() ? after : std::prev(after))->second;
    }
    const std::size_t dot = code.rfind('.');
    if (dot == std::string_view::npos) return nullptr;
    code = code.substr(0, dot);
  }
}

std::vector<ProcedureEntry> Procedures::entries() const {
  std::vector<ProcedureEntry> all;
  for (const auto& [code, versions] : by_code_)
    for (const auto& [day, entry] : versions) all.push_back(entry);
  return all;
}

std::size_t Procedures::size() const {
  std::size_t count = 0;
  for (const auto& [code, versions] : by_code_) count += versions.size();
  return count;
}

}  // namespace hoso::extraction
