// SPDX-License-Identifier: Apache-2.0
#include "extraction/agreement/agreement.h"

#include <algorithm>

#include "extraction/agreement/codes.h"
#include "extraction/agreement/comparison.h"
#include "extraction/agreement/persons.h"
#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

constexpr std::ptrdiff_t kWordsMax = 9;  // of a long text, two prints are misread alike somewhere
constexpr std::size_t kLettersMin = 6;   // less may agree by chance

std::ptrdiff_t words_in(const std::string& text) { return 1 + std::count(text.begin(), text.end(), ' '); }

/// Titles are few: that another paper has the same says nothing of letters that were not read beside this one ("KT.").
bool may_vouch(const models::Field& one, const models::Field& other) {
  return one.name != "signer_title" || (!is_cut(one) && !is_cut(other));
}

/// Fields of one name that say the same on two papers.
void check_same_names(std::vector<models::Document>& documents) {
  for (std::size_t i = 0; i < documents.size(); ++i)
    for (std::size_t k = i + 1; k < documents.size(); ++k)
      for (models::Field& one : documents[i].fields)
        for (models::Field& other : documents[k].fields)
          if (one.name == other.name && one.value == other.value && one.page != other.page &&
              key_of(one.value).size() >= kLettersMin && words_in(one.value) <= kWordsMax && may_vouch(one, other))
            corroborate(one, i, other, k);
}

}  // namespace

void check_agreement(std::vector<models::Document>& documents, const DocumentTypes& types) {
  const std::vector<Person> persons = persons_of(documents, types);
  check_numbers(persons);
  check_persons(persons);
  put_names_right(documents, persons);
  check_same_names(documents);
  check_codes_of_dossier(documents);
}

}  // namespace hoso::extraction
