// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hoso/models/api.h"

namespace hoso::pipeline {

/// hoso's version, e.g. "0.1.0".
HOSO_API std::string version();

}  // namespace hoso::pipeline
