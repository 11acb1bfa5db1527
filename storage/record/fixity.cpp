// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/fixity.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace hoso::storage {

models::Sha256 sha256_of(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) != 1) return {};
  models::Sha256 hash;
  for (unsigned i = 0; i < length; ++i) hash.hex += fmt::format("{:02x}", digest[i]);
  return hash;
}

}  // namespace hoso::storage
