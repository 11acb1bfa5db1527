// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "hoso/models/dossier.h"
#include "hoso/storage/dossier_sink.h"
#include "storage/catalogue/sqlite.h"

namespace hoso::storage {

/// What a dossier that is being stored is known by: the catalogue does not have it yet.
struct KnownBy {
  std::string dossier;
  std::map<std::string, std::string> files;            ///< SHA-256 -> name
  std::vector<std::pair<std::string, int>> documents;  ///< `paper_key` of those that have one, number from 1
};
KnownBy known_by(const models::Dossier& dossier);
/// What of `own` is in `other`, as `Catalogue::already_there` tells it.
std::vector<AlreadyThere> in_common(const KnownBy& own, const KnownBy& other);

/// What `Catalogue::already_there` gives.
models::Result<std::vector<AlreadyThere>> find_already_there(const Database& database, const models::Dossier& dossier);

}  // namespace hoso::storage
