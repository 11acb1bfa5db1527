// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <leptonica/allheaders.h>
#include <openssl/evp.h>
#include <tesseract/baseapi.h>

#include "hoso/ocr/recogniser.h"

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

std::vector<std::string> split(const std::string& languages) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= languages.size();) {
    const std::size_t end = std::min(languages.find('+', begin), languages.size());
    if (end > begin) parts.push_back(languages.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

/// Where Tesseract looks for its models; it says so only once it has loaded one.
Result<fs::path> model_folder(const RecogniserOptions& options) {
  if (!options.model_folder.empty()) return fs::path(options.model_folder);
  tesseract::TessBaseAPI api;
  const std::vector<std::string> names{"debug_file"};
  const std::vector<std::string> values{"/dev/null"};
  if (api.Init(nullptr, options.language.c_str(), tesseract::OEM_LSTM_ONLY, nullptr, 0, &names, &values, false) != 0) {
    return models::failure(missing(options.language));
  }
  const char* folder = api.GetDatapath();
  return fs::path(folder != nullptr ? folder : "");
}

}  // namespace

std::string tesseract_version() {
  const std::unique_ptr<char, decltype(&lept_free)> leptonica(getLeptonicaVersion(), &lept_free);
  return fmt::format("tesseract {}, {}", tesseract::TessBaseAPI::Version(), leptonica ? leptonica.get() : "leptonica");
}

Result<std::string> model_sha256(const RecogniserOptions& options) try {
  const auto folder = model_folder(options);
  if (!folder) return tl::make_unexpected(folder.error());
  std::string all;
  for (const std::string& language : split(options.language)) {
    auto digest = sha256_of(*folder / (language + ".traineddata"), language);
    if (!digest) return digest;
    all += (all.empty() ? "" : "+") + *digest;
  }
  if (all.empty()) return models::failure(missing(options.language));
  return all;
} catch (const std::exception& error) {
  return models::failure({.code = ErrorCode::internal, .stage = Stage::configure, .cause = error.what()});
}

}  // namespace hoso::ocr
