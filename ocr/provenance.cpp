// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <memory>

#include <fmt/format.h>
#include <leptonica/allheaders.h>
#include <openssl/evp.h>
#include <tesseract/baseapi.h>

#include "hoso/ocr/recogniser.h"
#include "ocr/model_files.h"

namespace hoso::ocr {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Result;
using models::Stage;

struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

models::Error missing(const std::string& language) {
  return {.code = ErrorCode::language_missing, .stage = Stage::configure, .subject = language};
}

Result<std::string> sha256_of(const fs::path& file, const std::string& language) {
  std::ifstream in(file, std::ios::binary);
  const std::unique_ptr<EVP_MD_CTX, FreeDigest> digest(EVP_MD_CTX_new());
  if (!in || !digest || EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr) != 1)
    return models::failure(missing(language));
  std::array<char, 65536> buffer{};
  while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
    EVP_DigestUpdate(digest.get(), buffer.data(), static_cast<std::size_t>(in.gcount()));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  if (in.bad() || EVP_DigestFinal_ex(digest.get(), bytes.data(), &size) != 1) return models::failure(missing(language));
  std::string hex;
  for (unsigned index = 0; index < size; ++index) hex += fmt::format("{:02x}", bytes[index]);
  return hex;
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
    auto digest = sha256_of(file, file.stem().string());
    if (!digest) return digest;
    all += (all.empty() ? "" : "+") + *digest;
  }
  return all;
} catch (const std::exception& error) {
  return models::failure({.code = ErrorCode::internal, .stage = Stage::configure, .cause = error.what()});
}

}  // namespace hoso::ocr
