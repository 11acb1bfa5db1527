// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "hoso/models/dossier.h"
#include "hoso/storage/dossier_sink.h"

/// A dossier that is read anew: the new reading takes the dossier's place, the old one is kept in versions/N/.
namespace hoso::storage {

/// What a new version has in common with the one that stands in `folder`: each page's source is taken over, and the
/// provenance tells number and predecessor. Errors: damaged, pages_lost (the new one has not as many pages),
/// file_unreadable.
models::Result<void> follow_version(const std::filesystem::path& folder, models::Dossier& dossier,
                                    Provenance& provenance);

/// Puts `fresh`, the new version, into the place of `folder`, whose content is in `fresh`/versions/ then; a crash
/// leaves the one or the other, whole. Errors: output_unwritable, disk_full.
models::Result<void> replace_version(const std::filesystem::path& folder, int number,
                                     const std::filesystem::path& fresh);

}  // namespace hoso::storage
