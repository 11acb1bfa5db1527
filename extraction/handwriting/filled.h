// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "extraction/confidence.h"
#include "hoso/models/page.h"

namespace hoso::extraction {

/// Confidence of the page's text from which its digits count as read.
inline constexpr double kTextRead = 0.9;

/// What a gap holds once nets, segmenter and the page's text are held against each other.
struct GapValue {
  std::string digits;     ///< empty: nothing that could be read
  double confidence = 0;  ///< 0..1: that the digits are right
  bool sure = false;      ///< may be accepted
  bool print = false;     ///< typeset: the page's text is kept
  std::vector<models::Check> checks;
};

/// Weighs a gap. Print is what the text has as digits, read surely, where the nets see no pen or cannot read. Else the
/// nets' reading counts: sure where its place is without doubt, it has more than one digit (or the text reads it surely
/// too), and it is likely enough, alone or since the segmenter or the page's text reads the same or a day lies at most
/// one before the file's first signature; never a day after it. Where nets and text differ and neither is sure, the
/// text's digits go to review. Checks: "place", "second_reading" and "page_text" (where they have digits), "signed" (of
/// day and month in a signed file). Neighbours that were not seen are no doubt where the text, or the day of signature,
/// is so sure.
GapValue value_of(const models::FilledGap& gap);

/// What a gap holds as a finding (source `ocr` where it is print); nullopt where nothing was read.
std::optional<Finding> filled_number(const models::FilledGap& gap);

/// The dates of lines, from their gaps day, month, year ("05 tháng 3 năm 2024"; normalised: ISO), left out where one is
/// not read or there is no such day. Source `ocr` where all three are print.
std::vector<Finding> filled_dates(const std::vector<models::FilledGap>& gaps);

}  // namespace hoso::extraction
