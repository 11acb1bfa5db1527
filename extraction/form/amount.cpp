// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/amount.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "extraction/form/kinds.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/number_words.h"

namespace hoso::extraction {
namespace {

constexpr std::size_t kWordsBetween = 8;  // between figures and "bằng chữ"
constexpr std::size_t kWordsMax = 40;     // of the number in words
constexpr double kAgreed = 0.97, kContradicted = 0.5;

/// Keys of the words behind the amount in reading order.
std::vector<std::string> keys_behind(const Placed& amount, const PageLayout& layout) {
  std::vector<std::string> keys;
  bool behind = false;
  for (const Segment& segment : layout.segments)
    for (const models::Word* word : segment.words) {
      if (behind && keys.size() < kWordsBetween + kWordsMax) keys.push_back(key_of(word->text));
      behind = behind || word == amount.finding.words.back();
    }
  return keys;
}

std::optional<std::int64_t> said_in_words(const std::vector<std::string>& keys) {
  for (std::size_t i = 0; i + 1 < std::min(keys.size(), kWordsBetween + 2); ++i) {
    if (keys[i] != "bang" || keys[i + 1] != "chu") continue;
    return number_of_words({keys.begin() + static_cast<std::ptrdiff_t>(i) + 2, keys.end()});
  }
  return std::nullopt;
}

std::optional<std::int64_t> figure(const Finding& finding) {
  const std::string text = finding.normalised.value_or("");
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? std::optional(value)
                                                                                   : std::nullopt;
}

}  // namespace

void check_words(Placed& amount, const std::vector<FormPage>& pages) {
  const auto page =
      std::find_if(pages.begin(), pages.end(), [&](const FormPage& one) { return one.number == amount.page; });
  const auto said = page == pages.end() || amount.finding.words.empty()
                        ? std::nullopt
                        : said_in_words(keys_behind(amount, *page->layout));
  const auto printed = figure(amount.finding);
  if (!said || !printed) return;
  const bool agree = *said == *printed;
  amount.finding.checks.push_back({.name = "words", .holds = agree, .page = amount.page});
  amount.finding.validated = agree;
  amount.finding.confidence =
      agree ? std::max(amount.finding.confidence, kAgreed) : std::min(amount.finding.confidence, kContradicted);
}

void check_only_amount(Placed& amount) {
  const auto own = normalised(amount.finding.value, "digits");
  if (std::ranges::any_of(amount.alternatives, [&](const models::Alternative& other) {
        return other.why == "also_found" && normalised(other.value, "digits") != own;
      }))
    doubt(amount.finding, "only_one");
}

}  // namespace hoso::extraction
