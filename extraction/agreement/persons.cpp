// SPDX-License-Identifier: Apache-2.0
#include "extraction/agreement/persons.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "extraction/agreement/comparison.h"
#include "extraction/form/kinds.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

constexpr double kReadable = 0.6;   // a contradiction needs two readings that may be right
constexpr double kPutRight = 0.93;  // a reading whose marks another source put right
constexpr std::array kRoles{PersonRole::name, PersonRole::id, PersonRole::birth, PersonRole::sex, PersonRole::address};

bool share(const Person& one, const Person& other, PersonRole role) {
  for (const models::Field* a : one.of(role))
    for (const models::Field* b : other.of(role)) {
      const Likeness like = compare(*a, *b, role);
      if (like == Likeness::same || (role == PersonRole::name && like == Likeness::but_for_marks)) return true;
    }
  return false;
}

bool same_person(const Person& one, const Person& other) {
  return share(one, other, PersonRole::id) || share(one, other, PersonRole::name);
}

bool is_checked(const models::Field& field) {
  return field.verdict == models::Verdict::accept &&
         (field.source == models::FieldSource::qr || field.source == models::FieldSource::mrz);
}

void contradict(models::Field& field) {
  if (!is_checked(field)) field.verdict = models::Verdict::review;
}

struct Place {
  models::Field* field = nullptr;
  std::size_t document = 0;
};

/// The better source's spelling, in the other's case.
void put_right(const Place& wrong, const Place& right) {
  wrong.field->value = in_case_of(wrong.field->value, right.field->value);
  wrong.field->confidence = kPutRight;
  if (wrong.field->source != models::FieldSource::handwriting) wrong.field->verdict = models::Verdict::accept;
  note(*wrong.field, {"agrees", true, static_cast<int>(right.document) + 1, right.field->page});
}

void hold_against(const Place& one, const Place& other, PersonRole role) {
  const Likeness like = compare(*one.field, *other.field, role);
  if (like == Likeness::same) return corroborate(*one.field, one.document, *other.field, other.document);
  if (like == Likeness::but_for_marks) {
    const bool first = one.field->source == models::FieldSource::qr,
               second = other.field->source == models::FieldSource::qr;
    if (first && !second) put_right(other, one);
    if (second && !first) put_right(one, other);
    return;
  }
  // Who moves has two addresses, and both are right.
  if (like == Likeness::unknown || role == PersonRole::address) return;
  if (one.field->confidence < kReadable || other.field->confidence < kReadable) return;
  note(*one.field, {"agrees", false, static_cast<int>(other.document) + 1, other.field->page});
  note(*other.field, {"agrees", false, static_cast<int>(one.document) + 1, one.field->page});
  contradict(*one.field);
  contradict(*other.field);
}

/// Century and sex of the fourth digit: 0 and 1 for men and women born in 19xx, 2 and 3 in 20xx.
struct NumberFacts {
  bool woman = false;
  int year = 0;
};

std::optional<NumberFacts> facts_of(const models::Field& number) {
  const std::string digits = normalised(number.value, "digits").value_or("");
  if (!is_personal_number(digits)) return std::nullopt;
  const int century = digits[3] - '0';
  return NumberFacts{century % 2 == 1, 1900 + 100 * (century / 2) + std::stoi(digits.substr(4, 2))};
}

void note_both(models::Field& one, models::Field& other, const char* name, bool holds) {
  note(one, {name, holds, 0, other.page});
  note(other, {name, holds, 0, one.page});
  if (holds) return;
  contradict(one);
  contradict(other);
}

void check_number(models::Field& number, const Person& person) {
  const auto facts = facts_of(number);
  if (!facts) return;
  for (models::Field* birth : person.of(PersonRole::birth))
    if (const auto year = year_of(*birth)) note_both(number, *birth, "year_of_number", *year == facts->year);
  for (models::Field* sex : person.of(PersonRole::sex)) {
    const std::string& said = sex->normalised ? *sex->normalised : sex->value;
    if (said == "Nam" || said == "Nữ") note_both(number, *sex, "sex_of_number", (said == "Nữ") == facts->woman);
  }
}

/// Replaces the words of `text` that are the name but for its marks; false if there are none.
bool spell_name(std::string& text, const std::string& name) {
  const std::string key = key_of(name);
  for (std::size_t begin = 0; begin != std::string::npos && begin < text.size();) {
    for (std::size_t end = text.find(' ', begin);; end = text.find(' ', end + 1)) {
      const std::string printed = text.substr(begin, end == std::string::npos ? end : end - begin);
      const std::string own = key_of(printed);
      if (own == key) {
        const std::string bare = printed.substr(0, printed.find_last_not_of(".,;:") + 1),
                          right = in_case_of(bare, name);
        if (right == bare || spelled_alike(bare, right)) break;
        text.replace(begin, bare.size(), right);
        return true;
      }
      if (end == std::string::npos || own.empty() || !key.starts_with(own)) break;
    }
    const std::size_t space = text.find(' ', begin);
    begin = space == std::string::npos ? space : space + 1;
  }
  return false;
}

}  // namespace

std::vector<Person> persons_of(std::vector<models::Document>& documents, const DocumentTypes& types) {
  std::vector<Person> out;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const DocumentType* type = types.find(documents[i].type);
    if (type == nullptr) continue;
    for (const auto& roles : type->persons) {
      Person person{.document = i, .fields = {}};
      for (std::size_t role = 0; role < kPersonRoles; ++role)
        for (models::Field& field : documents[i].fields)
          if (!roles.at(role).empty() && field.name == roles.at(role) && !field.value.empty())
            person.fields.at(role).push_back(&field);
      out.push_back(std::move(person));
    }
  }
  return out;
}

void check_numbers(const std::vector<Person>& persons) {
  for (const Person& person : persons)
    for (models::Field* number : person.of(PersonRole::id)) check_number(*number, person);
}

void put_names_right(std::vector<models::Document>& documents, const std::vector<Person>& persons) {
  constexpr std::ptrdiff_t kFullName = 3;  // words; a shorter name may be another's
  for (const Person& person : persons)
    for (const models::Field* name : person.of(PersonRole::name)) {
      if (name->source != models::FieldSource::qr || std::ranges::count(name->value, ' ') + 1 < kFullName) continue;
      for (models::Document& document : documents)
        for (models::Field& field : document.fields)
          if (field.source == models::FieldSource::ocr && spell_name(field.value, name->value))
            note(field, {"agrees", true, static_cast<int>(person.document) + 1, name->page});
    }
}

void check_persons(const std::vector<Person>& persons) {
  for (std::size_t i = 0; i < persons.size(); ++i)
    for (std::size_t k = i + 1; k < persons.size(); ++k) {
      if (persons[i].document == persons[k].document || !same_person(persons[i], persons[k])) continue;
      for (const PersonRole role : kRoles)
        for (models::Field* one : persons[i].of(role))
          for (models::Field* other : persons[k].of(role))
            hold_against({one, persons[i].document}, {other, persons[k].document}, role);
    }
}

}  // namespace hoso::extraction
