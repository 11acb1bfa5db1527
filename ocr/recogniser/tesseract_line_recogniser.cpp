// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include "hoso/ocr/line_recogniser.h"
#include "ocr/confidence.h"
#include "ocr/single_threaded.h"

namespace hoso::ocr {
namespace {

using models::ErrorCode;
using models::Result;
using models::Stage;

constexpr double kPercentPerCertainty = 35;  // between a word's certainty and its confidence
constexpr int kModelWord = 8;                // permuter of words that the dictionary holds

models::Error failed(ErrorCode code, std::string cause) {
  return {.code = code, .stage = Stage::recognise, .cause = std::move(cause)};
}

class TesseractLineRecogniser : public LineRecogniser {
 public:
  bool init(const std::string& language, const std::string& folder) {
    const std::vector<std::string> names{"debug_file"}, values{"/dev/null"};
    const char* where = folder.empty() ? nullptr : folder.c_str();
    if (api_.Init(where, language.c_str(), tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values, false) != 0) {
      return false;
    }
    api_.SetPageSegMode(tesseract::PSM_RAW_LINE);
    return true;
  }

  Result<LineText> read_line(const GreyImage& line, const LineOptions& options) override try {
    const int longer = std::max(line.width_px, line.height_px), shorter = std::min(line.width_px, line.height_px);
    if (line.pixels == nullptr || shorter <= 0 || longer > kLineSideMax_px) {
      return models::failure(failed(ErrorCode::unsupported_image, "size of a line"));
    }
    const SingleThreaded single_threaded;
    api_.SetVariable("tessedit_do_invert", options.retry_inverted ? "1" : "0");
    api_.SetVariable("tessedit_char_whitelist", options.allowed.c_str());
    api_.SetImage(line.pixels, line.width_px, line.height_px, 1, static_cast<int>(line.stride));
    api_.SetSourceResolution(kResolution_dpi);
    const int status = api_.Recognize(nullptr);
    LineText text;
    if (status == 0) read_words(text);
    api_.Clear();
    if (status != 0) return models::failure(failed(ErrorCode::recognition_failed, "the engine gave up on the line"));
    return text;
  } catch (const std::bad_alloc&) {
    return models::failure(failed(ErrorCode::out_of_memory, "line"));
  } catch (const std::exception& error) {
    return models::failure(failed(ErrorCode::recognition_failed, error.what()));
  }

 private:
  static constexpr int kResolution_dpi = 300;

  void read_words(LineText& text) {
    const std::unique_ptr<tesseract::ResultIterator> results(api_.GetIterator());
    if (!results) return;
    do {
      if (results->Empty(tesseract::RIL_WORD)) continue;
      LineWord word = word_at(*results);
      if (!word.text.empty()) text.words.push_back(std::move(word));
    } while (results->Next(tesseract::RIL_WORD));
  }

  static std::string text_at(const tesseract::ResultIterator& results, tesseract::PageIteratorLevel level) {
    const std::unique_ptr<char[]> text(results.GetUTF8Text(level));
    std::string found = text ? text.get() : "";
    std::erase(found, ' ');
    return found;
  }

  static models::Box box_at(const tesseract::ResultIterator& results, tesseract::PageIteratorLevel level) {
    int left = 0, top = 0, right = 0, bottom = 0;
    if (!results.BoundingBox(level, &left, &top, &right, &bottom)) return {};
    return {static_cast<double>(left), static_cast<double>(top), static_cast<double>(right - left),
            static_cast<double>(bottom - top)};
  }

  static LineWord word_at(const tesseract::ResultIterator& results) {
    LineWord word{.text = text_at(results, tesseract::RIL_WORD),
                  .confidence = results.Confidence(tesseract::RIL_WORD),
                  .in_dictionary = results.WordIsFromDictionary(),
                  .box = box_at(results, tesseract::RIL_WORD)};
    word.probability = probability_of(word.confidence);
    word.certainty = static_cast<float>((word.confidence - 100) / kPercentPerCertainty);
    word.permuter = word.in_dictionary ? kModelWord : 0;
    tesseract::ResultIterator symbol(results);
    do {
      if (symbol.Empty(tesseract::RIL_SYMBOL)) continue;
      const models::Box box = box_at(symbol, tesseract::RIL_SYMBOL);
      const double confidence = symbol.Confidence(tesseract::RIL_SYMBOL);
      LineCharacter character{.text = text_at(symbol, tesseract::RIL_SYMBOL),
                              .certainty = static_cast<float>((confidence - 100) / kPercentPerCertainty),
                              .left_px = box.x,
                              .right_px = box.right()};
      if (!character.text.empty()) word.characters.push_back(std::move(character));
    } while (!symbol.IsAtFinalElement(tesseract::RIL_WORD, tesseract::RIL_SYMBOL) &&
             symbol.Next(tesseract::RIL_SYMBOL));
    return word;
  }

  tesseract::TessBaseAPI api_;
};

}  // namespace

Result<std::unique_ptr<LineRecogniser>> make_tesseract_line_recogniser(const std::string& language,
                                                                       const std::string& model_folder) try {
  auto engine = std::make_unique<TesseractLineRecogniser>();
  if (!engine->init(language, model_folder)) {
    return models::failure({.code = ErrorCode::language_missing, .stage = Stage::configure, .subject = language});
  }
  return engine;
} catch (const std::exception& error) {
  return models::failure({.code = ErrorCode::internal, .stage = Stage::configure, .cause = error.what()});
}

}  // namespace hoso::ocr
