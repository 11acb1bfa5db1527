// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "hoso/models/dossier.h"

namespace hoso::tests {

/// Makes `out`/<dossier>/ with what the catalogue reads: record.json, <dossier>.txt, run.json. Returns the folder.
std::filesystem::path make_dossier_folder(const std::filesystem::path& out, const models::Dossier& dossier,
                                          const std::string& stored_at = "2025-11-05T07:30:00Z");

/// The same from lines of text a page.
std::filesystem::path make_dossier_folder(const std::filesystem::path& out, const std::string& name,
                                          const std::vector<std::vector<std::string>>& pages,
                                          const std::string& stored_at = "2025-11-05T07:30:00Z");

}  // namespace hoso::tests
