// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/page_reader.h"

#include <algorithm>
#include <cctype>
#include <exception>
#include <utility>

#include "ocr/cpu_clock.h"
#include "ocr/layout/page_layout.h"
#include "ocr/reading/blocks.h"
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

}  // namespace

PageReader::PageReader(std::unique_ptr<LineRecogniser> lines, RecogniserOptions options)
    : lines_(std::move(lines)), options_(std::move(options)) {}

models::Result<PageText> PageReader::read_page(const cv::Mat& grey, double dpi, const std::stop_token& stop) try {
  if (grey.type() != CV_8UC1) return models::failure(failed(ErrorCode::recognition_failed, "not an 8 bit grey image"));
  const auto deadline = thread_cpu_time() + std::chrono::milliseconds(options_.page_deadline_ms);
  const PageLayout layout = find_layout(grey, dpi);
  std::vector<models::Line> lines;
  lines.reserve(layout.lines.size());
  for (const TextLine& line : layout.lines) {
    if (stop.stop_requested()) return models::failure(failed(ErrorCode::cancelled, "stop requested"));
    if (thread_cpu_time() > deadline) return models::failure(failed(ErrorCode::timed_out, "page deadline"));
    lines.push_back(read_line(grey, line, *lines_));
  }
  return page_text(std::move(lines), blocks_of(layout.lines));
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
  for (const LineWord& word : text->words) letters += legible_letters(word);
  return letters;
}

}  // namespace hoso::ocr
