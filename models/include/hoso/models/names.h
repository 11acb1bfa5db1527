// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "hoso/models/api.h"
#include "hoso/models/error.h"

namespace hoso::models {

/// The name of a dossier and of its folder and files: NFC UTF-8, 1 to 200 bytes, no '/', no control character, does not
/// begin with '.', is not a reserved name.
class DossierName {
 public:
  DossierName() = default;
  /// Checks and normalises to NFC. Error: invalid_name with the name as `subject`.
  HOSO_API static Result<DossierName> from(std::string_view text);
  [[nodiscard]] const std::string& text() const { return text_; }
  friend auto operator<=>(const DossierName&, const DossierName&) = default;

 private:
  std::string text_;
};

/// A SHA-256 digest as 64 lower-case hexadecimal digits, or empty where none was made.
struct Sha256 {
  std::string hex;
  friend auto operator<=>(const Sha256&, const Sha256&) = default;
};

/// A page's place: the dossier and the page's number in it, from 1.
struct PageId {
  DossierName dossier;
  int number = 0;
  friend auto operator<=>(const PageId&, const PageId&) = default;
};

}  // namespace hoso::models
