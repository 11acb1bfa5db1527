// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hoso::scanners {

/// A file's name for people and records: NFC UTF-8; bytes that are no UTF-8 become U+FFFD.
std::string shown_name(const std::filesystem::path& path);

/// Order of names as people count: page2 before page10, the same in every locale (the root collation of Unicode's CLDR
/// with numbers taken as such); names that are equal by that are ordered by their bytes.
class NaturalOrder {
 public:
  NaturalOrder();
  NaturalOrder(const NaturalOrder&) = delete;
  NaturalOrder& operator=(const NaturalOrder&) = delete;
  ~NaturalOrder();
  /// Whether one name comes before the other.
  [[nodiscard]] bool before(std::string_view one, std::string_view other) const;

 private:
  struct Collator;
  std::unique_ptr<Collator> collator_;
};

}  // namespace hoso::scanners
