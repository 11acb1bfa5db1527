// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "app/options.h"

namespace hoso::app {

/// The settings that a request of hoso.h asks for. Errors: option_invalid, folder_not_told, those of read_profile.
models::Result<Settings> read_request(std::string_view json);

}  // namespace hoso::app
