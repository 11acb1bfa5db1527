// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

/// What `hoso explain` says, on a terminal and in HTML, in the language that is spoken.
namespace hoso::app {

/// What stands behind a field's source, its verdict.
std::string told_source(const std::string& source);
std::string told_verdict(const std::string& verdict);
/// What a check asked, and what came of it.
std::string told_check(const nlohmann::json& check);
/// What was considered and lost, and why.
std::string told_alternative(const nlohmann::json& alternative);
/// The evidence of a document, each sentence once with how often it is there.
std::vector<std::string> reasons_of(const nlohmann::json& document);
/// The English texts of evidence that come from the record.
std::span<const std::string_view> reasons();

}  // namespace hoso::app
