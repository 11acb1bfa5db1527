// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include <toml++/toml.h>

#include "hoso/models/dossier.h"

namespace hoso::extraction {

/// When a type or a part of one holds (keys `since` and `until`): both days belong to it, ISO 8601; empty: no bound.
struct Validity {
  std::string since, until;
  /// Whether it holds for a paper of that day. A day of receipt says only that the paper is no younger, so what ended
  /// before still holds. Without a day everything does.
  [[nodiscard]] bool holds(const models::RulesDay& day) const;
  [[nodiscard]] bool overlaps(const Validity& other) const;
  friend auto operator<=>(const Validity&, const Validity&) = default;
};

/// The keys `since` and `until` of a table. Throws Fault where one is no date, or none lies between them.
Validity validity_of(const toml::table& table);

/// What a file says of times.
struct Dated {
  std::vector<Validity> parts;     ///< of all its parts that have one
  std::set<std::string> left_out;  ///< fields that do not hold
};

/// Takes out of a type's file what does not hold on the day: fields, and words of the lists that may be dated
/// (`{text = "…", since = …, until = …}` in place of "…"), so that a file without dates is left. Throws Fault.
Dated keep_what_holds(toml::table& file, const models::RulesDay& day);

}  // namespace hoso::extraction
