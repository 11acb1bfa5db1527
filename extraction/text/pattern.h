// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/text/segment.h"
#include "hoso/models/error.h"

namespace hoso::extraction {

/// What one group of a pattern matched.
struct Piece {
  std::string text;                        ///< as printed
  std::vector<const models::Word*> words;  ///< the words it touches
  [[nodiscard]] models::Box box() const;
};

/// A regular expression (ICU syntax) over the folded text of a segment: lower case, without marks.
class Pattern {
 public:
  /// Error: option_invalid with the expression's fault as cause.
  static models::Result<Pattern> compile(std::string_view expression);
  /// The first match: [0] the whole, then the groups; a group that took no part is nullopt.
  [[nodiscard]] std::optional<std::vector<std::optional<Piece>>> find(const Segment& segment) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace hoso::extraction
