// SPDX-License-Identifier: Apache-2.0
#include "extraction/confidence.h"

#include <algorithm>
#include <cmath>

#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

constexpr double kLegible = 0.6;
constexpr double kSurelyRead = 0.93;  // of 421 values of free text so sure none was wrong (docs/benchmarks.md)
constexpr double kDependence = 0.6;   // exponent on the product of the words beside the weakest one

double joint_confidence(const std::vector<const models::Word*>& words, const std::vector<double>& floors) {
  double weakest = 1, product = 1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (key_of(words[i]->text).empty()) continue;  // dashes and dots carry nothing
    const double least = i < floors.size() ? floors[i] : 0;
    const double confidence = std::clamp(words[i]->confidence, least, 1.0);
    weakest = std::min(weakest, confidence);
    product *= confidence;
  }
  return std::min(weakest, std::pow(product, kDependence));
}

}  // namespace

double reading_confidence(const std::vector<const models::Word*>& words) { return joint_confidence(words, {}); }

Finding finding_of(std::string value, const std::vector<const models::Word*>& words, double strength, bool validated) {
  Finding finding{
      .value = std::move(value), .confidence = reading_confidence(words) * strength, .validated = validated};
  for (const models::Word* word : words) finding.box = models::united(finding.box, word->box);
  finding.words = words;
  finding.strength = strength;
  return finding;
}

void doubt(Finding& finding, const char* check) {
  finding.validated = false;
  finding.checks.push_back({.name = check, .holds = false});
}

void vouch(Finding& finding, const std::vector<std::string>& list, double floor) {
  take_repair(finding, repair_marks(finding.value, list), floor);
}

void take_repair(Finding& finding, RepairedText repaired, double floor) {
  if (repaired.in_list.size() != finding.words.size()) return;
  finding.value = std::move(repaired.text);
  finding.floors.resize(finding.words.size(), 0);
  for (std::size_t i = 0; i < finding.floors.size(); ++i)
    // What was hardly legible may be anything.
    if (repaired.in_list[i] && finding.words[i]->confidence >= kLegible)
      finding.floors[i] = std::max(finding.floors[i], floor);
  finding.confidence = joint_confidence(finding.words, finding.floors) * finding.strength;
}

void take_floors(Finding& finding, const std::vector<double>& floors) {
  finding.floors.resize(finding.words.size(), 0);
  for (std::size_t i = 0; i < finding.floors.size(); ++i) finding.floors[i] = std::max(finding.floors[i], floors.at(i));
  finding.confidence = joint_confidence(finding.words, finding.floors) * finding.strength;
}

bool surely_read(const Finding& finding) {
  double product = 1;
  for (std::size_t i = 0; i < finding.words.size(); ++i) {
    if (key_of(finding.words[i]->text).empty()) continue;
    const double least = i < finding.floors.size() ? finding.floors[i] : 0;
    product *= std::clamp(finding.words[i]->confidence, least, 1.0);
  }
  return !finding.words.empty() && product >= kSurelyRead;
}

models::Verdict verdict_of(const Finding& finding) {
  return finding.validated && !finding.by_pen && finding.confidence >= kAcceptConfidence ? models::Verdict::accept
                                                                                         : models::Verdict::review;
}

}  // namespace hoso::extraction
