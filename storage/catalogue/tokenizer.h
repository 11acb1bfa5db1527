// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/models/error.h"

namespace hoso::storage {

class Database;

/// Makes the FTS5 tokenizer `hoso` known to this connection. In documents each word is indexed as it stands and, in the
/// same place, without marks; words of a query are looked up as typed. So what is typed without marks finds any, and
/// what is typed with marks is meant. Text must be NFC.
models::Result<void> add_tokenizer(Database& database);

}  // namespace hoso::storage
