// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace hoso::ocr {

/// The characters of machine-readable lines (ICAO Doc 9303-3, 4.3): capitals, digits and the filler.
inline constexpr std::string_view kMachineReadableCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<";

/// Whether a line that was read as text looks like one of a machine-readable zone.
bool looks_machine_readable(std::string_view text);

/// A line of an identity card's zone (ICAO Doc 9303-5, 4.2.2: TD1, three lines of 30) with letters and digits of one
/// shape put right where the standard lets only one of them stand. Another text is returned as it is.
std::string with_td1_shapes(std::string text);

}  // namespace hoso::ocr
