// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extraction/confidence.h"

namespace hoso::extraction {

/// Whether every word of a text can be one: a syllable that is not read for another as a rule, a number, an
/// abbreviation in capitals, or what a list vouches for (`floors` of the finding).
bool is_well_formed(const Finding& finding);

/// "công dân (bản sao)": whether a text begins with a small letter, as what has lost its beginning does.
bool begins_small(const Finding& finding);

/// "…, tỉnh Sơn La Mã bưu chính: 34000": whether a value holds a label that no type knows, and that is no part of it
/// ("Sẹo chấm C: 2cm …" is).
bool holds_label(const Finding& finding);

}  // namespace hoso::extraction
