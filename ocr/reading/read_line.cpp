// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/read_line.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "ocr/confidence.h"
#include "ocr/layout/histogram.h"
#include "ocr/leaders.h"
#include "ocr/reading/machine_readable.h"
#include "ocr/reading/margins.h"
#include "ocr/reading/numbers.h"

namespace hoso::ocr {
namespace {

using models::Box;
using models::Word;

constexpr std::array<Margins, 2> kSecondLook{{{0.30, 0.10}, {0.10, 0.03}}};
constexpr double kSure = 93;  // of 100, on Tesseract's scale

struct Reading {
  LineText text;
  cv::Rect crop;
  double confidence = 0;  ///< mean of the letters', 0..100
};

double confidence_of(const LineText& text) {
  double sum = 0;
  int letters = 0;
  for (const LineWord& word : text.words) {
    const auto count = static_cast<int>(word.characters.size());
    sum += count * word.confidence;
    letters += count;
  }
  return letters > 0 ? sum / letters : 0;
}

cv::Rect crop_of(const cv::Rect& box, const Margins& margins, cv::Size page) {
  return with_margins(box, margins) & cv::Rect({0, 0}, page);
}

std::optional<Reading> read_crop(const cv::Mat& pixels, const cv::Rect& crop, LineRecogniser& recogniser,
                                 const LineOptions& options) {
  auto text =
      recogniser.read_line({pixels.data, pixels.cols, pixels.rows, static_cast<std::ptrdiff_t>(pixels.step)}, options);
  if (!text || text->words.empty()) return std::nullopt;
  Reading reading{.text = std::move(*text), .crop = crop};
  reading.confidence = confidence_of(reading.text);
  return reading;
}

std::optional<Reading> read(const cv::Mat& grey, const cv::Rect& box, const Margins& margins,
                            LineRecogniser& recogniser, const LineOptions& options = {}) {
  const cv::Rect crop = crop_of(box, margins, grey.size());
  return crop.empty() ? std::nullopt : read_crop(grey(crop), crop, recogniser, options);
}

/// Makes what is clearly paler than the line's ink white: seals, guilloches, the other side's print.
cv::Mat without_pale(const cv::Mat& crop) {
  constexpr double kInk = 0.6;  // of the way from ink to paper
  const Histogram counts = histogram_of(crop, cv::Mat(crop.size(), CV_8UC1, cv::Scalar(255)));
  const Split split = otsu(counts);
  const double limit = split.mean_below + kInk * (split.mean_above - split.mean_below);
  cv::Mat table(1, 256, CV_8UC1), out;
  for (int level = 0; level < 256; ++level) {
    const double share = (level - split.mean_below) / std::max(1.0, limit - split.mean_below);
    table.at<std::uint8_t>(level) = cv::saturate_cast<std::uint8_t>(255 * share);
  }
  cv::LUT(crop, table, out);
  return out;
}

/// How much was read surely: a longer crop must not win by what it makes of a pen stroke.
double sure_letters(const std::optional<Reading>& reading) {
  constexpr double kDoubtful = 80;
  double sum = 0;
  if (!reading) return sum;
  for (const LineWord& word : reading->text.words) {
    sum += static_cast<double>(word.characters.size()) * (word.confidence - kDoubtful);
  }
  return sum;
}

std::optional<Reading> best_reading(const cv::Mat& grey, const cv::Rect& box, LineRecogniser& recogniser) {
  std::optional<Reading> best = read(grey, box, kUsualMargins, recogniser);
  if (best && best->confidence >= kSure) return best;
  const auto take_if_better = [&](std::optional<Reading> other) {
    if (other && (!best || sure_letters(other) > sure_letters(best))) best = std::move(other);
  };
  for (const Margins& margins : kSecondLook) take_if_better(read(grey, box, margins, recogniser));
  if (const cv::Rect crop = crop_of(box, kUsualMargins, grey.size()); !crop.empty())
    take_if_better(read_crop(without_pale(grey(crop)), crop, recogniser, {}));
  return best;
}

/// The line as it is, or with what is tied to something larger beside it.
std::optional<Reading> best_reading(const cv::Mat& grey, TextLine& line, LineRecogniser& recogniser) {
  std::optional<Reading> alone = best_reading(grey, line.box, recogniser);
  if (line.tied.empty()) return alone;
  std::optional<Reading> whole = best_reading(grey, line.with_tied(), recogniser);
  if (sure_letters(whole) <= sure_letters(alone)) return alone;
  line.parts.insert(line.parts.end(), line.tied.begin(), line.tied.end());
  return whole;
}

/// A line of a machine-readable zone is one word of few kinds of characters.
std::optional<Reading> machine_reading(const cv::Mat& grey, const TextLine& line, LineRecogniser& recogniser) {
  std::optional<Reading> reading =
      read(grey, line.box, kUsualMargins, recogniser, {.allowed = std::string(kMachineReadableCharacters)});
  if (!reading) return reading;
  LineWord whole = reading->text.words.front();
  for (std::size_t index = 1; index < reading->text.words.size(); ++index) {
    const LineWord& word = reading->text.words[index];
    whole.text += word.text;
    whole.characters.insert(whole.characters.end(), word.characters.begin(), word.characters.end());
    whole.box = models::united(whole.box, word.box);
    whole.confidence = std::min(whole.confidence, word.confidence);
  }
  whole.text = with_td1_shapes(whole.text);
  reading->text.words = {std::move(whole)};
  return reading;
}

/// Whether the ink in these columns stands clear of the baseline.
bool is_raised(const TextLine& line, double left, double right) {
  const auto in_columns = [&](const cv::Rect& part) {
    const double middle = part.x + part.width / 2.0;
    return middle >= left - 0.2 * line.x_height() && middle <= right + 0.2 * line.x_height();
  };
  const auto stands_clear = [&](const cv::Rect& part) {
    return part.y + part.height < line.band_bottom - 0.3 * line.x_height();
  };
  return std::ranges::any_of(line.parts, in_columns) &&
         std::ranges::all_of(line.parts, [&](const cv::Rect& part) { return !in_columns(part) || stands_clear(part); });
}

/// Words of a reading, with the recogniser's own boxes, in pixels of the page.
std::vector<Word> words_of(const Reading& reading, const TextLine& line) {
  std::vector<Word> words;
  for (LineWord word : reading.text.words) {
    put_digits_right(word);
    put_exponent_right(word, [&](const LineCharacter& character) {
      return is_raised(line, reading.crop.x + character.left_px, reading.crop.x + character.right_px);
    });
    const double confidence = probability_of(word.confidence);
    if (!holds_leader(word.text)) {
      const std::string text = models::collapsed(models::nfc(word.text));
      if (!text.empty()) words.push_back({text, word.box, confidence});
      continue;
    }
    std::vector<Symbol> symbols;
    for (const LineCharacter& character : word.characters) {
      symbols.push_back(
          {character.text,
           {character.left_px, word.box.y, std::max(1.0, character.right_px - character.left_px), word.box.height}});
    }
    for (Word& part : without_leaders(symbols, confidence)) words.push_back(std::move(part));
  }
  for (Word& word : words) {
    word.box.x += reading.crop.x;
    word.box.y += reading.crop.y;
  }
  return words;
}

double common_width(const Box& box, const cv::Rect& part) {
  return std::min(box.right(), static_cast<double>(part.x + part.width)) - std::max(box.x, static_cast<double>(part.x));
}

/// The line's own ink in each word's columns: neighbouring lines reach into the crop, but not into the parts.
void fit_boxes(std::vector<Word>& words, const TextLine& line) {
  std::vector<Box> fitted(words.size());
  for (const cv::Rect& part : line.parts) {
    const bool in_many = part.width > 2.5 * line.x_height();
    std::optional<std::size_t> best;
    double widest = 0;
    for (std::size_t index = 0; index < words.size(); ++index) {
      const double common = common_width(words[index].box, part);
      if (common <= 0) continue;
      if (in_many) {
        const double left = std::max(words[index].box.x, static_cast<double>(part.x));
        fitted[index] = models::united(fitted[index],
                                       {left, static_cast<double>(part.y), common, static_cast<double>(part.height)});
      } else if (common > widest) {
        widest = common;
        best = index;
      }
    }
    if (best && !in_many) {
      fitted[*best] =
          models::united(fitted[*best], {static_cast<double>(part.x), static_cast<double>(part.y),
                                         static_cast<double>(part.width), static_cast<double>(part.height)});
    }
  }
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (!fitted[index].empty()) words[index].box = fitted[index];
  }
}

}  // namespace

models::Line read_line(const cv::Mat& grey, TextLine line, LineRecogniser& recogniser) {
  models::Line result;
  std::optional<Reading> reading = best_reading(grey, line, recogniser);
  if (!reading) return result;
  if (looks_machine_readable(reading->text.text())) {
    if (auto machine = machine_reading(grey, line, recogniser)) reading = std::move(machine);
  }
  result.words = words_of(*reading, line);
  fit_boxes(result.words, line);
  for (const Word& word : result.words) result.box = models::united(result.box, word.box);
  return result;
}

}  // namespace hoso::ocr
