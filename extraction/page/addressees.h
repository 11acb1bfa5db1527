// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extraction/confidence.h"
#include "extraction/page/head.h"

namespace hoso::extraction {

/// Zone 9a: who is written to, after "Kính gửi:", on its line or as a list below it.
std::vector<Finding> read_addressees(const PageLayout& layout, const Head& head);

/// Zone 9b: the list below "Nơi nhận:".
std::vector<Finding> read_recipients(const PageLayout& layout);

/// The label "Nơi nhận:"; nullptr if it is not on the page.
const Segment* recipients_label(const PageLayout& layout);

}  // namespace hoso::extraction
