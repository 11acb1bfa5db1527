// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "app/options.h"

namespace hoso::app {

/// The limits of an image's quality; a row of the table each.
std::vector<Option> quality_options(unsigned commands);

}  // namespace hoso::app
