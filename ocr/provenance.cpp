// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

#include "hoso/ocr/recogniser.h"
#include "ocr/digest.h"
#include "ocr/model_files.h"

namespace hoso::ocr {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Result;
using models::Stage;

models::Error missing(const std::string& language) {
  return {.code = ErrorCode::language_missing, .stage = Stage::configure, .subject = language};
}

Result<std::string> digest_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  const models::Sha256 digest = sha256_of({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
  if (bytes.empty() || in.bad() || digest.hex.empty()) return models::failure(missing(file.stem().string()));
  return digest.hex;
}

}  // namespace

std::string tesseract_version() {
  const std::unique_ptr<char, decltype(&lept_free)> leptonica(getLeptonicaVersion(), &lept_free);
  return fmt::format("tesseract {}, {}", tesseract::TessBaseAPI::Version(), leptonica ? leptonica.get() : "leptonica");
}

Result<std::string> model_sha256(const RecogniserOptions& options) try {
  const auto files = model_files(options);
  if (!files) return tl::make_unexpected(files.error());
  std::string all;
  for (const fs::path& file : *files) {
    auto digest = digest_of(file);
    if (!digest) return digest;
    all += (all.empty() ? "" : "+") + *digest;
  }
  return all;
} catch (const std::exception& error) {
  return models::failure({.code = ErrorCode::internal, .stage = Stage::configure, .cause = error.what()});
}

}  // namespace hoso::ocr
