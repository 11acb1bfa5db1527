// SPDX-License-Identifier: Apache-2.0
#include "ocr/given/take_given.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "hoso/models/messages.h"
#include "ocr/given/comparison.h"
#include "ocr/given/places.h"
#include "ocr/leaders.h"
#include "ocr/letter_count.h"

namespace hoso::ocr {
namespace {

using models::GivenWord;
using models::Line;
using models::PageText;
using models::TextSource;
using models::Word;

// What a layer must be to be used. A true one has a word for nearly all that is read of its page, and the recogniser
// reads rendered print right in more than 95 of 100 words; TCVN3 and VNI leave ASCII words as they are and spoil nearly
// all others.
constexpr int kPlacesMin = 4;
constexpr double kPlacedMin = 0.5, kAgreementMin = 0.8, kMarkedAgreementMin = 0.75;
constexpr int kMarkedMin = 3;              // fewer tell nothing
constexpr double kLegible = 0.5;           // words read with less are noise as often as not, and weigh nothing
constexpr int kLineWordsMin = 3;           // a line of so many places is weighed by itself:
constexpr double kLineAgreementMin = 0.5;  // fonts may be mixed
constexpr double kSurelyRead = 0.9;        // digits read so stand against the layer's
constexpr double kAgreed = 0.999, kTaken = 0.98, kDoubtful = 0.7;  // confidences; the least that is accepted is 0.85

std::span<Word> words_of(const PlacedLine& line, const Place& place) {
  return std::span(line.line->words).subspan(place.first, place.last - place.first);
}

std::string read_text(std::span<const Word> words) {
  std::string out;
  for (const Word& word : words) out.append(out.empty() ? "" : " ").append(word.text);
  return out;
}

bool is_legible(const Word& word) { return word.confidence >= kLegible && letter_count(word.text) > 0; }

/// What places say, counted in words that were read.
struct Count {
  int words = 0, same = 0, marked = 0, marked_same = 0;
  int alike = 0;  ///< the same but for marks: what old fonts spoil is other letters
};

void count(Count& sum, std::span<const Word> words, const Place& place) {
  const Likeness likeness = place.clash ? Likeness::other : likeness_of(read_text(words), given_text(place));
  const bool same = likeness == Likeness::same;
  for (const Word& word : words) {
    if (!is_legible(word)) continue;
    sum.words += 1;
    sum.same += same ? 1 : 0;
    sum.alike += same || likeness == Likeness::marks ? 1 : 0;
    const bool marked = is_marked(word.text);
    sum.marked += marked ? 1 : 0;
    sum.marked_same += marked && same ? 1 : 0;
  }
}

Count count_of(const PlacedLine& line) {
  Count sum;
  for (const Place& place : line.places) count(sum, words_of(line, place), place);
  return sum;
}

double share(int part, int whole) { return whole > 0 ? static_cast<double>(part) / whole : 0; }

models::TextLayer weigh(const std::vector<PlacedLine>& lines, int given) {
  Count sum;
  int read = 0;
  for (const PlacedLine& line : lines) {
    read += static_cast<int>(std::ranges::count_if(line.line->words, is_legible));
    for (const Place& place : line.places) count(sum, words_of(line, place), place);
  }
  models::TextLayer worth{.words = given,
                          .placed = share(sum.words, read),
                          .agreement = share(sum.same, sum.words),
                          .marked_agreement = share(sum.marked_same, sum.marked)};
  const bool marked = sum.marked < kMarkedMin || worth.marked_agreement >= kMarkedAgreementMin;
  if (sum.words >= kPlacesMin && worth.placed >= kPlacedMin && worth.agreement >= kAgreementMin && marked)
    worth.used = TextSource::given;
  return worth;
}

std::string why_not_used(const models::TextLayer& worth) {
  const auto percent = [](double share) { return static_cast<int>(std::lround(100 * share)); };
  if (worth.placed < kPlacedMin)
    return models::english("the PDF page's own text is not used: it stands in the place of {} % of the words read",
                           percent(worth.placed));
  return models::english(
      "the PDF page's own text is not used: it says the same as the page in {} % of the words, {} % of those with "
      "marks",
      percent(worth.agreement), percent(worth.marked_agreement));
}

/// Whether the given words part what was read as one; letter by letter ("T H Ô N G") they only space it out.
bool parts_words(std::span<const Word> words, const Place& place) {
  if (place.given.size() <= words.size()) return false;
  const auto single =
      std::ranges::count_if(place.given, [](const GivenWord* word) { return letter_count(word->text) <= 1; });
  return static_cast<std::size_t>(single) * 2 <= place.given.size();
}

double least_confidence(std::span<const Word> words) {
  return std::ranges::min_element(words, {}, &Word::confidence)->confidence;
}

/// The given words in the place of those read, as wide as given but within the ink.
std::vector<Word> parted(std::span<const Word> words, const Place& place, double confidence) {
  models::Box ink;
  for (const Word& word : words) ink = models::united(ink, word.box);
  std::vector<Word> out;
  for (std::size_t i = 0; i < place.given.size(); ++i) {
    const models::Box& box = place.given[i]->box;
    const double left = i == 0 ? ink.x : std::max(ink.x, box.x);
    const double right = i + 1 == place.given.size() ? ink.right() : std::min(ink.right(), box.right());
    if (right <= left) return {};
    out.push_back({.text = place.given[i]->text,
                   .box = {left, ink.y, right - left, ink.height},
                   .confidence = confidence,
                   .source = TextSource::given});
  }
  return out;
}

/// A word that the file gives too, one for one.
void confirm(Word& word, const std::string& given) {
  if (!same_characters(word.text, given)) word.text = given;
  word.source = TextSource::given;
  word.confidence = std::max(word.confidence, kAgreed);
}

void take(Word& word, const std::string& given, double confidence) {
  word.other = std::exchange(word.text, given);
  word.source = TextSource::given;
  word.confidence = confidence;
}

/// What a place comes to.
struct Settled {
  std::vector<Word> fresh;   ///< what takes the words' place; empty: they stay, changed or not
  bool contradicts = false;  ///< pixels and file say different things
};

Settled settle_same(std::span<Word> words, const Place& place) {
  if (parts_words(words, place)) return {.fresh = parted(words, place, std::max(least_confidence(words), kTaken))};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool alike =
        place.given.size() == words.size() && likeness_of(words[i].text, place.given[i]->text) == Likeness::same;
    if (alike)
      confirm(words[i], place.given[i]->text);
    else
      words[i].confidence = std::max(words[i].confidence, kTaken);
  }
  return {};
}

/// What was read stays, with what the file has in place of each word where that can be told.
Settled settle_contradiction(std::span<Word> words, const Place& place) {
  const bool as_many = place.given.size() == words.size();
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i].confidence = std::min(words[i].confidence, kDoubtful);
    const std::string given = words.size() == 1 ? given_text(place) : as_many ? place.given[i]->text : std::string();
    if (given != words[i].text) words[i].other = given;
  }
  return {.contradicts = true};
}

/// Takes the given words in place of as many that were read.
void take_each(std::span<Word> words, const Place& place, double confidence) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& given = place.given[i]->text;
    if (words[i].text == given)
      confirm(words[i], given);
    else
      take(words[i], given, confidence);
  }
}

Settled settle_different(std::span<Word> words, const Place& place, Likeness likeness, const std::string& read,
                         const std::string& given) {
  const bool as_many = place.given.size() == words.size();
  const bool nearly = likeness != Likeness::other;
  if (nearly && same_where_it_counts(read, given)) {
    if (as_many) return take_each(words, place, kTaken), Settled{};
    if (parts_words(words, place)) return {.fresh = parted(words, place, kTaken)};
  }
  // What is illegible neither speaks for nor against the given words: a seal lies over them, or a black bar.
  if (!nearly && least_confidence(words) < kLegible) return {};
  const bool unsure = nearly && as_many && least_confidence(words) < kSurelyRead;
  if (!unsure) return settle_contradiction(words, place);
  take_each(words, place, kDoubtful);
  return {.contradicts = true};
}

Settled settle(std::span<Word> words, const Place& place, bool may_take) {
  if (place.clash) return {};
  const std::string read = read_text(words), given = given_text(place);
  const Likeness likeness = likeness_of(read, given);
  if (likeness == Likeness::same) return settle_same(words, place);
  return may_take ? settle_different(words, place, likeness, read, given) : Settled{};
}

void measure(Line& line) {
  line.box = {};
  for (const Word& word : line.words) line.box = models::united(line.box, word.box);
}

/// A dash that was read as one, and its ink as part of the word behind it, is given once.
bool is_given_twice(const PlacedLine& line, const Place& place, const std::vector<Word>& fresh) {
  if (place.first == 0) return false;
  const auto covers = [&](const Place& other) { return other.first < place.first && other.last >= place.first; };
  return letter_count(fresh.front().text) == 0 && line.line->words[place.first - 1].text == fresh.front().text &&
         std::ranges::none_of(line.places, covers);
}

/// Returns in how many places pixels and file contradict each other.
int settle(PlacedLine& line) {
  const Count sum = count_of(line);
  const bool garbage = sum.words >= kLineWordsMin && sum.alike < kLineAgreementMin * sum.words;
  std::vector<Word>& words = line.line->words;
  int contradictions = 0;
  // From the right, so that the places before keep their words' numbers.
  for (auto place = line.places.rbegin(); place != line.places.rend(); ++place) {
    const Settled settled = settle(words_of(line, *place), *place, !garbage);
    contradictions += settled.contradicts ? 1 : 0;
    if (settled.fresh.empty()) continue;
    const std::ptrdiff_t twice = is_given_twice(line, *place, settled.fresh) ? 1 : 0;
    const auto first = words.begin() + static_cast<std::ptrdiff_t>(place->first);
    const auto after = words.erase(first, first + static_cast<std::ptrdiff_t>(place->last - place->first));
    const auto put = words.insert(after, settled.fresh.begin(), settled.fresh.end());
    words.erase(put - twice, put);
  }
  measure(*line.line);
  return contradictions;
}

/// Without dotted leaders, which are no text here, and with the letters that are meant.
std::vector<GivenWord> prepared(const std::vector<GivenWord>& given) {
  std::vector<GivenWord> out;
  for (const GivenWord& word : given)
    if (!holds_leader(word.text)) out.push_back({with_letters_meant(word.text), word.box});
  return out;
}

}  // namespace

TakenText take_given(PageText& text, const std::vector<GivenWord>& given) {
  const std::vector<GivenWord> words = prepared(given);
  std::vector<PlacedLine> lines = placed_lines(text, words);
  TakenText taken{.worth = weigh(lines, static_cast<int>(given.size())), .note = {}};
  if (taken.worth.used == TextSource::read) {
    taken.note = why_not_used(taken.worth);
    return taken;
  }
  int contradictions = 0;
  for (PlacedLine& line : lines) contradictions += settle(line);
  if (contradictions > 0)
    taken.note = contradictions == 1
                     ? models::english("the PDF page's own text differs from its print in 1 place")
                     : models::english("the PDF page's own text differs from its print in {} places", contradictions);
  return taken;
}

}  // namespace hoso::ocr
