// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/page_readers.h"

#include <utility>

#include "hoso/ocr/line_readers.h"
#include "ocr/reading/page_reader.h"

namespace hoso::ocr {

models::Result<PageReaders> page_readers(const RecogniserOptions& options) {
  auto lines = line_readers(options);
  if (!lines) return tl::make_unexpected(lines.error());
  const auto make = [make_lines = std::move(lines->make), options]() -> models::Result<std::unique_ptr<Recogniser>> {
    auto recogniser = make_lines();
    if (!recogniser) return tl::make_unexpected(recogniser.error());
    return std::make_unique<PageReader>(std::move(*recogniser), options);
  };
  return PageReaders{.make = make,
                     .recogniser = std::move(lines->recogniser),
                     .model_sha256 = std::move(lines->model_sha256),
                     .note = std::move(lines->note)};
}

}  // namespace hoso::ocr
