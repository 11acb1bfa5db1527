// SPDX-License-Identifier: Apache-2.0
#include "ocr/tesseract_recogniser.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <string_view>
#include <utility>

#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>
#include <opencv2/imgproc.hpp>

#include "ocr/cpu_clock.h"
#include "ocr/page_result.h"
#include "ocr/single_threaded.h"

namespace hoso::ocr {
namespace {

using models::ErrorCode;
using models::PageText;
using models::Stage;

constexpr double kReadingDpiMax = 300;  // more pixels cost time and do not read better
constexpr int kSideMin = 3;             // an image below that holds no letter
constexpr int kSideMax = 32'000;        // the engine counts pixels in 16 bits

/// Empties the engine when a page is done, however it ends.
class PageInEngine {
 public:
  explicit PageInEngine(tesseract::TessBaseAPI& api) : api_(api) {}
  PageInEngine(const PageInEngine&) = delete;
  PageInEngine& operator=(const PageInEngine&) = delete;
  ~PageInEngine() { api_.Clear(); }

 private:
  tesseract::TessBaseAPI& api_;
};

models::Error failed(ErrorCode code, std::string cause) {
  return {.code = code, .stage = Stage::recognise, .cause = std::move(cause)};
}

/// Asked by the engine between words.
struct Limits {
  std::stop_token stop;
  std::chrono::nanoseconds deadline;
  bool too_late = false;

  static bool reached(void* limits, int /*words*/) {
    auto& self = *static_cast<Limits*>(limits);
    self.too_late |= thread_cpu_time() > self.deadline;
    return self.too_late || self.stop.stop_requested();
  }
};

void set_page(tesseract::TessBaseAPI& api, const cv::Mat& grey, double dpi) {
  api.SetImage(grey.data, grey.cols, grey.rows, 1, static_cast<int>(grey.step));
  api.SetSourceResolution(static_cast<int>(std::lround(dpi)));
}

int code_points(const std::string& text) {
  return static_cast<int>(
      std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

bool holds_digit(const std::string& text) {
  return std::ranges::any_of(text, [](char byte) { return byte >= '0' && byte <= '9'; });
}

/// Letters that speak for the direction of the crop. Names are in no dictionary, but are read surely the right way up
/// only; digits look like digits also upside down.
double legible_letters(const tesseract::ResultIterator& word) {
  constexpr int kLettersMin = 2, kNameLettersMin = 3;
  constexpr double kNameConfidenceMin = 0.88, kNameWeight = 0.5;
  if (word.Empty(tesseract::RIL_WORD)) return 0;
  const std::string text = utf8_text(word, tesseract::RIL_WORD);
  const int letters = code_points(text);
  const double confidence = word.Confidence(tesseract::RIL_WORD) / 100;
  if (word.WordIsFromDictionary()) return letters < kLettersMin ? 0 : letters * confidence;
  const bool name = letters >= kNameLettersMin && confidence >= kNameConfidenceMin && !holds_digit(text);
  return name ? kNameWeight * letters * confidence : 0;
}

}  // namespace

models::Result<std::unique_ptr<Recogniser>> TesseractRecogniser::make(const RecogniserOptions& options) {
  auto engine = std::make_unique<TesseractRecogniser>(options);
  tesseract::TessBaseAPI& api = engine->api_;
  const char* folder = options.model_folder.empty() ? nullptr : options.model_folder.c_str();
  const std::vector<std::string> names{"debug_file"};
  const std::vector<std::string> values{"/dev/null"};
  if (api.Init(folder, options.language.c_str(), tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values, false) != 0) {
    return models::failure(
        {.code = ErrorCode::language_missing, .stage = Stage::configure, .subject = options.language});
  }
  api.SetVariable("tessedit_do_invert", "0");  // print is dark on light once the page is clean
  return engine;
}

models::Result<PageText> TesseractRecogniser::read_page(const ReadablePage& page, const std::stop_token& stop) {
  const cv::Mat& grey = page.grey;
  const double dpi = page.dpi;
  if (grey.type() != CV_8UC1) return models::failure(failed(ErrorCode::recognition_failed, "not an 8 bit grey image"));
  if (grey.cols < kSideMin || grey.rows < kSideMin) return PageText{};
  const double long_side = std::max(grey.cols, grey.rows);
  const double scale = std::min({1.0, kReadingDpiMax / std::max(dpi, 1.0), kSideMax / long_side});
  try {
    if (scale > 0.97) return read_prepared(grey, dpi, stop);
    cv::Mat smaller;
    cv::resize(grey, smaller, {}, scale, scale, cv::INTER_AREA);
    auto text = read_prepared(smaller, dpi * scale, stop);
    if (text)
      enlarge(*text, static_cast<double>(grey.cols) / smaller.cols, static_cast<double>(grey.rows) / smaller.rows);
    return text;
  } catch (const std::bad_alloc&) {
    return models::failure(failed(ErrorCode::out_of_memory, "recognition"));
  } catch (const std::exception& error) {
    return models::failure(failed(ErrorCode::recognition_failed, error.what()));
  }
}

models::Result<PageText> TesseractRecogniser::read_prepared(const cv::Mat& grey, double dpi,
                                                            const std::stop_token& stop) {
  const SingleThreaded single_threaded;
  const PageInEngine page(api_);
  api_.SetPageSegMode(tesseract::PSM_AUTO);
  set_page(api_, grey, dpi);
  tesseract::ETEXT_DESC monitor;
  Limits limits{stop, thread_cpu_time() + std::chrono::milliseconds(options_.page_deadline_ms)};
  monitor.cancel = Limits::reached;
  monitor.cancel_this = &limits;
  const int status = api_.Recognize(&monitor);
  if (stop.stop_requested()) return models::failure(failed(ErrorCode::cancelled, "stop requested"));
  if (limits.too_late) return models::failure(failed(ErrorCode::timed_out, "page deadline"));
  if (status != 0) return models::failure(failed(ErrorCode::recognition_failed, "the engine gave up on the page"));
  const std::unique_ptr<tesseract::ResultIterator> results(api_.GetIterator());
  return results ? page_text(*results) : PageText{};
}

double TesseractRecogniser::legibility(const cv::Mat& grey_line) {
  if (grey_line.type() != CV_8UC1 || std::min(grey_line.cols, grey_line.rows) < kSideMin) return 0;
  try {
    const SingleThreaded single_threaded;
    const PageInEngine page(api_);
    api_.SetPageSegMode(tesseract::PSM_RAW_LINE);
    set_page(api_, grey_line, kReadingDpiMax);
    if (api_.Recognize(nullptr) != 0) return 0;
    const std::unique_ptr<tesseract::ResultIterator> results(api_.GetIterator());
    if (!results) return 0;
    double letters = 0;
    do {
      letters += legible_letters(*results);
    } while (results->Next(tesseract::RIL_WORD));
    return letters;
  } catch (const std::exception&) {
    return 0;
  }
}

models::Result<std::unique_ptr<Recogniser>> make_tesseract(const RecogniserOptions& options) {
  try {
    return TesseractRecogniser::make(options);
  } catch (const std::exception& error) {
    return models::failure(failed(ErrorCode::internal, error.what()));
  }
}

}  // namespace hoso::ocr
