// SPDX-License-Identifier: Apache-2.0
#include "ocr/given/places.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace hoso::ocr {
namespace {

using models::Box;
using models::GivenWord;
using models::Line;
using models::Word;

constexpr double kLineShare = 0.4;    // of the smaller box, in common with the words of a line
constexpr double kAcrossShare = 0.4;  // of the narrower word, in common with another
constexpr double kClashShare = 0.5;   // of the narrower of two given words

double area(const Box& box) { return box.width * box.height; }

double across_in_common(const Box& one, const Box& other) {
  const double common = std::min(one.right(), other.right()) - std::max(one.x, other.x);
  const double narrower = std::min(one.width, other.width);
  return narrower > 0 ? common / narrower : 0;
}

/// How much of a given word lies over the words of a line, 0..1 or more.
double over(const GivenWord& given, const Line& line) {
  double common = 0, words = 0;
  for (const Word& word : line.words) {
    const double shared = area(models::intersected(given.box, word.box));
    common += shared;
    if (shared > 0) words += area(word.box);
  }
  return words > 0 ? common / std::min(words, area(given.box)) : 0;
}

Line* line_under(const GivenWord& given, const std::vector<PlacedLine>& lines) {
  Line* best = nullptr;
  double most = kLineShare;
  for (const PlacedLine& placed : lines) {
    if (models::intersected(placed.line->box, given.box).empty()) continue;
    const double share = over(given, *placed.line);
    if (share > most) std::tie(best, most) = std::pair(placed.line, share);
  }
  return best;
}

/// The place of one given word in its line; empty where it stands between the words.
Place place_of(const GivenWord& given, const Line& line) {
  Place place;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    if (across_in_common(given.box, line.words[i].box) < kAcrossShare) continue;
    if (place.last == 0) place.first = i;
    place.last = i + 1;
  }
  return place;
}

bool clashes(const Place& place, const GivenWord& next) {
  return std::ranges::any_of(place.given, [&](const GivenWord* known) {
    return across_in_common(known->box, next.box) > kClashShare && known->text != next.text;
  });
}

/// Print made bold by printing it twice is given twice.
bool is_there(const Place& place, const GivenWord& next) {
  return std::ranges::any_of(place.given, [&](const GivenWord* known) {
    return across_in_common(known->box, next.box) > kClashShare && known->text == next.text;
  });
}

/// Adds the place of one word, or puts it to those before that it shares words with.
void add(std::vector<Place>& places, const GivenWord& word, Place next) {
  bool twice = false;
  for (; !places.empty() && places.back().last > next.first; places.pop_back()) {
    const Place& before = places.back();
    next.clash |= before.clash || clashes(before, word);
    twice |= is_there(before, word);
    next.given.insert(next.given.begin(), before.given.begin(), before.given.end());
    next.first = std::min(before.first, next.first);
    next.last = std::max(before.last, next.last);
  }
  if (!twice) next.given.push_back(&word);
  places.push_back(std::move(next));
}

}  // namespace

std::vector<PlacedLine> placed_lines(models::PageText& text, const std::vector<GivenWord>& given) {
  std::vector<PlacedLine> lines;
  for (models::Block& block : text.blocks)
    for (Line& line : block.lines)
      if (!line.words.empty()) lines.push_back({.line = &line, .places = {}});
  std::vector<const GivenWord*> in_order;
  for (const GivenWord& word : given) in_order.push_back(&word);
  std::ranges::stable_sort(in_order, {}, [](const GivenWord* word) { return word->box.x; });
  for (const GivenWord* word : in_order) {
    const Line* line = line_under(*word, lines);
    if (line == nullptr) continue;
    Place place = place_of(*word, *line);
    const auto placed = std::ranges::find(lines, line, &PlacedLine::line);
    if (place.last > 0) add(placed->places, *word, std::move(place));
  }
  return lines;
}

std::string given_text(const Place& place) {
  std::string out;
  for (const GivenWord* word : place.given) out.append(out.empty() ? "" : " ").append(word->text);
  return out;
}

}  // namespace hoso::ocr
