// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/line_readers.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "embedded/line_model_vie.h"
#include "hoso/models/messages.h"
#include "ocr/model_files.h"

namespace hoso::ocr {
namespace {

using models::Result;

Result<LineReaders> through_tesseract(const RecogniserOptions& options, std::string note) {
  auto digest = model_sha256(options);
  if (!digest) return tl::make_unexpected(digest.error());
  if (!options.user_words.empty()) note = models::english("{}, which does not know the words of the list", note);
  return LineReaders{
      .make = [options] { return make_tesseract_line_recogniser(options.language, options.model_folder); },
      .recogniser = tesseract_version(),
      .model_sha256 = std::move(*digest),
      .note = std::move(note)};
}

/// Whether hoso's own model is meant.
bool wants_own_model(const RecogniserOptions& options) {
  return options.language == "vie" && options.model_folder.empty();
}

/// data/line_model/vie.traineddata, loaded once.
const Result<std::shared_ptr<const LineModel>>& shipped_model() {
  static const auto model = [] {
    const std::string_view bytes = data::line_model_vie();
    return LineModel::from_bytes({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  }();
  return model;
}

Result<LineReaders> natively(const Result<std::shared_ptr<const LineModel>>& model, const RecogniserOptions& options) {
  if (!model) return tl::make_unexpected(model.error());
  return LineReaders{
      .make = [model = *model,
               words = options.user_words] { return make_native_line_recogniser(model, {.user_words = words}); },
      .recogniser = "native",
      .model_sha256 = (*model)->sha256().hex,
      .note = wants_own_model(options) || (*model)->is_vouched_for()
                  ? ""
                  : models::english("a model that the tests have not compared with libtesseract")};
}

}  // namespace

Result<LineReaders> line_readers(const RecogniserOptions& options) {
  if (wants_own_model(options)) return natively(shipped_model(), options);
  const auto files = model_files(options);
  if (!files) return tl::make_unexpected(files.error());
  if (files->size() != 1) return through_tesseract(options, "several languages are read by libtesseract");
  auto readers = natively(LineModel::load(files->front()), options);
  if (!readers && readers.error().code == models::ErrorCode::model_unsupported)
    return through_tesseract(options, "the model has a shape that only libtesseract reads");
  return readers;
}

}  // namespace hoso::ocr
