// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hoso/storage/catalogue.h"
#include "storage/catalogue/sqlite.h"

namespace hoso::storage {

/// What `Catalogue::report` gives.
models::Result<std::vector<ReportRow>> count_report(const Database& database);

}  // namespace hoso::storage
