// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/models/page.h"
#include "hoso/models/text.h"

namespace hoso::extraction {

/// Puts a zone's lines in the place of what the page's text has there, each one word, if all check digits hold: the
/// page's recogniser knows no OCR-B and takes digits for each other. A row that the text has in several lines stays.
void put_zone_into_text(const models::MachineReadable& zone, models::PageText& text);

}  // namespace hoso::extraction
