// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "hoso/models/dossier.h"

namespace hoso::storage {

/// The name of a document's own file, without its ending, by a template (`FolderSinkOptions::document_name`).
/// `number`: in the record, from 1. What no file name may have becomes "_"; of a code its first 60 letters count.
std::string document_name(std::string_view pattern, const models::Dossier& dossier, std::size_t number);

}  // namespace hoso::storage
