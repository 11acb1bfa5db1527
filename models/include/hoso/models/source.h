// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hoso/models/dossier.h"
#include "hoso/models/page.h"

/// What a page source delivers.
namespace hoso::models {

enum class Container { jpeg, png, tiff, pdf, unknown };

/// A page before it is decoded. Durable: the file is on disk, so that the page can always be read again.
struct SourcePage {
  PageId id;
  SourceRef source;            ///< sha256 may still be empty; decode fills it in
  std::filesystem::path path;  ///< the file
  Container container = Container::unknown;
  std::uint64_t decoded_bytes =
      0;  ///< upper estimate of the memory this page needs while it is worked on, from its header
  std::optional<Dpi> device_dpi;  ///< where a scanner delivered it
  std::optional<Error> failure;   ///< already known to be no page: it keeps its number and gets a placeholder
};

/// A dossier begins.
struct DossierOpened {
  DossierName name;
  std::vector<std::string> ignored_files;
  std::filesystem::path metadata_file = {};  ///< the folder's dossier.toml; empty: there is none
};

/// A dossier is complete: this many pages were delivered. Originals that must be kept byte for byte are known now.
struct DossierClosed {
  DossierName name;
  int pages = 0;
  std::vector<Original> originals;
};

/// A folder without any page: named in the summary, neither dossier nor failure.
struct EmptyFolder {
  std::string folder;
};

/// Pages of one dossier come between its DossierOpened and its DossierClosed, numbered from 1 without a gap.
using SourceItem = std::variant<DossierOpened, SourcePage, DossierClosed, EmptyFolder>;

}  // namespace hoso::models
