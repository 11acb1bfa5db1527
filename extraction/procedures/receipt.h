// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hoso/models/dossier.h"

namespace hoso::extraction {

/// What was told by that key; empty: nothing.
std::string told(const models::Metadata& metadata, const std::string& key);

/// What was told by that key, else the best value of the field of that name (or of `field`) on any paper; empty: none.
std::string told_or_printed(const std::vector<models::Document>& documents, const models::Metadata& metadata,
                            const std::string& key, const std::string& field = {});

/// The day on which the dossier was received, ISO 8601: as told, as its receipt prints it, or as its code says (TT
/// 01/2018/TT-VPCP, Điều 19); empty: not known.
std::string day_of_receipt(const std::vector<models::Document>& documents, const models::Metadata& metadata);

}  // namespace hoso::extraction
