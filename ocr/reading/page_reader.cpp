// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/page_reader.h"

#include <algorithm>
#include <cctype>
#include <exception>
#include <functional>
#include <iterator>
#include <numeric>
#include <span>
#include <utility>

#include "hoso/imaging/channel.h"
#include "ocr/cpu_clock.h"
#include "ocr/layout/blue_pen.h"
#include "ocr/layout/page_layout.h"
#include "ocr/layout/tables.h"
#include "ocr/letter_count.h"
#include "ocr/reading/blocks.h"
#include "ocr/reading/framed_marks.h"
#include "ocr/reading/number_line.h"
#include "ocr/reading/read_line.h"

namespace hoso::ocr {
namespace {

using models::ErrorCode;
using models::PageText;

models::Error failed(ErrorCode code, std::string cause) {
  return {.code = code, .stage = models::Stage::recognise, .cause = std::move(cause)};
}

/// Lines that were read, in their blocks.
PageText page_text(std::vector<models::Line> lines, const std::vector<int>& blocks) {
  PageText text;
  text.blocks.resize(blocks.empty() ? 0 : static_cast<std::size_t>(*std::ranges::max_element(blocks)) + 1);
  for (std::size_t index = 0; index < lines.size(); ++index) {
    if (lines[index].words.empty()) continue;
    models::Block& block = text.blocks.at(static_cast<std::size_t>(blocks[index]));
    block.box = models::united(block.box, lines[index].box);
    block.lines.push_back(std::move(lines[index]));
  }
  std::erase_if(text.blocks, [](const models::Block& block) { return block.lines.empty(); });
  return text;
}

/// When to give up.
struct Limits {
  const std::stop_token& stop;
  std::chrono::nanoseconds deadline;
};

/// Whether a line is print beyond doubt.
bool is_sure(const models::Line& line) {
  constexpr int kLettersMin = 4;
  constexpr double kConfidenceMin = 0.75;
  int letters = 0;
  double sum = 0;
  for (const models::Word& word : line.words) {
    letters += letter_count(word.text);
    sum += letter_count(word.text) * word.confidence;
  }
  return letters >= kLettersMin && sum >= kConfidenceMin * letters;
}

/// A stamp of one short word in capitals on the upper half of the page ("MẬT": NĐ 30/2020, Phụ lục I, mục II.9). Pieces
/// of a seal's text, which stands below, are no stamp.
bool is_short_stamp(const models::Line& line, int page_height_px) {
  constexpr int kLetters = 3;
  constexpr double kConfidenceMin = 0.85;
  if (line.box.y + line.box.height / 2 > page_height_px / 2.0) return false;
  const auto lettered = [](const models::Word& word) { return letter_count(word.text) > 0; };
  if (std::ranges::count_if(line.words, lettered) != 1) return false;
  const models::Word& word = *std::ranges::find_if(line.words, lettered);
  return letter_count(word.text) == kLetters && word.confidence >= kConfidenceMin && in_capitals(word.text);
}

std::vector<std::size_t> most_pieces_first(const std::vector<TextLine>& lines) {
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t index) { return lines[index].parts.size(); });
  return order;
}

models::Result<std::vector<models::Line>> read_lines(const LinePixels& page, const std::vector<TextLine>& found,
                                                     LineRecogniser& recogniser, const Limits& limits) {
  constexpr std::size_t kNoiseLines = 60;
  std::vector<models::Line> lines(found.size());
  std::size_t read = 0;
  bool any_sure = false;
  for (const std::size_t index : most_pieces_first(found)) {
    // Grain and the other side's print make hundreds of lines: where the longest are nothing, the page holds no text.
    if (!any_sure && read++ >= kNoiseLines) return std::vector<models::Line>(found.size());
    if (limits.stop.stop_requested()) return models::failure(failed(ErrorCode::cancelled, "stop requested"));
    if (thread_cpu_time() > limits.deadline) return models::failure(failed(ErrorCode::timed_out, "page deadline"));
    lines[index] = read_line(page, found[index], recogniser);
    any_sure |= is_sure(lines[index]);
  }
  return lines;
}

double share_in_common(const models::Box& box, const models::Box& other) {
  const models::Box common = models::intersected(box, other);
  return box.empty() ? 0 : common.width * common.height / (box.width * box.height);
}

/// Puts a line that was read among the others, in the order of their baselines.
void insert(std::vector<models::Line>& lines, std::vector<TextLine>& found, models::Line line, TextLine where) {
  const auto after = std::ranges::upper_bound(found, where.band_bottom, {}, &TextLine::band_bottom);
  lines.insert(lines.begin() + (after - found.begin()), std::move(line));
  found.insert(after, std::move(where));
}

constexpr double kSureWord = 0.75;

bool has_doubtful_word(const models::Line& line) {
  return std::ranges::any_of(line.words, [](const models::Word& word) { return word.confidence < kSureWord; });
}

double letters_of_sure_words(const models::Line& line) {
  double letters = 0;
  for (const models::Word& word : line.words) letters += word.confidence < kSureWord ? 0 : letter_count(word.text);
  return letters;
}

/// Puts sure lines of red print among the others, in the place of what was read there without the red, where that is
/// less: a title that lost a letter to the paper's pattern is two lines there.
void add_red_lines(std::vector<models::Line>& lines, std::vector<TextLine>& found, std::vector<models::Line> red,
                   const std::vector<TextLine>& found_red, int page_height_px) {
  constexpr double kSameMin = 0.3;
  for (std::size_t index = 0; index < red.size(); ++index) {
    if (!is_sure(red[index]) && !is_short_stamp(red[index], page_height_px)) continue;
    double before = 0;
    for (const models::Line& line : lines) {
      const bool same =
          share_in_common(red[index].box, line.box) > kSameMin || share_in_common(line.box, red[index].box) > kSameMin;
      before += same && is_sure(line) ? letters_of_sure_words(line) : 0;
    }
    if (before > 0 && letters_of_sure_words(red[index]) <= before) continue;
    for (models::Line& line : lines) {
      if (share_in_common(line.box, red[index].box) > kSameMin) line.words.clear();
    }
    insert(lines, found, std::move(red[index]), found_red[index]);
  }
}

/// Whether the pieces that were read surely stand side by side: what cannot be read between two of them is print that
/// is hard to read, and no picture beside the line.
bool is_print_from_end_to_end(const std::vector<models::Line>& pieces) {
  const auto sure = [](const models::Line& piece) { return letters_of_sure_words(piece) > 0; };
  const auto first = std::ranges::find_if(pieces, sure);
  const auto last = std::find_if(pieces.rbegin(), pieces.rend(), sure).base();
  return first != pieces.end() && std::all_of(first, last, sure);
}

/// Lines that were read in doubt and have a wide gap are read piece by piece, where that says more surely: a picture's
/// strokes beside a line make it higher than its letters.
models::Result<void> read_in_pieces(const LinePixels& page, std::vector<TextLine>& found,
                                    std::vector<models::Line>& lines, LineRecogniser& recogniser,
                                    const Limits& limits) {
  constexpr double kGap = 1.4;  // in x-heights
  for (std::size_t index = 0; index < lines.size(); ++index) {
    const double sure = letters_of_sure_words(lines[index]);
    if (sure == 0 || !has_doubtful_word(lines[index])) continue;
    std::vector<TextLine> pieces = parted_at_gaps(found[index], kGap);
    if (pieces.size() < 2) continue;
    auto read = read_lines(page, pieces, recogniser, limits);
    if (!read) return tl::make_unexpected(read.error());
    const auto letters = [](double sum, const models::Line& piece) { return sum + letters_of_sure_words(piece); };
    if (!is_print_from_end_to_end(*read) || std::accumulate(read->begin(), read->end(), 0.0, letters) <= sure) continue;
    found[index] = std::move(pieces.front());
    lines[index] = std::move(read->front());
    const auto after = static_cast<std::ptrdiff_t>(index) + 1;
    found.insert(found.begin() + after, pieces.begin() + 1, pieces.end());
    lines.insert(lines.begin() + after, read->begin() + 1, read->end());
    index += pieces.size() - 1;
  }
  return {};
}

/// Reads lines in the head of a page once more where a pen wrote the number into them.
void read_number_lines(const LinePixels& page, const std::vector<TextLine>& found, std::vector<models::Line>& lines,
                       LineRecogniser& recogniser) {
  constexpr double kHeadShare = 0.4;  // of the page's height
  for (std::size_t index = 0; index < lines.size(); ++index) {
    if (found[index].box.y > kHeadShare * page.grey.rows) continue;
    if (auto line = read_number_line(page, found[index], lines[index], recogniser)) lines[index] = std::move(*line);
  }
}

/// Whether a line that stands there has no word in doubt.
bool is_read_surely(const cv::Rect& where, const std::vector<models::Line>& lines) {
  constexpr double kCoveredMin = 0.8;
  const models::Box box{static_cast<double>(where.x), static_cast<double>(where.y), static_cast<double>(where.width),
                        static_cast<double>(where.height)};
  return std::ranges::any_of(lines, [&](const models::Line& line) {
    return !line.words.empty() && share_in_common(box, line.box) > kCoveredMin && !has_doubtful_word(line);
  });
}

/// The rows of these boxes with room for the lines that reach into them; runs of rows that meet are one.
std::vector<cv::Range> rows_around(std::vector<cv::Rect> boxes, double margin_px, int page_height_px) {
  std::ranges::sort(boxes, {}, &cv::Rect::y);
  std::vector<cv::Range> runs;
  for (const cv::Rect& box : boxes) {
    const int top = std::max(0, static_cast<int>(box.y - margin_px));
    const int bottom = std::min(page_height_px, static_cast<int>(box.y + box.height + margin_px));
    if (!runs.empty() && top <= runs.back().end)
      runs.back().end = std::max(runs.back().end, bottom);
    else
      runs.emplace_back(top, bottom);
  }
  return runs;
}

/// Reads print under a blue pen in a picture without the pen. A line read there takes the place of what was read surely
/// of it before, where that is less.
models::Result<void> read_under_pen(const ReadablePage& page, PageLayout& layout, std::vector<models::Line>& lines,
                                    LineRecogniser& recogniser, const Limits& limits) {
  constexpr double kMargin = 3, kSameMin = 0.3;  // letter heights; of a line's box
  const std::vector<cv::Rect> pens = find_blue_pen(page.shown, layout.letter_height_px);
  for (const cv::Range& rows : rows_around(pens, kMargin * layout.letter_height_px, page.grey.rows)) {
    const cv::Mat without = without_blue_pen(page.grey, page.shown, rows);
    std::vector<TextLine> found = find_lines_again(without.rowRange(rows), rows.start, page.dpi, layout);
    std::erase_if(found, [&](const TextLine& line) {
      const bool cut = (rows.start > 0 && line.box.y <= rows.start) ||
                       (rows.end < page.grey.rows && line.box.y + line.box.height >= rows.end);
      const auto crossed = [&](const cv::Rect& pen) { return (pen & line.box).area() > 0; };
      return cut || std::ranges::none_of(pens, crossed) || is_read_surely(line.box, lines);
    });
    auto read = read_lines({without, cv::Mat(), cv::Mat()}, found, recogniser, limits);
    if (!read) return tl::make_unexpected(read.error());
    for (std::size_t index = 0; index < found.size(); ++index) {
      const auto same = [&](const models::Line& line) {
        return share_in_common(line.box, (*read)[index].box) > kSameMin;
      };
      double before = 0;
      for (const models::Line& line : lines) before += same(line) ? letters_of_sure_words(line) : 0;
      if (letters_of_sure_words((*read)[index]) <= before) continue;
      for (models::Line& line : lines) {
        if (same(line)) line.words.clear();
      }
      insert(lines, layout.lines, std::move((*read)[index]), found[index]);
    }
  }
  return {};
}

/// Letters that speak for the direction of a crop. Names are in no dictionary, but are read surely the right way up
/// only; digits look like digits also upside down.
double legible_letters(const LineWord& word) {
  constexpr int kLettersMin = 2, kNameLettersMin = 3;
  constexpr double kNameConfidenceMin = 0.88, kNameWeight = 0.5;
  const auto letters = static_cast<int>(word.characters.size());
  const double confidence = word.confidence / 100;
  if (word.in_dictionary) return letters < kLettersMin ? 0 : letters * confidence;
  const bool digits = std::ranges::any_of(word.text, [](unsigned char byte) { return std::isdigit(byte) != 0; });
  return letters >= kNameLettersMin && confidence >= kNameConfidenceMin && !digits ? kNameWeight * letters * confidence
                                                                                   : 0;
}

/// A piece of a machine-readable line, which is no word of a dictionary and is read in doubt: its fillers stand in it
/// only the right way up.
double legible_machine_letters(const LineWord& word) {
  constexpr int kLettersMin = 12, kFillersMin = 2;
  const auto letters = static_cast<int>(word.characters.size());
  const auto fillers = std::ranges::count(word.text, '<');
  return letters >= kLettersMin && fillers >= kFillersMin ? letters : 0;
}

void part_at_cells(PageLayout& layout, std::span<const models::Table> tables) {
  if (tables.empty()) return;
  std::vector<TextLine> lines;
  for (const TextLine& line : layout.lines)
    std::ranges::move(parted_at_cells(line, tables, layout.letter_height_px), std::back_inserter(lines));
  layout.lines = std::move(lines);
}

}  // namespace

PageReader::PageReader(std::unique_ptr<LineRecogniser> lines, RecogniserOptions options)
    : lines_(std::move(lines)), options_(std::move(options)) {}

models::Result<PageText> PageReader::read_page(const ReadablePage& page, const std::stop_token& stop) try {
  if (page.grey.type() != CV_8UC1)
    return models::failure(failed(ErrorCode::recognition_failed, "not an 8 bit grey image"));
  const Limits limits{stop, thread_cpu_time() + std::chrono::milliseconds(options_.page_deadline_ms)};
  PageLayout layout = find_layout(page.grey, page.dpi);
  std::vector<models::Table> tables = tables_of(layout.rulings, layout.letter_height_px);
  part_at_cells(layout, tables);
  const std::vector<cv::Rect>& teeth = layout.rulings.teeth;
  const cv::Mat grey = teeth.empty() ? page.grey : without_teeth(page.grey, teeth);
  const LinePixels pixels{grey, page.shown, page.with_seals};
  auto lines = read_lines(pixels, layout.lines, *lines_, limits);
  if (!lines) return tl::make_unexpected(lines.error());
  const PageLayout red = find_red_layout(page.shown, page.dpi);
  if (!red.lines.empty()) {
    const cv::Mat green = imaging::channel_of(page.shown, imaging::Channel::green);
    auto red_lines = read_lines({green, cv::Mat(), cv::Mat()}, red.lines, *lines_, limits);
    if (!red_lines) return tl::make_unexpected(red_lines.error());
    add_red_lines(*lines, layout.lines, std::move(*red_lines), red.lines, page.grey.rows);
  }
  if (const auto under = read_under_pen(page, layout, *lines, *lines_, limits); !under)
    return tl::make_unexpected(under.error());
  read_number_lines(pixels, layout.lines, *lines, *lines_);
  if (const auto pieces = read_in_pieces(pixels, layout.lines, *lines, *lines_, limits); !pieces)
    return tl::make_unexpected(pieces.error());
  PageText text = page_text(std::move(*lines), blocks_of(layout.lines));
  text.tables = std::move(tables);
  text.framed = read_framed_marks(page, *lines_);
  return text;
} catch (const std::bad_alloc&) {
  return models::failure(failed(ErrorCode::out_of_memory, "recognition"));
} catch (const std::exception& error) {
  return models::failure(failed(ErrorCode::recognition_failed, error.what()));
}

double PageReader::legibility(const cv::Mat& grey_line) {
  if (grey_line.type() != CV_8UC1) return 0;
  const auto text = lines_->read_line(
      {grey_line.data, grey_line.cols, grey_line.rows, static_cast<std::ptrdiff_t>(grey_line.step)}, {});
  if (!text) return 0;
  double letters = 0;
  for (const LineWord& word : text->words) letters += std::max(legible_letters(word), legible_machine_letters(word));
  return letters;
}

}  // namespace hoso::ocr
