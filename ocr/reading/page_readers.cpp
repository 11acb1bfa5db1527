// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/page_readers.h"

#include <functional>
#include <utility>

#include "ocr/model_files.h"
#include "ocr/reading/page_reader.h"

namespace hoso::ocr {
namespace {

using models::Result;
using LineRecogniserFactory = std::function<Result<std::unique_ptr<LineRecogniser>>()>;

RecogniserFactory readers_of(LineRecogniserFactory lines, RecogniserOptions options) {
  return [lines = std::move(lines), options = std::move(options)]() -> Result<std::unique_ptr<Recogniser>> {
    auto recogniser = lines();
    if (!recogniser) return tl::make_unexpected(recogniser.error());
    return std::make_unique<PageReader>(std::move(*recogniser), options);
  };
}

Result<PageReaders> through_tesseract(const RecogniserOptions& options, std::string note) {
  auto digest = model_sha256(options);
  if (!digest) return tl::make_unexpected(digest.error());
  const auto lines = [options] { return make_tesseract_line_recogniser(options.language, options.model_folder); };
  return PageReaders{.make = readers_of(lines, options),
                     .recogniser = tesseract_version(),
                     .model_sha256 = std::move(*digest),
                     .note = std::move(note)};
}

}  // namespace

Result<PageReaders> page_readers(const RecogniserOptions& options) {
  const auto files = model_files(options);
  if (!files) return tl::make_unexpected(files.error());
  if (files->size() != 1) return through_tesseract(options, "several languages are read by libtesseract");
  const auto model = LineModel::load(files->front());
  if (!model && model.error().code == models::ErrorCode::model_unsupported)
    return through_tesseract(options, "the model has a shape that only libtesseract reads");
  if (!model) return tl::make_unexpected(model.error());
  const auto lines = [model = *model] { return make_native_line_recogniser(model); };
  return PageReaders{
      .make = readers_of(lines, options),
      .recogniser = "native",
      .model_sha256 = (*model)->sha256().hex,
      .note = (*model)->is_vouched_for() ? "" : "a model that the tests have not compared with libtesseract"};
}

}  // namespace hoso::ocr
