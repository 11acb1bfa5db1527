// SPDX-License-Identifier: Apache-2.0
#include "extraction/print_or_pen.h"

#include <algorithm>
#include <vector>

#include "extraction/confidence.h"
#include "extraction/place_checks.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

/// A form is filled in by a printer or by a pen. Print is read surely throughout; of what a pen wrote, much is
/// doubtful.
bool filled_in_by_printer(const FoundFields& found) {
  constexpr double kMedian = 0.9955, kFifth = 0.97;
  constexpr std::size_t kWordsMin = 20;
  std::vector<double> read;
  for (const auto& [rule, placed] : found)
    for (const models::Word* word : placed.finding.words)
      if (placed.finding.by_pen && rule->finder != "choice" && !key_of(word->text).empty())
        read.push_back(word->confidence);
  if (read.size() < kWordsMin) return false;
  std::sort(read.begin(), read.end());
  return read[read.size() / 2] >= kMedian && read[read.size() / 5] >= kFifth;
}

constexpr double kPrintRead = 0.96;  // a value that is read worse may be by pen even in a printed form

/// Below "Người khai" a pen writes the name also where a printer filled in the form: it counts as print where the form
/// prints that name in another field, too.
bool signed_as_printed(const Placed& signer, const FoundFields& found) {
  return std::ranges::any_of(found, [&](const auto& other) {
    return &other.second != &signer && spelled_alike(other.second.finding.value, signer.finding.value);
  });
}

}  // namespace

bool is_in_blue(const Placed& placed, const PageGroup& group) {
  return std::ranges::any_of(group.pages, [&](const PageView* page) {
    return page->number() == placed.page && is_written_in_blue(placed.finding, page->page->facts);
  });
}

bool filled_in_in_blue(const FoundFields& found, const PageGroup& group) {
  std::size_t filled = 0, blue = 0;
  for (const auto& [rule, placed] : found) {
    if (!placed.finding.by_pen || placed.finding.words.empty()) continue;
    ++filled;
    blue += is_in_blue(placed, group) ? 1 : 0;
  }
  return 2 * blue > filled;
}

void take_doubtful_print(FoundFields& found) {
  constexpr double kReadable = 0.25;
  for (auto& [rule, placed] : found) {
    if (!placed.finding.value.empty() || rule->kind != ValueKind::text || placed.alternatives.empty()) continue;
    const models::Alternative& read = placed.alternatives.front();
    if (read.why != "illegible" || read.confidence < kReadable || read.value.find(':') != std::string::npos) continue;
    placed.finding.value = read.value;
    placed.finding.confidence = read.confidence;
    placed.finding.validated = placed.finding.by_pen = false;
    placed.alternatives.erase(placed.alternatives.begin());
  }
}

bool take_print(FoundFields& found) {
  if (!filled_in_by_printer(found)) return false;
  for (auto& [rule, placed] : found)
    if (rule->handwritten && reading_confidence(placed.finding.words) >= kPrintRead &&
        (rule->reach == 1 || signed_as_printed(placed, found)))
      placed.finding.by_pen = false;
  return true;
}

}  // namespace hoso::extraction
