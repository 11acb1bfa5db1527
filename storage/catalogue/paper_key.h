// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hoso/models/dossier.h"

namespace hoso::storage {

/// What a paper is known by, wherever a copy of it turns up: type, its own number, and owner or issuer and date, folded
/// ("giay_khai_sinh|123/2019|…"). Empty where it has no number of its own, as applications have none.
std::string paper_key(const models::Document& document);

}  // namespace hoso::storage
