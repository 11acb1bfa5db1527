// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "hoso/storage/catalogue.h"
#include "storage/catalogue/sqlite.h"

namespace hoso::storage {

/// What `Catalogue::dossiers` and `Catalogue::for_each_document` give.
models::Result<std::vector<DossierEntry>> list_dossiers(const Database& database);
models::Result<void> list_documents(const Database& database, const std::function<void(const DocumentEntry&)>& take);

}  // namespace hoso::storage
