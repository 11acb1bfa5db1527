// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/dotted_y.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "hoso/models/text.h"

namespace hoso::ocr {
namespace {

constexpr double kDotMax = 0.42;  // x-heights

double middle_x(const cv::Rect& part) { return part.x + part.width / 2.0; }
double middle_y(const cv::Rect& part) { return part.y + part.height / 2.0; }

/// A dot that stands below the baseline: no full stop, whose foot is on it, and no comma, which begins above.
bool is_dot_below(const cv::Rect& part, double baseline, const TextLine& line) {
  constexpr double kSizeMin = 0.12, kLongMax = 1.7;    // x-heights; one side to the other
  constexpr double kTopMin = -0.05, kBottomMax = 0.8;  // x-heights below the baseline
  const double unit = line.x_height(), small = std::min(part.width, part.height);
  const double large = std::max(part.width, part.height);
  return small >= std::max(2.0, kSizeMin * unit) && large <= kDotMax * unit && large <= kLongMax * small &&
         part.y >= baseline + kTopMin * unit && part.y + part.height <= baseline + kBottomMax * unit;
}

/// Whether another dot stands beside this one: the dots of a leader.
bool is_of_leader(const cv::Rect& dot, const TextLine& line) {
  constexpr double kBeside = 1, kLevel = 0.2;  // x-heights
  const double unit = line.x_height();
  return std::ranges::any_of(line.parts, [&](const cv::Rect& part) {
    return part != dot && std::max(part.width, part.height) <= kDotMax * unit &&
           std::abs(middle_x(part) - middle_x(dot)) <= kBeside * unit &&
           std::abs(middle_y(part) - middle_y(dot)) <= kLevel * unit;
  });
}

/// The piece of ink that is the letter: as high as one, nearest to where the recogniser saw it.
const cv::Rect* letter_at(const models::LineCharacter& character, const TextLine& line) {
  constexpr double kHeightMin = 0.9, kNear = 0.6;  // x-heights
  const double unit = line.x_height(), middle = (character.left_px + character.right_px) / 2;
  const cv::Rect* best = nullptr;
  double nearest = kNear * unit;
  for (const cv::Rect& part : line.parts) {
    const double away = std::abs(middle_x(part) - middle);
    if (part.height < kHeightMin * unit || away >= nearest) continue;
    nearest = away;
    best = &part;
  }
  return best;
}

/// A capital that ends below the baseline, which Y by itself never does.
bool has_grown_dot(const cv::Rect& capital, double baseline, const TextLine& line) {
  constexpr double kBelowMin = 0.15, kBelowMax = 0.6;  // x-heights, or heights of capitals
  const double below = (capital.y + capital.height - baseline) / line.x_height();
  return below >= kBelowMin && below <= kBelowMax && capital.width < capital.height;
}

/// Where the letter before the last stands: lines of a photographed page are not quite straight.
double baseline_at(const models::LineCharacter& before, const TextLine& line) {
  constexpr double kOffMax = 0.3;  // x-heights
  const cv::Rect* letter = letter_at(before, line);
  if (letter == nullptr) return line.band_bottom;
  const double bottom = letter->y + letter->height;
  return std::abs(bottom - line.band_bottom) <= kOffMax * line.x_height() ? bottom : line.band_bottom;
}

bool has_dot_below(const cv::Rect& letter, double baseline, const TextLine& line) {
  constexpr double kBehind = 0.15;  // x-heights: beside the tail of an italic
  const double left = letter.x + 0.2 * letter.width;
  const double right = letter.x + letter.width + kBehind * line.x_height();
  return std::ranges::any_of(line.parts, [&](const cv::Rect& part) {
    return is_dot_below(part, baseline, line) && middle_x(part) >= left && middle_x(part) <= right &&
           !is_of_leader(part, line);
  });
}

std::string_view dotted(std::string_view letter) {
  if (letter == "y") return "ỵ";
  if (letter == "Y") return "Ỵ";
  return {};
}

bool is_sign(std::string_view character) {
  return character.find_first_not_of(",.;:)]\"”’-") == std::string_view::npos;
}

}  // namespace

void put_dotted_y_right(models::LineText& text, const TextLine& line) {
  for (models::LineWord& word : text.words) {
    auto& characters = word.characters;
    const auto last = std::find_if(characters.rbegin(), characters.rend(),
                                   [](const models::LineCharacter& one) { return !is_sign(one.text); });
    // A letter by itself is an abbreviation or a stroke, and a syllable has one tone.
    if (last == characters.rend() || std::next(last) == characters.rend() || models::has_tone(word.text)) continue;
    const std::string_view with_dot = dotted(last->text);
    const cv::Rect* letter = with_dot.empty() ? nullptr : letter_at(*last, line);
    if (letter == nullptr) continue;
    const double baseline = baseline_at(*std::next(last), line);
    // A sign behind a capital may reach below it, and touch it.
    const bool grown = last->text == "Y" && last == characters.rbegin() && has_grown_dot(*letter, baseline, line);
    if (!grown && !has_dot_below(*letter, baseline, line)) continue;
    last->text = with_dot;
    word.text.clear();
    for (const models::LineCharacter& character : characters) word.text += character.text;
  }
}

}  // namespace hoso::ocr
