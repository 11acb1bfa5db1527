// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "hoso/models/names.h"

namespace hoso::ocr {

/// Of bytes in memory; empty where OpenSSL refuses.
models::Sha256 sha256_of(std::span<const std::uint8_t> bytes);

}  // namespace hoso::ocr
