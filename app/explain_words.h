// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

/// What `hoso explain` says, on a terminal and in HTML.
namespace hoso::app {

/// What stands behind a field's source.
std::string_view told_source(const std::string& source);
/// What a check asked, and what came of it.
std::string told_check(const nlohmann::json& check);
/// What was considered and lost, and why.
std::string told_alternative(const nlohmann::json& alternative);
/// The evidence of a document, each sentence once with how often it is there.
std::vector<std::pair<std::string, int>> reasons_of(const nlohmann::json& document);

}  // namespace hoso::app
