// SPDX-License-Identifier: Apache-2.0
#include "extraction/well_formed.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <set>
#include <string>

#include "extraction/form/kinds.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

/// "chi" and "chỉ" are read for each other, and surely: both are common words of offices. What the file itself gives
/// was not read.
bool may_be_another(const models::Word& word) {
  return word.source != models::TextSource::given && key_of(word.text) == "chi" && capital_share(word.text) == 0;
}

/// "Khu phố ó": a small letter by itself that is a digit read wrong.
bool may_be_digit(const models::Word& word) {
  static const std::set<std::string, std::less<>> letters{"o", "ó", "ò", "ỏ", "õ", "ọ", "l", "i"};
  return word.source != models::TextSource::given && letters.contains(trimmed_value(word.text));
}

/// "o2": digits of which one was read as a letter.
bool holds_misread_digit(const std::string& word) {
  const std::size_t digits = static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](unsigned char c) { return std::isdigit(c) != 0; }));
  return digits > 0 && digits < word.size() && word.find_first_not_of("0123456789oOlI") == std::string::npos;
}

/// "Nốt ruồi C 1cm": a capital by itself before a number lost its colon or point.
bool lost_its_sign(const std::vector<const models::Word*>& words, std::size_t at) {
  const std::string& letter = words[at]->text;
  return letter.size() == 1 && std::isupper(static_cast<unsigned char>(letter.front())) != 0 && at + 1 < words.size() &&
         std::isdigit(static_cast<unsigned char>(words[at + 1]->text.front())) != 0;
}

}  // namespace

bool is_well_formed(const Finding& finding) {
  for (std::size_t i = 0; i < finding.words.size(); ++i) {
    const std::string word = trimmed_value(finding.words[i]->text);
    if (holds_misread_digit(word) || lost_its_sign(finding.words, i)) return false;
    const bool listed = i < finding.floors.size() && finding.floors[i] > 0;
    if (listed || word.find_first_of("0123456789/-.") != std::string::npos || capital_share(word) == 1) continue;
    if (!key_of(word).empty() &&
        (!is_syllable(word) || may_be_another(*finding.words[i]) || may_be_digit(*finding.words[i])))
      return false;
  }
  return true;
}

bool holds_label(const Finding& finding) {
  const auto ends_label = [](const models::Word* word) {
    return key_of(word->text).size() > 1 && word->text.ends_with(':');
  };
  return finding.words.size() > 1 && std::any_of(finding.words.begin() + 1, finding.words.end(), ends_label);
}

bool begins_small(const Finding& finding) {
  return !finding.value.empty() && capital_share(finding.value.substr(0, finding.value.find(' '))) == 0 &&
         std::isdigit(static_cast<unsigned char>(finding.value.front())) == 0;
}

}  // namespace hoso::extraction
