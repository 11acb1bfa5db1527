// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/storage/catalogue.h"
#include "storage/catalogue/query.h"
#include "storage/catalogue/sqlite.h"

namespace hoso::storage {

/// What `Catalogue::find` gives. With words, pages that hold them (in documents with the query's fields); without,
/// a page of each document: the one on which its first field of the query stands.
models::Result<FindResult> search(const Database& database, const FindOptions& options);

}  // namespace hoso::storage
