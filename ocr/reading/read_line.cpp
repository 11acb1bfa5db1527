// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/read_line.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "ocr/confidence.h"
#include "ocr/layout/histogram.h"
#include "ocr/leaders.h"
#include "ocr/reading/dotted_y.h"
#include "ocr/reading/end_mark.h"
#include "ocr/reading/machine_readable.h"
#include "ocr/reading/margins.h"
#include "ocr/reading/numbers.h"
#include "ocr/reading/vote.h"
#include "ocr/reading/word_boxes.h"

namespace hoso::ocr {
namespace {

using models::Word;

// Shares of the way from ink to paper beyond which there is none: seals as a copier sees them are nearly as dark as
// print.
constexpr double kPale = 0.5, kHardlyPale = 0.1;
constexpr double kSure = 90, kSureOnTheWhole = 80;  // of 100, on Tesseract's scale
// Lines of small print are doubled along a smooth curve: the recogniser's own straight lines blur them.
constexpr int kSmallPrint_px = 30;

struct Reading {
  LineText text;          ///< in pixels of the page
  double confidence = 0;  ///< mean of the letters', 0..100
};

/// From pixels of what was read to pixels of the page.
/// @param scale  pixels of the page to one of those
void bring_to_page(LineText& text, cv::Point origin, double scale) {
  for (LineWord& word : text.words) {
    word.box = {origin.x + scale * word.box.x, origin.y + scale * word.box.y, scale * word.box.width,
                scale * word.box.height};
    for (LineCharacter& character : word.characters) {
      character.left_px = origin.x + scale * character.left_px;
      character.right_px = origin.x + scale * character.right_px;
    }
  }
}

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

std::optional<Reading> read_crop(const cv::Mat& grey, const cv::Rect& crop, LineRecogniser& recogniser,
                                 const LineOptions& options) {
  const double scale = grey.rows < kSmallPrint_px ? 0.5 : 1;
  cv::Mat pixels = grey;
  if (scale < 1) cv::resize(grey, pixels, grey.size() * 2, 0, 0, cv::INTER_CUBIC);
  auto text =
      recogniser.read_line({pixels.data, pixels.cols, pixels.rows, static_cast<std::ptrdiff_t>(pixels.step)}, options);
  if (!text || text->words.empty()) return std::nullopt;
  bring_to_page(*text, crop.tl(), scale);
  Reading reading{.text = std::move(*text)};
  reading.confidence = confidence_of(reading.text);
  return reading;
}

/// Makes what is paler than the line's ink white: seals, guilloches, the other side's print.
/// @param limit  how much paler it may be, as a share of the way from ink to paper
cv::Mat without_pale(const cv::Mat& crop, double limit) {
  const Histogram counts = histogram_of(crop, cv::Mat(crop.size(), CV_8UC1, cv::Scalar(255)));
  const Split split = otsu(counts);
  const double white = split.mean_below + limit * (split.mean_above - split.mean_below);
  cv::Mat table(1, 256, CV_8UC1), out;
  for (int level = 0; level < 256; ++level) {
    const double share = (level - split.mean_below) / std::max(1.0, white - split.mean_below);
    table.at<std::uint8_t>(level) = cv::saturate_cast<std::uint8_t>(255 * share);
  }
  cv::LUT(crop, table, out);
  return out;
}

/// The brightest of the three channels: coloured ink fades, black print stays. Nothing where there is hardly any blue
/// ink (red is faded in the grey page already).
cv::Mat without_blue(const cv::Mat& shown) {
  constexpr int kBlue = 50;            // grey levels more than of red
  constexpr double kShareMin = 0.005;  // of the crop
  std::array<cv::Mat, 3> channels;
  if (shown.channels() != 3) return {};
  cv::split(shown, channels);
  cv::Mat excess;
  cv::subtract(channels[0], channels[2], excess);
  if (cv::countNonZero(excess > kBlue) < kShareMin * static_cast<double>(excess.total())) return {};
  return cv::max(cv::max(channels[0], channels[1]), channels[2]);
}

constexpr double kDoubtful = 80;

/// How surely a line was read.
double sure_letters(const std::optional<Reading>& reading) {
  double sum = 0;
  if (!reading) return sum;
  for (const LineWord& word : reading->text.words) {
    sum += static_cast<double>(word.characters.size()) * (word.confidence - kDoubtful);
  }
  return sum;
}

/// How many letters stand in words that were read surely, whatever stands between: a longer crop must not win by what
/// it makes of a pen stroke, nor lose by it.
std::size_t letters_of_sure_words(const std::optional<Reading>& reading) {
  std::size_t letters = 0;
  if (!reading) return letters;
  for (const LineWord& word : reading->text.words) {
    if (word.confidence >= kDoubtful) letters += word.characters.size();
  }
  return letters;
}

std::vector<LineText> texts_of(std::vector<Reading> readings) {
  std::vector<LineText> texts;
  for (Reading& reading : readings) texts.push_back(std::move(reading.text));
  return texts;
}

/// Another look at a line that was read with doubt.
struct Look {
  Margins margins = kUsualMargins;
  double pale = 0;  ///< limit for `without_pale`; 0: as it is
};
constexpr std::array<Look, 4> kLooks{
    {{.margins = {0.30, 0.10}}, {.pale = kPale}, {.margins = {0.10, 0.03}}, {.pale = kHardlyPale}}};

std::optional<Reading> read(const cv::Mat& grey, const cv::Rect& box, const Look& look, LineRecogniser& recogniser,
                            const LineOptions& options = {}) {
  const cv::Rect crop = crop_of(box, look.margins, grey.size());
  if (crop.empty()) return std::nullopt;
  return read_crop(look.pale > 0 ? without_pale(grey(crop), look.pale) : grey(crop), crop, recogniser, options);
}

/// The same part of the page with the seal's ink that was taken out there, less what is paler than print: a net that
/// tells print from seal may take print for the seal's.
constexpr std::array<Look, 2> kLooksWithSeal{{{}, {.pale = kPale}}};

bool lies_under_seal(const LinePixels& page, const cv::Rect& box) {
  const cv::Rect crop = crop_of(box, kUsualMargins, page.grey.size());
  return !page.with_seals.empty() && !crop.empty() &&
         cv::norm(page.grey(crop), page.with_seals(crop), cv::NORM_INF) > 0;
}

/// So few letters for its length that it is no print: a stroke of a pen, a fold, a picture.
bool is_scribble(const LineText& text) {
  constexpr std::size_t kStepsALetterMax = 12;  // of print: 3 to 6
  std::size_t letters = 0;
  for (const LineWord& word : text.words) letters += word.characters.size();
  return static_cast<std::size_t>(text.steps) > kStepsALetterMax * letters;
}

/// Whether further looks would tell nothing: two of them confirm what was in doubt, or there is no print.
bool is_settled(const std::optional<Reading>& best, std::span<const Reading> others, std::size_t looks) {
  constexpr std::size_t kConfirming = 2, kHopeless = 2;
  constexpr double kNoPrint = 50;  // of 100
  if (!best) return true;
  if (best->confidence < kNoPrint && (looks >= kHopeless || is_scribble(best->text))) return true;
  return others.size() >= kConfirming && std::ranges::all_of(others, [&](const Reading& other) {
           return confirms_doubtful_words(best->text, other.text);
         });
}

/// Of the line's box what its doubtful words cover, with a word on either side.
cv::Rect part_in_doubt(const LineText& reading, const Doubt& doubt, const cv::Rect& box) {
  cv::Rect part = box;
  if (doubt.first > 0) part.x = std::max(box.x, static_cast<int>(reading.words[doubt.first - 1].box.x));
  part.width = box.x + box.width - part.x;
  if (doubt.last < reading.words.size())
    part.width = std::min(part.width, static_cast<int>(std::ceil(reading.words[doubt.last].box.right())) - part.x);
  return part.width > 0 ? part : box;
}

/// The surest of several readings as a whole, its doubtful words settled by all of them.
/// @param best  the first of them
std::optional<Reading> settled_reading(const LinePixels& page, const cv::Rect& box, std::optional<Reading> best,
                                       LineRecogniser& recogniser) {
  const bool under_seal = lies_under_seal(page, box);
  const bool sure = best && best->confidence >= (under_seal ? kSure : kSureOnTheWhole);
  const Doubt doubt = best ? doubt_in(best->text) : Doubt{};
  if (best && doubt.empty()) return best;
  // A line that is sure as a whole is looked at again only where it is not.
  const cv::Rect part = sure ? part_in_doubt(best->text, doubt, box) : box;
  std::vector<Reading> others;
  std::size_t looks = 0;
  const auto look_again = [&](const cv::Mat& grey, const Look& look) {
    std::optional<Reading> other = read(grey, part, look, recogniser);
    if (!sure && other && (!best || sure_letters(other) > sure_letters(best))) std::swap(best, other);
    if (other) others.push_back(std::move(*other));
  };
  if (under_seal)
    for (const Look& look : kLooksWithSeal) look_again(page.with_seals, look);
  for (const Look& look : kLooks) {
    look_again(page.grey, look);
    if (is_settled(best, others, ++looks)) break;
  }
  if (!best) return best;
  // What is written in blue is gone there, so that this reading has a vote only.
  const cv::Rect crop = crop_of(part, kUsualMargins, page.grey.size());
  const bool all_looked = looks == kLooks.size();
  if (const cv::Mat faded = page.shown.empty() || !all_looked ? cv::Mat() : without_blue(page.shown(crop));
      !faded.empty()) {
    if (auto reading = read_crop(without_pale(faded, kPale), crop, recogniser, {}))
      others.push_back(std::move(*reading));
  }
  settle_doubtful_words(best->text, texts_of(std::move(others)));
  return best;
}

/// The line as it is, without what reaches far above or below it, or with what is tied to something larger beside it.
std::optional<Reading> best_reading(const LinePixels& page, TextLine& line, LineRecogniser& recogniser) {
  cv::Rect box = line.box;
  std::optional<Reading> first = read(page.grey, box, Look{}, recogniser);
  if (!line.tied.empty()) {
    std::optional<Reading> whole = read(page.grey, line.with_tied(), Look{}, recogniser);
    if (letters_of_sure_words(whole) > letters_of_sure_words(first)) {
      first = std::move(whole);
      box = line.with_tied();
      line.parts.insert(line.parts.end(), line.tied.begin(), line.tied.end());
    }
  }
  std::optional<Reading> best = settled_reading(page, box, std::move(first), recogniser);
  if (best && best->confidence >= kSure) return best;
  const auto read_rows = [&](const cv::Rect& rows) {
    return settled_reading(page, rows, read(page.grey, rows, Look{}, recogniser), recogniser);
  };
  const auto rows = line.without_overhang();
  if (!rows) return best;
  std::optional<Reading> trimmed = read_rows(*rows);
  if (sure_letters(trimmed) > sure_letters(best)) best = std::move(trimmed);
  const auto closer = line.letters_alone();
  if (!best || best->confidence >= kSure || !closer || is_scribble(best->text)) return best;
  // Cut off so closely, a word in doubt may be lost: it is no gain that there is one less.
  trimmed = read_rows(*closer);
  const bool more = letters_of_sure_words(trimmed) > letters_of_sure_words(best);
  if (more && sure_letters(trimmed) > sure_letters(best)) best = std::move(trimmed);
  return best;
}

/// A line of a machine-readable zone is one word of few kinds of characters.
std::optional<Reading> machine_reading(const cv::Mat& grey, const TextLine& line, LineRecogniser& recogniser) {
  std::optional<Reading> reading =
      read(grey, line.box, Look{}, recogniser, {.allowed = std::string(kMachineReadableCharacters)});
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

/// Whether there is white between two characters that stand side by side.
bool has_gap(const TextLine& line, const LineCharacter& before, const LineCharacter& after) {
  constexpr double kGapMin = 0.2;  // of the x-height
  const double between = (before.right_px + after.left_px) / 2;
  double left = before.left_px, right = after.right_px;
  for (const cv::Rect& part : line.parts) {
    const double part_right = part.x + part.width;
    if (part.x + part.width / 2.0 < between) left = std::max(left, part_right);
    if (part.x + part.width / 2.0 > between) right = std::min(right, static_cast<double>(part.x));
  }
  return right - left >= kGapMin * line.x_height();
}

/// The reading's words, numbers apart from what they stand against.
std::vector<LineWord> parted_words(const Reading& reading, const TextLine& line) {
  std::vector<LineWord> words;
  const auto gap = [&](const LineCharacter& before, const LineCharacter& after) {
    return has_gap(line, before, after);
  };
  for (const LineWord& word : reading.text.words) {
    std::ranges::move(parted_at_numbers(word, gap), std::back_inserter(words));
  }
  return words;
}

/// Words of a reading, with the recogniser's own boxes, in pixels of the page.
std::vector<Word> words_of(const Reading& reading, const TextLine& line) {
  std::vector<Word> words;
  for (LineWord word : parted_words(reading, line)) {
    put_digits_right(word);
    put_apostrophe_right(word);
    put_exponent_right(
        word, [&](const LineCharacter& character) { return is_raised(line, character.left_px, character.right_px); });
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
  return words;
}

}  // namespace

models::Line read_line_once(const LinePixels& page, const TextLine& line, LineRecogniser& recogniser) {
  models::Line result;
  const std::optional<Reading> reading = read(page.grey, line.box, Look{}, recogniser);
  if (reading) result.words = words_of(*reading, line);
  for (const Word& word : result.words) result.box = models::united(result.box, word.box);
  return result;
}

models::Line read_line(const LinePixels& page, TextLine line, LineRecogniser& recogniser) {
  models::Line result;
  std::optional<Reading> reading = best_reading(page, line, recogniser);
  if (!reading) return result;
  if (looks_machine_readable(reading->text.text())) {
    if (auto machine = machine_reading(page.grey, line, recogniser)) reading = std::move(machine);
  }
  if (const auto mark = find_end_mark(line, page.grey)) put_end_mark_right(reading->text, *mark, line.x_height());
  put_dotted_y_right(reading->text, line);
  result.words = words_of(*reading, line);
  fit_boxes(result.words, line);
  for (Word& word : result.words) {
    put_dash_right(word, line.x_height());
    result.box = models::united(result.box, word.box);
  }
  return result;
}

}  // namespace hoso::ocr
