// SPDX-License-Identifier: Apache-2.0
#include "extraction/agreement/comparison.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "extraction/form/kinds.h"
#include "extraction/text/fuzzy.h"
#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

constexpr std::size_t kShortest = 4;  // letters of a key that can agree by more than chance
constexpr double kMost = 0.97;        // two prints may be misread alike
constexpr double kReadable = 0.5, kBothReadable = 0.72;
constexpr double kAccept = 0.85;

const std::string& form_of(const models::Field& field) { return field.normalised ? *field.normalised : field.value; }

std::string upper(const std::string& text) { return normalised(text, "upper").value_or(text); }

Likeness compare_text(const models::Field& one, const models::Field& other) {
  const std::string a = key_of(form_of(one)), b = key_of(form_of(other));
  if (a.size() < kShortest || b.size() < kShortest) return Likeness::unknown;
  if (a != b) return Likeness::different;
  if (one.source == models::FieldSource::mrz || other.source == models::FieldSource::mrz) return Likeness::same;
  const auto plain = [](const models::Field& field) {
    std::string text = upper(field.value);
    std::erase_if(text, [](unsigned char c) { return c < 0x80 && std::isalnum(c) == 0; });
    return text;
  };
  return plain(one) == plain(other) ? Likeness::same : Likeness::but_for_marks;
}

Likeness compare_birth(const models::Field& one, const models::Field& other) {
  const auto a = year_of(one), b = year_of(other);
  if (!a || !b) return Likeness::unknown;
  if (*a != *b) return Likeness::different;
  const bool days = one.normalised && other.normalised && one.normalised->size() == other.normalised->size();
  return !days || *one.normalised == *other.normalised ? Likeness::same : Likeness::different;
}

bool has_letters(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x80 || std::isalpha(c) != 0; });
}

/// A pen's words are read too badly to vouch for others, and a machine-readable zone has no marks.
bool vouches(const models::Field& field) {
  if (field.source == models::FieldSource::handwriting) return false;
  return field.source != models::FieldSource::mrz || !has_letters(field.value);
}

/// Something on its own paper contradicts: what agrees with the print was misread alike, or knows less. Of other
/// papers, which may have been filled in by pen, one that agrees is enough, and that nothing of the value is missing,
/// too.
bool is_refuted(const models::Field& field) {
  return std::ranges::any_of(field.checks, [](const models::Check& check) {
    return !check.holds && check.name != "agrees" && check.name != "whole";
  });
}

/// A year vouches for no day.
bool says_as_much(const models::Field& one, const models::Field& other) {
  constexpr std::size_t kDay = 10;  // YYYY-MM-DD
  const auto is_day = [](const models::Field& field) {
    return field.normalised && field.normalised->size() == kDay && (*field.normalised)[4] == '-';
  };
  return is_day(one) || !is_day(other);
}

void raise(models::Field& field, double confidence) {
  if (is_refuted(field)) return;
  if (field.source == models::FieldSource::handwriting || field.verdict != models::Verdict::review) return;
  field.confidence = std::max(field.confidence, confidence);
  if (field.confidence >= kAccept) field.verdict = models::Verdict::accept;
}

}  // namespace

std::optional<int> year_of(const models::Field& field) {
  const std::string& text = form_of(field);
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + std::min<std::size_t>(text.size(), 4), year);
  if (error != std::errc{} || end != text.data() + 4) return std::nullopt;
  return year;
}

Likeness compare(const models::Field& one, const models::Field& other, PersonRole role) {
  if (role == PersonRole::birth) return compare_birth(one, other);
  if (role == PersonRole::sex) return form_of(one) == form_of(other) ? Likeness::same : Likeness::different;
  if (role != PersonRole::id) return compare_text(one, other);
  const auto a = normalised(one.value, "digits"), b = normalised(other.value, "digits");
  if (!a || !b || a->size() != b->size()) return Likeness::unknown;  // an old and a new number
  return *a == *b ? Likeness::same : Likeness::different;
}

bool is_cut(const models::Field& field) {
  return std::ranges::any_of(field.checks,
                             [](const models::Check& check) { return check.name == "whole" && !check.holds; });
}

void note(models::Field& field, const models::Check& check) {
  if (std::find(field.checks.begin(), field.checks.end(), check) == field.checks.end()) field.checks.push_back(check);
}

void corroborate(models::Field& one, std::size_t document, models::Field& other, std::size_t other_document) {
  note(one, {"agrees", true, static_cast<int>(other_document) + 1, other.page});
  note(other, {"agrees", true, static_cast<int>(document) + 1, one.page});
  if (std::min(one.confidence, other.confidence) < kReadable) return;
  if (std::max(one.confidence, other.confidence) < kBothReadable || !vouches(one) || !vouches(other)) return;
  // The same sheet scanned twice may have lost the same part twice.
  if (is_cut(one) && is_cut(other)) return;
  // Commas that one of them lost may not be taken for read.
  if (has_letters(one.value) && has_letters(other.value) && upper(one.value) != upper(other.value)) return;
  const double both = std::min(kMost, 1 - (1 - one.confidence) * (1 - other.confidence));
  if (says_as_much(other, one)) raise(one, both);
  if (says_as_much(one, other)) raise(other, both);
}

}  // namespace hoso::extraction
