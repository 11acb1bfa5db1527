// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/witnesses.h"

#include <algorithm>

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace hoso::extraction {
namespace {

constexpr double kSure = 0.97;      // least confidence of both words of a witness
constexpr double kVouched = 0.98;   // of a word that a witness vouches for: what blurs once may blur alike twice
constexpr double kReadable = 0.75;  // what was read worse may be anything

/// The word in small letters, with its marks, without what is no letter or digit.
std::string bare(const std::string& word) {
  const auto source = icu::UnicodeString::fromUTF8(word).toLower(icu::Locale::getRoot());
  icu::UnicodeString kept;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1))
    if (u_isalnum(source.char32At(i)) != 0) kept.append(source.char32At(i));
  std::string out;
  kept.toUTF8String(out);
  return out;
}

std::string pair_key(const models::Word& one, const models::Word& other) {
  const std::string first = bare(one.text), second = bare(other.text);
  return first.empty() || second.empty() ? "" : first + " " + second;
}

}  // namespace

void Witnesses::add(const models::PageText& text) {
  const models::Word* before = nullptr;
  for (const models::Block& block : text.blocks)
    for (const models::Line& line : block.lines)
      for (const models::Word& word : line.words) {
        if (before != nullptr)
          if (std::string key = pair_key(*before, word); !key.empty())
            pairs_[std::move(key)].emplace_back(before, &word);
        before = &word;
      }
}

bool Witnesses::stands_elsewhere(const std::vector<const models::Word*>& words, const Pair& pair) const {
  const auto at = pairs_.find(pair_key(*pair.first, *pair.second));
  if (at == pairs_.end()) return false;
  const auto is_own = [&](const models::Word* word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  return std::any_of(at->second.begin(), at->second.end(), [&](const Pair& other) {
    return other.first->confidence >= kSure && other.second->confidence >= kSure && !is_own(other.first) &&
           !is_own(other.second);
  });
}

std::vector<double> Witnesses::floors(const std::vector<const models::Word*>& words) const {
  std::vector<double> out(words.size(), 0);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!stands_elsewhere(words, {words[i], words[i + 1]})) continue;
    for (const std::size_t k : {i, i + 1})
      if (words[k]->confidence >= kReadable) out[k] = kVouched;
  }
  return out;
}

}  // namespace hoso::extraction
