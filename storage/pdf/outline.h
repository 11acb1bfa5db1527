// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <qpdf/QPDF.hh>

#include "hoso/models/dossier.h"

namespace hoso::storage {

/// What a reader sees for a paper: "Quyết định 127/QĐ-UBND", or the name of its type.
std::string title_of(const models::Document& document);

/// A bookmark for each paper, and decimal page labels. Papers without a page in the file are left out.
void add_outline(QPDF& pdf, const std::vector<models::Document>& documents);

}  // namespace hoso::storage
