// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "hoso/models/names.h"

namespace hoso::storage {

/// The SHA-256 of these bytes; empty where the crypto library cannot (it is then broken).
models::Sha256 sha256_of(std::string_view bytes);

}  // namespace hoso::storage
