// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/duplicates.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <map>
#include <string>
#include <vector>

#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

/// Words of a page by key, numbers apart.
struct PageWords {
  std::map<std::string, int> letters, numbers;
  int letter_count = 0, number_count = 0;
};

PageWords words_of(const models::PageText& text) {
  PageWords out;
  for (const models::Block& block : text.blocks)
    for (const models::Line& line : block.lines)
      for (const models::Word& word : line.words) {
        std::string key = key_of(word.text);
        if (key.size() < 2) continue;
        const bool number = std::ranges::any_of(key, [](unsigned char c) { return std::isdigit(c) != 0; });
        ++(number ? out.number_count : out.letter_count);
        ++(number ? out.numbers : out.letters)[std::move(key)];
      }
  return out;
}

/// Dice's coefficient of two bags of words with `count` words together, 0..1; 1 where both are empty.
double likeness_of(const std::map<std::string, int>& one, const std::map<std::string, int>& other, int count) {
  if (count == 0) return 1;
  int shared = 0;
  for (const auto& [word, times] : one)
    if (const auto found = other.find(word); found != other.end()) shared += std::min(times, found->second);
  return 2.0 * shared / count;
}

// Measured on 18 dossiers of the corpus: sheets scanned twice, one of them as a photocopy or a phone's picture, have
// 0.96 of their words and 0.97 of their numbers in common at least, other pages 0.64 of their words at most. Their
// hashes differ in up to 29 bits, so looks count only where there is little text.
constexpr double kAlike = 0.85;
constexpr int kWordsEnough = 60, kWordsMin = 12;
constexpr int kBitsMax = 24;     // of 64; unlike pages differ in 32 of them
constexpr int kBitsMaxBare = 3;  // where there is hardly any text

struct Seen {
  const models::ComposedPage* page = nullptr;
  PageWords words;
};

bool same_file(const models::SourceRef& one, const models::SourceRef& other) {
  return !one.sha256.hex.empty() && one.sha256 == other.sha256 && one.index == other.index;
}

/// Sheets on which other codes stand are others, however alike they look. A code that was read on one of them alone
/// says nothing.
bool differ_in_codes(const models::PageFacts& one, const models::PageFacts& other) {
  const auto has = [](const models::PageFacts& facts, const std::string& text) {
    return std::ranges::any_of(facts.barcodes, [&](const models::Barcode& code) { return code.text == text; });
  };
  return !one.barcodes.empty() && !other.barcodes.empty() &&
         std::ranges::none_of(one.barcodes, [&](const models::Barcode& code) { return has(other, code.text); });
}

bool alike_in_text(const PageWords& one, const PageWords& other) {
  return likeness_of(one.letters, other.letters, one.letter_count + other.letter_count) >= kAlike &&
         likeness_of(one.numbers, other.numbers, one.number_count + other.number_count) >= kAlike;
}

bool same_sheet(const Seen& one, const Seen& other) {
  const models::PageFacts &facts = one.page->facts, &others = other.page->facts;
  if (facts.blank || others.blank) return false;
  if (same_file(facts.source, others.source)) return true;
  if (differ_in_codes(facts, others)) return false;
  const int words =
      std::min(one.words.letter_count + one.words.number_count, other.words.letter_count + other.words.number_count);
  if (words >= kWordsEnough) return alike_in_text(one.words, other.words);
  if (!facts.look || !others.look) return false;
  const int bits = std::popcount(*facts.look ^ *others.look);
  if (words >= kWordsMin) return bits <= kBitsMax && alike_in_text(one.words, other.words);
  return bits <= kBitsMaxBare && one.words.letters == other.words.letters && one.words.numbers == other.words.numbers;
}

/// The earlier document that has the pages that all of this one's are duplicates of; 0: there is none.
int original_of(const models::Dossier& dossier, const models::Document& document) {
  std::vector<int> originals;
  for (const int page : document.pages) {
    const bool known = page >= 1 && page <= std::ssize(dossier.pages);
    const int original = known ? dossier.pages[static_cast<std::size_t>(page - 1)].facts.duplicate_of : 0;
    if (original == 0) return 0;
    originals.push_back(original);
  }
  for (std::size_t i = 0; i < dossier.documents.size() && !originals.empty(); ++i) {
    const models::Document& other = dossier.documents[i];
    if (&other == &document) return 0;
    if (other.type == document.type && other.pages == originals) return static_cast<int>(i) + 1;
  }
  return 0;
}

}  // namespace

void mark_duplicates(models::Dossier& dossier) {
  std::vector<Seen> seen;
  for (models::ComposedPage& page : dossier.pages) {
    Seen now{&page, words_of(page.text)};
    const auto original = std::ranges::find_if(seen, [&](const Seen& earlier) { return same_sheet(earlier, now); });
    if (original != seen.end())
      page.facts.duplicate_of = original->page->facts.id.number;
    else
      seen.push_back(std::move(now));
  }
  for (models::Document& document : dossier.documents) document.duplicate_of = original_of(dossier, document);
}

}  // namespace hoso::extraction
