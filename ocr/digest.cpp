// SPDX-License-Identifier: Apache-2.0
#include "ocr/digest.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace hoso::ocr {

models::Sha256 sha256_of(std::span<const std::uint8_t> bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) return {};
  models::Sha256 result;
  for (unsigned index = 0; index < size; ++index) result.hex += fmt::format("{:02x}", digest.at(index));
  return result;
}

}  // namespace hoso::ocr
