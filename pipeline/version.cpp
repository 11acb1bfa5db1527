// SPDX-License-Identifier: Apache-2.0
#include "hoso/pipeline/version.h"

namespace hoso::pipeline {

std::string version() { return HOSO_VERSION; }

}  // namespace hoso::pipeline
