// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extraction/page/head.h"
#include "extraction/page/stamps.h"
#include "extraction/page/title.h"
#include "hoso/extraction/separation_options.h"

namespace hoso::extraction {

/// What a page says by itself, before its neighbours are asked.
struct PageView {
  const models::ComposedPage* page = nullptr;
  PageLayout layout;
  Head head;
  std::optional<TitleMatch> title;
  std::optional<Finding> letter_subject;
  bool addressed = false;  ///< "Kính gửi"
  bool blank = false;
  bool separator = false;
  bool patch = false;              ///< a patch code T or PATCHT stands here
  bool false_code = false;         ///< a separator's code in the middle of a page of print: it separates nothing
  bool odd_code = false;           ///< what begins as a separator's code and cannot be one: it separates nothing
  std::optional<int> page_number;  ///< printed in the top or bottom margin
  std::optional<int> page_count;   ///< "2/5": of how many
  bool annex = false;              ///< "Phụ lục …" as a heading
  std::optional<std::string> attached_to;  ///< number of the paper that "(Kèm theo … số …)" names
  std::vector<StampedMark> stamps;         ///< secrecy, urgency, circulation
  bool signed_off = false;                 ///< a signature block with a name stands here

  [[nodiscard]] int number() const { return page->facts.id.number; }
};

PageView view_of(const models::ComposedPage& page, const DocumentTypes& types,
                 const SeparationOptions& separation = {});

/// The codes of separator sheets among the bar codes of a page, each once.
std::vector<std::string> separator_codes(const std::vector<models::Barcode>& barcodes);

/// Whether any code begins as that of a separator sheet, whatever follows.
bool begins_as_separator(const std::vector<models::Barcode>& barcodes);

}  // namespace hoso::extraction
