// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "extraction/confidence.h"
#include "extraction/page/agency.h"
#include "extraction/text/segment.h"
#include "extraction/types/document_types.h"

namespace hoso::extraction {

/// What zones 1 to 4 of an administrative paper say (NĐ 30/2020, Phụ lục I, mục IV).
struct Head {
  bool national = false;             ///< Quốc hiệu or Tiêu ngữ
  bool party = false;                ///< head of a Party document
  bool columns = false;              ///< agency left, national name right; else the name is in the middle
  double top_px = 0, bottom_px = 0;  ///< from the first anchor to the end of number, date and agency
  double split_px = 0;               ///< where the right column begins
  double number_top_px = 0;
  double number_bottom_px = 0;  ///< 0 where there is no number line
  Agencies agencies;
  std::optional<Finding> number, symbol, place, date;
  bool number_line = false;  ///< "Số: … /…" stands there, with or without a number
  std::string abbreviation;  ///< of the type, from the symbol: "QĐ"; empty where the symbol names none
  /// Enough to begin a document.
  [[nodiscard]] bool strong() const {
    return (national || party) && (number_line || agencies.issuing || date) && columns;
  }
};

/// Reads the head at the top of a page; what is not there stays empty. A second head below (SAO Y) is not looked at.
Head read_head(const PageLayout& layout, const DocumentTypes& types);

}  // namespace hoso::extraction
