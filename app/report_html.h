// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hoso/storage/catalogue.h"

namespace hoso::app {

/// The report as a page with charts (SVG within it) and the tables that they are drawn from.
std::string report_html(const std::vector<storage::ReportRow>& rows);

}  // namespace hoso::app
