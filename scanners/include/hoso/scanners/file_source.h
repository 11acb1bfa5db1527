// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hoso/models/api.h"
#include "hoso/scanners/page_source.h"

namespace hoso::scanners {

struct FileSourceOptions {
  std::vector<std::filesystem::path>
      inputs;         ///< files and folders, in this order; folders in natural order (page2 before page10), recursively
  bool each = false;  ///< each sub-folder of the inputs (folders) is one dossier of its own
  std::optional<std::string>
      name;  ///< the dossier's name; else that of the folder, or of the only file without its ending
  std::uint64_t pixels_max = 400'000'000;  ///< a page with more pixels is refused by its header
  int pages_max_a_file = 20'000;           ///< a file that claims more is refused
};

/// Lists the inputs (names only; each file's header is read when its turn comes). Errors: file_not_found, no_pages
/// (nothing named can be a page), option_invalid (no name can be made, `each` with a file), invalid_name.
HOSO_API models::Result<std::unique_ptr<PageSource>> open_files(const FileSourceOptions& options);

}  // namespace hoso::scanners
