// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/models/text.h"

namespace hoso::ocr {

/// Puts the numbers of a ruled table's rows right where they count on in a column: a lone 1 is read as a stroke, and
/// never surely. What has the shape of the number that must stand there becomes it; what is it gains confidence.
void put_counts_right(models::PageText& text);

}  // namespace hoso::ocr
