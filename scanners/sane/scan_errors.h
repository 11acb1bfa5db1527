// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "hoso/models/error.h"
#include "scanners/sane/messages.h"

namespace hoso::scanners {

/// The error that a status of the host means; nothing where all is well: GOOD, or NO_DOCS after at least one side.
/// Sides that were finished before count: they decide whether an empty feeder is an error, and which page the error is
/// about.
std::optional<models::Error> error_from(const EndMessage& end, const std::string& device);

}  // namespace hoso::scanners
