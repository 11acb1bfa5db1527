// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace hoso::ocr {

/// Tesseract's word confidence (0..100) as the share of such words that are right, 0..1, from a measured table: it
/// ranks well but is no probability, its useful range is 85 to 97.
double probability_of(double tesseract_confidence);

}  // namespace hoso::ocr
