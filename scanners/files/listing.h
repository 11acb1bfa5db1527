// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "hoso/models/error.h"
#include "scanners/files/natural_order.h"

namespace hoso::scanners {

/// A file that is to be a page, or several.
struct Candidate {
  std::filesystem::path path;            ///< to open; links are resolved
  std::string name;                      ///< relative to what was named by the user, NFC
  std::optional<models::Error> failure;  ///< cannot be opened
};

struct Listing {
  std::vector<Candidate> candidates;  ///< in natural order of their relative paths
  std::vector<std::string> ignored;   ///< files that are no pages, relative, NFC; without hidden and temporary ones
  std::filesystem::path metadata;     ///< dossier.toml of the folder itself; empty: there is none
};

/// All files of a folder and its sub-folders that say by their ending or by their first bytes that they are page
/// images. Links to files within the folder are followed; links that lead out of it, and whatever else bears the ending
/// of a page without being a file, are failures. Links to folders are not followed. Names are shown behind `prefix`.
Listing list_folder(const std::filesystem::path& folder, const std::string& prefix);

/// A file that the user named: it is a page, whatever it is.
Candidate named_file(const std::filesystem::path& path);

/// The folder's direct sub-folders in natural order, and its own files that look like pages.
struct SubFolders {
  std::vector<std::filesystem::path> folders;
  std::vector<std::string> linked;       ///< links to folders, not followed
  std::vector<std::string> stray_pages;  ///< files beside the folders
};
models::Result<SubFolders> list_sub_folders(const std::filesystem::path& folder);

}  // namespace hoso::scanners
