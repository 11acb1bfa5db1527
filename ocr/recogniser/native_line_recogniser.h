// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "hoso/ocr/line_recogniser.h"
#include "ocr/recogniser/beam.h"
#include "ocr/recogniser/forward_pass.h"
#include "ocr/recogniser/ink.h"
#include "ocr/recogniser/line_words.h"
#include "ocr/recogniser/model_parts.h"

namespace hoso::ocr {

/// The network computed here; see make_native_line_recogniser.
class NativeLineRecogniser : public LineRecogniser {
 public:
  /// The path has to be available.
  NativeLineRecogniser(std::shared_ptr<const LineModel> model, const NativeOptions& options);

  models::Result<LineText> read_line(const GreyImage& line, const LineOptions& options) override;

  /// The network's output for the line that was read last, for tests.
  [[nodiscard]] const Probabilities& probabilities() const { return probabilities_; }
  /// Bytes that this worker holds besides the model.
  [[nodiscard]] std::size_t bytes() const;

 private:
  void set_allowed(const std::string& allowed);
  bool run_network(bool retry_inverted);
  LineText text_of(const GreyImage& line, bool inverted);
  LineWord word_of(const PathWord& word, double step_px, double width_px) const;
  LineCharacter character_of(const PathCharacter& character, double step_px, double width_px) const;
  [[nodiscard]] std::vector<CharacterAlternative> alternatives_of(const PathCharacter& character) const;
  void set_boxes(LineText& text, const GreyImage& line) const;

  std::shared_ptr<const LineModel> model_;
  Dictionary dictionary_;
  ForwardPass pass_;
  Beam beam_;
  PathText path_text_;
  Ink ink_;
  ScaledLine scaled_;
  Probabilities probabilities_;
  std::vector<float> upright_;  ///< probabilities of the image as it is, while its negative is tried
  std::string allowed_;
  std::vector<std::uint8_t> allowed_codes_;
};

}  // namespace hoso::ocr
