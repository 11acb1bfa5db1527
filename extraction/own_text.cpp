// SPDX-License-Identifier: Apache-2.0
#include "extraction/own_text.h"

#include <algorithm>
#include <string>

#include "extraction/form/kinds.h"

namespace hoso::extraction {
namespace {

using models::TextSource;
using models::Word;

bool is_given(const Word* word) { return word->source == TextSource::given; }

bool is_contradicted(const Word* word) { return !word->other.empty() && word->confidence < kAcceptConfidence; }

/// The words with what the other source has in place of those that came from `source`.
std::string other_reading(const Finding& finding, TextSource source) {
  std::string out;
  for (const Word* word : finding.words) {
    const bool other = is_contradicted(word) && word->source == source;
    out.append(out.empty() ? "" : " ").append(other ? word->other : word->text);
  }
  return trimmed_value(out);
}

}  // namespace

void check_own_text(Finding& finding) {
  if (finding.words.empty()) return;
  const bool contradicted = std::ranges::any_of(finding.words, is_contradicted);
  if (!contradicted && !std::ranges::all_of(finding.words, is_given)) return;
  if (contradicted) finding.validated = false;
  finding.checks.push_back({.name = "own_text", .holds = !contradicted});
}

void add_other_reading(models::Field& field, const Finding& finding) {
  const auto add = [&](TextSource source, const char* why) {
    const auto differs = [&](const Word* word) { return is_contradicted(word) && word->source == source; };
    if (std::ranges::none_of(finding.words, differs)) return;
    field.alternatives.push_back({.value = other_reading(finding, source),
                                  .why = why,
                                  .confidence = reading_confidence(finding.words),
                                  .page = field.page,
                                  .box = field.box});
  };
  add(TextSource::read, "own_text");
  add(TextSource::given, "as_read");
}

}  // namespace hoso::extraction
