// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extraction/text/vietnamese.h"
#include "hoso/models/dossier.h"
#include "hoso/models/text.h"

namespace hoso::extraction {

/// A value found by a rule, before it becomes a field.
struct Finding {
  std::string value;
  std::optional<std::string> normalised;
  models::Box box;
  double confidence = 0;   ///< 0..1: that the value is exactly right
  bool validated = false;  ///< a second, independent fact agrees (calendar, closed list, title and symbol …)
  std::vector<const models::Word*> words;  ///< what it was read from
  std::vector<double> floors;  ///< how sure each word is at least, since something else vouches for it; or empty
  double strength = 1;         ///< the rule's own reliability
  bool by_pen = false;         ///< was or may have been written by hand: never accepted
  models::FieldSource source = models::FieldSource::ocr;
  std::vector<models::Check> checks;
};

/// Sends a value to review: the check does not hold.
void doubt(Finding& finding, const char* check);

/// The least confidence of a value that is accepted.
inline constexpr double kAcceptConfidence = 0.85;

/// How surely a word is read at least that a closed list has.
inline constexpr double kVouched = 0.999;

/// Least strength of a rule that found free text in its place; what looks wrong has less.
inline constexpr double kFreeTextStrength = 0.75;

/// How likely all these words are read right. Words of one line fail together (a stain, a bad copy), so the product of
/// their confidences would be far too low.
double reading_confidence(const std::vector<const models::Word*>& words);

/// A finding of these words: confidence = reading confidence times `strength`, the rule's own reliability.
Finding finding_of(std::string value, const std::vector<const models::Word*>& words, double strength, bool validated);

/// Puts the value's marks right by a list (`repair_marks`) whose entries vouch for the words that they name: these
/// count as read with at least `floor`. The value must have a word for each of `words`; else nothing happens.
void vouch(Finding& finding, const std::vector<std::string>& list, double floor);

/// Takes a repaired value; what is in a list counts as read with at least `floor`. Nothing happens unless the repair
/// tells of as many words as the finding has.
void take_repair(Finding& finding, RepairedText repaired, double floor);

/// Something else vouches for the words, each by its floor; one for each of the finding's words.
void take_floors(Finding& finding, const std::vector<double>& floors);

/// Whether all words were read so surely (or are vouched for) that the value needs no other witness.
bool surely_read(const Finding& finding);

/// accept only what is confident, and validated or surely read.
models::Verdict verdict_of(const Finding& finding);

}  // namespace hoso::extraction
