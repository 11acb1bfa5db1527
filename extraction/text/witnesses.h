// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "hoso/models/text.h"

namespace hoso::extraction {

/// Pairs of neighbouring words of a paper's pages. What a paper names twice it prints twice: a pair that was read alike
/// in two places, in one of them surely, vouches for a less sure word. Points into the texts, which must outlive it.
class Witnesses {
 public:
  /// Takes in all lines of a page; a line's last word and the next line's first are neighbours, too.
  void add(const models::PageText& text);
  /// For each of a value's words how sure it is at least, since another print of it beside one of its neighbours (in
  /// other words than these) was read alike and surely; 0 where none was.
  [[nodiscard]] std::vector<double> floors(const std::vector<const models::Word*>& words) const;

 private:
  using Pair = std::pair<const models::Word*, const models::Word*>;
  [[nodiscard]] bool stands_elsewhere(const std::vector<const models::Word*>& words, const Pair& pair) const;
  std::map<std::string, std::vector<Pair>, std::less<>> pairs_;
};

}  // namespace hoso::extraction
