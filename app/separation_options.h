// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "app/options.h"

namespace hoso::app {

/// How a stack is cut into documents, what stops a dossier, and the sheets to be printed for it. `commands`:
/// those that read stacks.
std::vector<Option> separation_options(unsigned commands);

}  // namespace hoso::app
