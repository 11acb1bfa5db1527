// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/end_mark.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace hoso::ocr {
namespace {

constexpr std::string_view kEndMark = "./.";

bool is_dot_on_baseline(const cv::Rect& part, const TextLine& line) {
  constexpr double kSizeMax = 0.4, kOffMax = 0.25;  // x-heights
  const double unit = line.x_height();
  return part.width <= kSizeMax * unit && part.height <= kSizeMax * unit &&
         std::abs(part.y + part.height - line.band_bottom) <= kOffMax * unit;
}

/// The middle of the ink in these rows, from the left edge; weighed by how dark it is.
double middle_of_ink(const cv::Mat& rows) {
  double sum = 0, weight = 0;
  for (int y = 0; y < rows.rows; ++y) {
    const auto* row = rows.ptr<std::uint8_t>(y);
    for (int x = 0; x < rows.cols; ++x) {
      weight += 255 - row[x];
      sum += (x + 0.5) * (255 - row[x]);
    }
  }
  return weight > 0 ? sum / weight : 0;
}

/// A thin stroke from the lower left to the upper right.
bool is_slash(const cv::Rect& part, const TextLine& line, const cv::Mat& grey) {
  constexpr double kHeightMin = 0.9, kHeightMax = 2.2, kLeanMin = 0.4;  // x-heights, or heights of digits; of its width
  const cv::Rect box = part & cv::Rect({0, 0}, grey.size());
  const double height = box.height / line.x_height();
  if (height < kHeightMin || height > kHeightMax || box.width < 3 || box.width > box.height) return false;
  const int third = box.height / 3;
  const cv::Mat stroke = grey(box);
  const double lean =
      middle_of_ink(stroke.rowRange(0, third)) - middle_of_ink(stroke.rowRange(box.height - third, box.height));
  return lean > kLeanMin * box.width;
}

/// What a dot or a slash may be read as.
bool may_be_of_mark(std::string_view character) {
  constexpr std::array<std::string_view, 16> kReadAs{".", ",", "/", ";", ":", "'", "’",  "‘",
                                                     "|", "4", "1", "7", "-", "”", "\"", "`"};
  return std::ranges::find(kReadAs, character) != kReadAs.end();
}

}  // namespace

std::optional<cv::Rect> find_end_mark(const TextLine& line, const cv::Mat& grey) {
  constexpr std::size_t kLettersMin = 3;
  constexpr double kGapMax = 0.7;  // x-heights
  const auto& parts = line.parts;
  if (parts.size() < kLettersMin + kEndMark.size()) return std::nullopt;
  const cv::Rect &first = parts[parts.size() - 3], &slash = parts[parts.size() - 2], &last = parts.back();
  const auto gap = [](const cv::Rect& left, const cv::Rect& right) { return right.x - (left.x + left.width); };
  if (!is_dot_on_baseline(first, line) || !is_dot_on_baseline(last, line)) return std::nullopt;
  const double widest = kGapMax * line.x_height();
  if (gap(first, slash) > widest || gap(slash, last) > widest || !is_slash(slash, line, grey)) return std::nullopt;
  return first | slash | last;
}

void put_end_mark_right(models::LineText& text, const cv::Rect& mark, double x_height_px) {
  constexpr double kNear = 1;     // x-heights from the last letter
  constexpr double kReach = 0.7;  // x-heights by which a character may be said to stand before where it does
  if (text.words.empty() || text.words.back().text.ends_with(kEndMark)) return;
  std::vector<models::LineWord> words = text.words;
  const auto of_mark = [&](const models::LineCharacter& character) {
    const double middle = (character.left_px + character.right_px) / 2;
    return middle > mark.x - kReach * x_height_px && may_be_of_mark(character.text);
  };
  while (!words.empty()) {
    auto& characters = words.back().characters;
    while (!characters.empty() && of_mark(characters.back())) characters.pop_back();
    if (!characters.empty()) break;
    words.pop_back();
  }
  if (words.empty()) return;
  models::LineWord& word = words.back();
  const models::LineCharacter letter = word.characters.back();
  // Letters in its place, or a word that ends far before it.
  if ((letter.left_px + letter.right_px) / 2 > mark.x || letter.right_px < mark.x - kNear * x_height_px) return;
  for (std::size_t index = 0; index < kEndMark.size(); ++index) {
    models::LineCharacter character = letter;
    const double width = static_cast<double>(mark.width) / static_cast<double>(kEndMark.size());
    character.text = kEndMark.substr(index, 1);
    character.left_px = mark.x + width * static_cast<double>(index);
    character.right_px = character.left_px + width;
    character.alternatives.clear();
    word.characters.push_back(std::move(character));
  }
  word.text.clear();
  for (const models::LineCharacter& character : word.characters) word.text += character.text;
  word.box.width = mark.x + mark.width - word.box.x;
  text.words = std::move(words);
}

}  // namespace hoso::ocr
