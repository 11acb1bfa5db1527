// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "hoso/pipeline/digitise.h"

/// The events of a run for programs: docs/events.schema.json.
namespace hoso::app {

nlohmann::ordered_json json_of(const models::Error& error);
/// The error again; nothing where it is not such an object.
std::optional<models::Error> error_of(const nlohmann::json& json);
/// JSON as one line of UTF-8.
std::string in_line(const nlohmann::ordered_json& json);

nlohmann::ordered_json json_of(const pipeline::Event& event);
nlohmann::ordered_json json_of(const pipeline::Summary& summary);

}  // namespace hoso::app
