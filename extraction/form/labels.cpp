// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/labels.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

#include "extraction/form/kinds.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

constexpr std::size_t kBulletLetters = 2;      // "1.", "a)", "II."
constexpr std::size_t kTailWordsMax = 8;       // "/ Personal identification number"
constexpr std::size_t kBareLabelLetters = 8;   // what may do without its colon
constexpr std::size_t kAloneLabelLetters = 5;  // the same, alone on its line
constexpr std::size_t kNumberLabelLetters = 6, kLongNumber = 6, kYear = 4;
constexpr std::size_t kBilingualLetters = 12;
constexpr std::size_t kPointWord = 3;  // bytes of "No.", an abbreviation
constexpr double kEditCost = 3;        // letters of a label that one wrong letter outweighs

/// A line with where its words stand in its key.
struct KeyedLine {
  const Segment& line;
  std::vector<std::size_t> begins;  // and the key's length behind the last
  explicit KeyedLine(const Segment& source) : line(source), begins{0} {
    for (const models::Word* word : line.words) begins.push_back(begins.back() + key_of(word->text).size());
  }
  [[nodiscard]] std::size_t size() const { return line.words.size(); }
  [[nodiscard]] const std::string& text(std::size_t i) const { return line.words[i]->text; }
};

/// First word behind a label that ends at `end` of the key, if a word ends thereabouts. A colon within the word parts
/// label and value.
bool find_value_word(const KeyedLine& keyed, std::size_t end, LabelHit& hit) {
  const auto next = std::lower_bound(keyed.begins.begin() + 1, keyed.begins.end(), end);
  if (next == keyed.begins.end()) return false;
  const auto word = static_cast<std::size_t>(next - keyed.begins.begin()) - 1;
  const std::string& text = keyed.text(word);
  const std::size_t colon = text.find(':');
  if (colon != std::string::npos && colon + 1 < text.size()) {
    hit.value = word, hit.skip_bytes = colon + 1, hit.colon = true;
    return true;
  }
  const std::size_t rest = *next - end, inside = end - keyed.begins[word];
  if (rest > 1 && inside > 1) return false;
  hit.value = rest <= 1 ? word + 1 : word;
  hit.colon = rest <= 1 && text.ends_with(':');
  return hit.value > hit.begin;
}

/// "Mục đích sử dụng: Đất ở" is not the label "Mục đích sử dụng đất": what stands behind a colon is no part of one.
bool crosses_colon(const KeyedLine& keyed, const LabelHit& hit) {
  for (std::size_t word = hit.begin; word + 1 < hit.value; ++word)
    if (keyed.text(word).ends_with(':') && !key_of(keyed.text(word)).empty()) return true;
  return false;
}

/// Goes on to the word that ends with `last`, at most `kTailWordsMax` words.
std::optional<std::size_t> behind(const KeyedLine& keyed, std::size_t from, char last) {
  for (std::size_t i = from; i < std::min(keyed.size(), from + kTailWordsMax); ++i)
    if (keyed.text(i).find(last) != std::string::npos) return i;
  return std::nullopt;
}

void skip_remark(const KeyedLine& keyed, LabelHit& hit) {
  if (hit.value >= keyed.size() || !keyed.text(hit.value).starts_with('(')) return;
  const auto end = behind(keyed, hit.value, ')');
  if (!end) return;
  hit.colon = keyed.text(*end).ends_with(':');
  hit.value = *end + 1;
}

/// The end of a translation whose colon was read as a point: "/ Nationality. Việt Nam".
std::optional<std::size_t> behind_point(const KeyedLine& keyed, std::size_t from) {
  for (std::size_t i = from; i + 1 < std::min(keyed.size(), from + kTailWordsMax); ++i) {
    const std::string& text = keyed.text(i);
    if (i > from && text.find('/') == 0) break;  // the next label's
    if (text.size() > kPointWord && (text.ends_with('.') || text.ends_with(';'))) return i;
  }
  return std::nullopt;
}

void skip_translation(const KeyedLine& keyed, LabelHit& hit) {
  if (hit.value >= keyed.size() || keyed.text(hit.value).find('/') != 0) return;
  auto end = behind(keyed, hit.value, ':');
  if (!end) end = behind_point(keyed, hit.value);
  if (!end && keyed.size() - hit.value > kTailWordsMax) return;
  hit.colon = end.has_value();
  hit.value = end ? *end + 1 : keyed.size();
}

void skip_colon(const KeyedLine& keyed, LabelHit& hit) {
  if (hit.value >= keyed.size() || hit.colon) return;
  const std::string& text = keyed.text(hit.value);
  if (text.find(':') != 0 && text != ";" && text != ".:") return;
  hit.colon = true;
  if (key_of(text).empty())
    ++hit.value;
  else
    hit.skip_bytes = 1;
}

/// "Ông Lê Văn Bình", "Ông (bà) …", "Tôi là Lê Văn Bình": what addresses or introduces a person needs no colon before
/// two capitals.
bool addresses(const KeyedLine& keyed, const LabelHit& hit) {
  static constexpr std::array<std::string_view, 8> kForms{"ong",  "ba",    "ongba",  "hoong",
                                                          "hoba", "toila", "toiten", "dongchi"};
  if (std::find(kForms.begin(), kForms.end(), hit.label) == kForms.end()) return false;
  std::string key;
  for (std::size_t word = hit.begin; word < std::min(hit.value, keyed.size()); ++word) key += key_of(keyed.text(word));
  if (key != hit.label) return false;  // "BAN NHÂN DÂN"
  const auto capital = [&](std::size_t word) {
    return word < keyed.size() && is_capitalised(trimmed_value(keyed.text(word)));
  };
  return capital(hit.value) && capital(hit.value + 1);
}

bool has_digits(const std::string& text, std::size_t least) {
  const auto digits = std::count_if(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  return static_cast<std::size_t>(digits) >= least;
}

/// "…: CCCD số 001090000001 cấp ngày 15/03/2022": behind a colon, or at the line's head, a label without its own counts
/// before a long number or a day.
bool stands_before_number(const KeyedLine& keyed, const LabelHit& hit, bool begins_line) {
  const auto begin = keyed.line.words.begin(), end = begin + static_cast<std::ptrdiff_t>(hit.begin);
  const bool behind_colon = std::any_of(begin, end, [](const models::Word* word) { return word->text.ends_with(':'); });
  // "…: Trần Văn An, sinh năm 1994, …"
  const std::size_t digits = hit.label.ends_with("nam") ? kYear : kLongNumber;
  return (behind_colon || begins_line) && hit.likeness == 1 && hit.label.size() >= kNumberLabelLetters &&
         hit.value < keyed.size() && has_digits(keyed.text(hit.value), digits);
}

/// "Quốc tịch / Nationality Việt Nam": both languages of a label say that it is one.
bool is_bilingual(const KeyedLine& keyed, const LabelHit& hit) {
  if (hit.label.size() < kBilingualLetters) return false;
  for (std::size_t word = hit.begin + 1; word + 1 < std::min(hit.value, keyed.size()); ++word)
    if (keyed.text(word) == "/") return true;
  return false;
}

bool counts(const KeyedLine& keyed, const LabelHit& hit, bool begins_line) {
  if (hit.colon || is_bilingual(keyed, hit) || stands_before_number(keyed, hit, begins_line)) return true;
  if (!begins_line) return false;
  if (addresses(keyed, hit)) return true;
  return hit.label.size() >= (hit.value >= keyed.size() ? kAloneLabelLetters : kBareLabelLetters);
}

std::optional<LabelHit> label_at(const KeyedLine& keyed, std::size_t word, const std::vector<std::string>& labels,
                                 bool begins_line) {
  const std::string_view key = std::string_view(keyed.line.key).substr(keyed.begins[word]);
  std::optional<LabelHit> best;
  double best_weight = 0;
  for (const std::string& label : labels) {
    const auto match = begins_with_anchor(key, label, least_likeness(label));
    if (!match) continue;
    LabelHit hit{.label = label, .begin = word, .likeness = match->likeness};
    if (!find_value_word(keyed, keyed.begins[word] + match->end, hit) || crosses_colon(keyed, hit)) continue;
    if (!hit.colon) skip_remark(keyed, hit);
    if (!hit.colon) skip_translation(keyed, hit);
    skip_colon(keyed, hit);
    const auto length = static_cast<double>(label.size());
    const double weight = length - kEditCost * (1 - match->likeness) * length;
    if (counts(keyed, hit, begins_line) && weight > best_weight) best = hit, best_weight = weight;
  }
  return best;
}

/// A tolerant look takes a short word before a label for a part of it: "Nữ Quốc tịch" is like "Quốc tịch".
bool swallows_a_value(const KeyedLine& keyed, const LabelHit& hit, const std::vector<std::string>& labels,
                      bool begins_line) {
  if (hit.likeness == 1 || hit.begin + 1 >= keyed.size()) return false;
  const auto next = label_at(keyed, hit.begin + 1, labels, begins_line);
  return next && next->value == hit.value && next->likeness > hit.likeness;
}

}  // namespace

std::vector<LabelHit> find_labels(const Segment& line, const std::vector<std::string>& labels) {
  const KeyedLine keyed(line);
  std::vector<LabelHit> hits;
  bool begins_line = true;
  const std::size_t last_mark = line.text.find_last_of(":/");
  for (std::size_t word = 0; word < keyed.size(); ++word) {
    const std::size_t letters = keyed.begins[word + 1] - keyed.begins[word];
    if (letters == 0) continue;
    if (!begins_line && last_mark == std::string::npos) break;
    auto hit = label_at(keyed, word, labels, begins_line);
    if (hit && !swallows_a_value(keyed, *hit, labels, begins_line)) {
      word = std::max(word + 1, hit->value) - 1;
      hits.push_back(std::move(*hit));
      begins_line = false;
    } else if (letters > kBulletLetters) {
      begins_line = false;
    }
  }
  return hits;
}

}  // namespace hoso::extraction
