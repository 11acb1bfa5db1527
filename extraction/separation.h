// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extraction/classification.h"
#include "hoso/extraction/separation_options.h"

namespace hoso::extraction {

/// Pages that belong together, and why.
struct PageGroup {
  enum class Kind { paper, separator, blank };
  Kind kind = Kind::paper;
  std::vector<const PageView*> pages;
  Classification classification;
  double border_confidence = 1;       ///< that it begins here
  std::optional<models::Box> region;  ///< where several papers share the sheet
  std::vector<std::string> evidence;  ///< of the borders
};

/// Cuts a stack into papers. One of several papers on an image is a page, and begins and ends with it. Every page is in
/// exactly one group; groups are in order of their first page.
std::vector<PageGroup> separate(const std::vector<PageView>& pages, const DocumentTypes& types,
                                const SeparationOptions& options = {});

}  // namespace hoso::extraction
