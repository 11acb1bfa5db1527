// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hoso/storage/catalogue.h"

/// What `hoso report` says, on a terminal and in HTML, in the language that is spoken.
namespace hoso::app {

/// "month", "office", "type".
std::string report_word(const std::string& by);
/// What a row is about: all, a month, an office, a type of paper.
std::string report_key(const storage::ReportRow& row);
/// "84.6 %"; "-" where there is no whole.
std::string share(long part, long whole);

}  // namespace hoso::app
