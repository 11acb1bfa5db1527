// SPDX-License-Identifier: Apache-2.0
#include "hoso/pipeline/line_reader.h"

#include <utility>

#include "hoso/imaging/upright.h"
#include "hoso/ocr/line_readers.h"
#include "hoso/ocr/read_line_image.h"
#include "hoso/scanners/decode.h"
#include "pipeline/recogniser_options.h"

namespace hoso::pipeline {
namespace {

using models::Result;

class DecodingLineReader final : public LineReader {
 public:
  DecodingLineReader(std::unique_ptr<ocr::LineRecogniser> recogniser, std::string note, double render_dpi,
                     ocr::LineOptions options)
      : recogniser_(std::move(recogniser)),
        note_(std::move(note)),
        render_dpi_(render_dpi),
        options_(std::move(options)) {}

  Result<models::LineText> read(const models::SourcePage& page) override {
    const auto decoded = scanners::decode(page, {.render_dpi = render_dpi_}, {});
    if (!decoded) return tl::make_unexpected(decoded.error());
    return guarded_read(imaging::brought_upright(decoded->pixels, decoded->lies)).map_error([&](models::Error error) {
      error.file = page.source.file;
      error.page = page.id.number;
      return error;
    });
  }
  [[nodiscard]] const std::string& note() const override { return note_; }

 private:
  Result<models::LineText> guarded_read(const cv::Mat& image) try {
    return ocr::read_line_image(image, *recogniser_, options_);
  } catch (const std::exception& exception) {
    return models::failure(
        {.code = models::ErrorCode::recognition_failed, .stage = models::Stage::recognise, .cause = exception.what()});
  }

  std::unique_ptr<ocr::LineRecogniser> recogniser_;
  std::string note_;
  double render_dpi_;
  ocr::LineOptions options_;
};

}  // namespace

Result<std::unique_ptr<LineReader>> open_line_reader(const Options& options, const std::string& allowed) {
  const auto words = word_list(options);
  if (!words) return tl::make_unexpected(words.error());
  const auto readers = ocr::line_readers(recogniser_options(options, *words));
  if (!readers) return tl::make_unexpected(readers.error());
  auto recogniser = readers->make();
  if (!recogniser) return tl::make_unexpected(recogniser.error());
  return std::make_unique<DecodingLineReader>(std::move(*recogniser), readers->note, options.render_dpi,
                                              ocr::LineOptions{.allowed = allowed});
}

}  // namespace hoso::pipeline
