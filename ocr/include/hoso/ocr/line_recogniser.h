// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "hoso/models/error.h"
#include "hoso/models/line_text.h"
#include "hoso/ocr/line_model.h"

namespace hoso::ocr {

/// A grey image that somebody else owns: 8 bits, 0 black, row y begins at pixels + y * stride.
struct GreyImage {
  const std::uint8_t* pixels = nullptr;
  int width_px = 0, height_px = 0;
  std::ptrdiff_t stride = 0;  ///< bytes from row to row
};

using models::CharacterAlternative;
using models::LineCharacter;
using models::LineText;
using models::LineWord;

struct LineOptions {
  std::string allowed;         ///< UTF-8; only these characters are read; empty: all
  bool retry_inverted = true;  ///< where hardly anything can be read, try the image's negative too
};

/// Reads lines; one thread at a time.
class LineRecogniser {
 public:
  LineRecogniser() = default;
  LineRecogniser(const LineRecogniser&) = delete;
  LineRecogniser& operator=(const LineRecogniser&) = delete;
  virtual ~LineRecogniser() = default;

  /// Reads a crop of one line of print. A crop too small for any letter gives no words. Errors: unsupported_image (no
  /// pixels, or a side of more than kLineSideMax_px, also once the line is 36 px high), recognition_failed,
  /// out_of_memory.
  virtual models::Result<LineText> read_line(const GreyImage& line, const LineOptions& options) = 0;
};

inline constexpr int kLineSideMax_px = 32'000;  ///< Tesseract counts pixels in 16 bits

struct NativeOptions {
  std::vector<std::string> user_words;  ///< names and terms that count as words of the dictionary; UTF-8, NFC
  ComputePath path = ComputePath::automatic;
};

/// Computes the network itself. The same bits as Tesseract 5.3.0 with page segmentation mode 13, whatever the path.
/// Error: option_invalid for a path that this machine cannot go.
models::Result<std::unique_ptr<LineRecogniser>> make_native_line_recogniser(std::shared_ptr<const LineModel> model,
                                                                            const NativeOptions& options = {});

/// The same through libtesseract (page segmentation mode 13): for models that `LineModel` does not support, and to
/// compare with. Gives no steps and no alternatives, and knows no user words. Error: language_missing.
models::Result<std::unique_ptr<LineRecogniser>> make_tesseract_line_recogniser(const std::string& language,
                                                                               const std::string& model_folder = {});

}  // namespace hoso::ocr
