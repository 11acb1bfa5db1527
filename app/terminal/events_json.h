// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "hoso/pipeline/digitise.h"

/// The events of a run for programs: docs/events.schema.json.
namespace hoso::app {

nlohmann::ordered_json json_of(const pipeline::Event& event);
nlohmann::ordered_json json_of(const pipeline::Summary& summary);

}  // namespace hoso::app
