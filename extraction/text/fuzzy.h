// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hoso::extraction {

/// The letters and digits of a text without marks, case, spaces and punctuation: "QUYẾT ĐỊNH:" -> "quyetdinh". Real OCR
/// joins words and loses marks, so labels are compared by this key; different words share a key, so values never are.
std::string key_of(std::string_view text);

/// Edits (insert, delete, replace) between two keys.
std::size_t edits_between(std::string_view one, std::string_view other);

/// 1 - edits / length of the longer key; 0 if one is empty.
double likeness(std::string_view one, std::string_view other);

/// Where an anchor stands in a key.
struct AnchorMatch {
  std::size_t begin = 0, end = 0;  ///< in the key
  double likeness = 0;             ///< 1 - edits / length of the anchor
};

/// The best place of `anchor` in `key`, if its likeness is at least `least` (Sellers 1980).
std::optional<AnchorMatch> find_anchor(std::string_view key, std::string_view anchor, double least);

/// The same at the key's beginning.
std::optional<AnchorMatch> begins_with_anchor(std::string_view key, std::string_view anchor, double least);

/// How like an anchor must be to count: short anchors must be exact, since a letter makes them another word.
double least_likeness(std::string_view anchor);

}  // namespace hoso::extraction
