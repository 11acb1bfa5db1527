// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hoso/models/dossier.h"
#include "hoso/storage/dossier_sink.h"
#include "storage/catalogue/sqlite.h"

namespace hoso::storage {

/// What `Catalogue::already_there` gives.
models::Result<std::vector<AlreadyThere>> find_already_there(const Database& database, const models::Dossier& dossier);

}  // namespace hoso::storage
