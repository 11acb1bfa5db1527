// SPDX-License-Identifier: Apache-2.0
// line_stages IMAGE.pgm [MODEL]: what a line becomes on its way through the recogniser, as JSON: the crop, the
// network's input, the network's output, and the words with boxes in pixels of the crop. For pictures, and for looking
// inside.
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>

#include "hoso/ocr/read_line_image.h"
#include "ocr/recogniser/model_parts.h"
#include "ocr/recogniser/native_line_recogniser.h"
#include "tests/lines/pgm.h"

namespace hoso::tests {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const ocr::GreyImage& image) {
  Json rows = Json::array();
  for (int y = 0; y < image.height_px; ++y) {
    const std::uint8_t* row = image.pixels + y * image.stride;
    rows.push_back(std::vector<int>(row, row + image.width_px));
  }
  return rows;
}

/// The int8 values that the network sees, row by row.
Json input_of(const ocr::GreyImage& crop, std::int32_t sample_iteration, bool inverted) {
  ocr::ScaledLine scaled;
  if (!ocr::scale_line(crop, scaled)) return Json::array();
  ocr::NetworkInput input(sample_iteration);
  input.prepare(scaled, inverted);
  const ocr::ImageView view = input.view();
  Json rows = Json::array();
  for (int y = 0; y < ocr::kInputHeight_px; ++y) {
    std::vector<int> row;
    for (int x = 0; x < scaled.width_px; ++x) row.push_back(view.columns[x * ocr::kColumnStride + y]);
    rows.push_back(row);
  }
  return rows;
}

Json json_of(const ocr::Probabilities& probabilities) {
  Json steps = Json::array();
  for (int step = 0; step < probabilities.steps; ++step) {
    const float* values = probabilities.step(step);
    steps.push_back(std::vector<float>(values, values + probabilities.codes));
  }
  return steps;
}

Json json_of(const ocr::LineText& text) {
  Json words = Json::array();
  for (const ocr::LineWord& word : text.words) {
    Json characters = Json::array();
    for (const ocr::LineCharacter& character : word.characters)
      characters.push_back({{"text", character.text}, {"steps", {character.first_step, character.last_step}}});
    words.push_back({{"text", word.text},
                     {"confidence", word.confidence},
                     {"in_dictionary", word.in_dictionary},
                     {"box", {word.box.x, word.box.y, word.box.width, word.box.height}},
                     {"characters", characters}});
  }
  return words;
}

/// A character for each code; none for "no character".
Json codes_of(const ocr::ModelParts& parts) {
  Json codes = Json::array();
  for (int code = 0; code < parts.network.codes(); ++code) {
    const int id = parts.charset.id_of_code[static_cast<std::size_t>(code)];
    codes.push_back(id == ocr::kNoCharacter ? "" : parts.charset.texts[static_cast<std::size_t>(id)]);
  }
  return codes;
}

/// Looks at what the recogniser is given and what it makes of it.
class Watching : public ocr::LineRecogniser {
 public:
  explicit Watching(std::shared_ptr<const ocr::LineModel> model) : model_(std::move(model)), native_(model_, {}) {}

  models::Result<ocr::LineText> read_line(const ocr::GreyImage& line, const ocr::LineOptions& options) override {
    auto text = native_.read_line(line, options);
    if (!text) return text;
    const ocr::ModelParts& parts = model_->parts();
    seen_ = {{"crop", json_of(line)},
             {"input", input_of(line, parts.network.sample_iteration, text->inverted)},
             {"codes", codes_of(parts)},
             {"null_code", parts.network.null_code},
             {"output", json_of(native_.probabilities())},
             {"words", json_of(*text)}};
    return text;
  }
  [[nodiscard]] const Json& seen() const { return seen_; }

 private:
  std::shared_ptr<const ocr::LineModel> model_;
  ocr::NativeLineRecogniser native_;
  Json seen_;
};

int run(const std::string& file, const std::string& model) {
  GreyPixels image = read_pgm(file);
  Watching recogniser(ocr::LineModel::load(model).value());
  const cv::Mat pixels(image.height_px, image.width_px, CV_8UC1, image.pixels.data());
  if (!ocr::read_line_image(pixels, recogniser)) return 1;
  std::cout << recogniser.seen().dump() << '\n';
  return recogniser.seen().is_null() ? 1 : 0;
}

}  // namespace
}  // namespace hoso::tests

int main(int argc, char** argv) try {
  if (argc < 2) {
    std::cerr << "usage: line_stages IMAGE.pgm [MODEL]\n";
    return 2;
  }
  const char* prefix = std::getenv("TESSDATA_PREFIX");
  const std::string folder = prefix != nullptr ? prefix : "/usr/share/tesseract-ocr/5/tessdata";
  return hoso::tests::run(argv[1], argc > 2 ? argv[2] : folder + "/vie.traineddata");
} catch (const std::exception& error) {
  std::cerr << "line_stages: " << error.what() << '\n';
  return 1;
}
