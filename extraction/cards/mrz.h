// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoso/models/dossier.h"

namespace hoso::extraction {

/// Check digit of ICAO Doc 9303-3, 4.9: weights 7 3 1, A = 10 … Z = 35, '<' = 0.
char mrz_check_digit(std::string_view text);

/// The machine-readable zone of an identity card (TD1, ICAO Doc 9303-5) as far as its check digits hold.
struct Mrz {
  std::array<std::string, 3> lines;  ///< 30 letters each
  std::string number;                ///< 12 digits, from the optional data, or empty
  std::string birth, expiry;         ///< YYMMDD, or empty where the check digit is wrong
  std::string sex;                   ///< M, F or '<'
  std::string name;                  ///< SURNAME<<GIVEN<NAMES
  bool checked = false;              ///< all check digits of lines 1 and 2 hold, with the one over both
  bool complete = false;             ///< the same, and the name is well-formed
};

/// Reads three lines as the recogniser gave them: spaces and lost or surplus fillers are put right, in places of digits
/// O, I, B, S, Z are 0, 1, 8, 5, 2; what then fails its check is left empty.
std::optional<Mrz> read_mrz(const std::array<std::string, 3>& lines);

/// Whether a line may be one of an MRZ.
bool looks_like_mrz(std::string_view line);

/// Fields of a zone that stands in `box` of the page; `confidence` is that of its words.
std::vector<models::Field> mrz_fields(const Mrz& mrz, int page, const models::Box& box, double confidence);

}  // namespace hoso::extraction
