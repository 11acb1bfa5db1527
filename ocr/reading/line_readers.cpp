// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/line_readers.h"

#include <utility>

#include "ocr/model_files.h"

namespace hoso::ocr {
namespace {

using models::Result;

Result<LineReaders> through_tesseract(const RecogniserOptions& options, std::string note) {
  auto digest = model_sha256(options);
  if (!digest) return tl::make_unexpected(digest.error());
  if (!options.user_words.empty()) note += ", which does not know the words of the list";
  return LineReaders{
      .make = [options] { return make_tesseract_line_recogniser(options.language, options.model_folder); },
      .recogniser = tesseract_version(),
      .model_sha256 = std::move(*digest),
      .note = std::move(note)};
}

}  // namespace

Result<LineReaders> line_readers(const RecogniserOptions& options) {
  const auto files = model_files(options);
  if (!files) return tl::make_unexpected(files.error());
  if (files->size() != 1) return through_tesseract(options, "several languages are read by libtesseract");
  const auto model = LineModel::load(files->front());
  if (!model && model.error().code == models::ErrorCode::model_unsupported)
    return through_tesseract(options, "the model has a shape that only libtesseract reads");
  if (!model) return tl::make_unexpected(model.error());
  return LineReaders{
      .make = [model = *model,
               words = options.user_words] { return make_native_line_recogniser(model, {.user_words = words}); },
      .recogniser = "native",
      .model_sha256 = (*model)->sha256().hex,
      .note = (*model)->is_vouched_for() ? "" : "a model that the tests have not compared with libtesseract"};
}

}  // namespace hoso::ocr
