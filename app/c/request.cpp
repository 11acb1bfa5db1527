// SPDX-License-Identifier: Apache-2.0
#include "app/c/request.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/profile.h"

namespace hoso::app {
namespace {

using models::Result;
using Json = nlohmann::json;

constexpr std::string_view kInputs = "inputs";
/// They say how a terminal is talked to.
constexpr std::array<std::string_view, 3> kForTerminals{"json", "quiet", "messages"};

tl::unexpected<models::Error> invalid(std::string what) {
  return models::failure(
      {.code = models::ErrorCode::option_invalid, .stage = models::Stage::configure, .subject = std::move(what)});
}

bool can_be_asked(const Option& option) {
  return (option.commands & for_digitise) != 0 && std::ranges::find(kForTerminals, option.name) == kForTerminals.end();
}

std::string unknown(const std::string& key) {
  std::vector<std::string> keys{std::string(kInputs)};
  for (const Option& option : option_table())
    if (can_be_asked(option) && !option.hidden) keys.push_back(profile_key(option.name));
  return unknown_key(key, keys);
}

Result<std::vector<std::string>> inputs_of(const Json& request) {
  const auto list = request.find(kInputs);
  const bool usable = list != request.end() && list->is_array() && !list->empty() &&
                      std::ranges::all_of(*list, [](const Json& input) { return input.is_string(); });
  if (!usable) return invalid("\"inputs\" (a list of files and folders)");
  return list->get<std::vector<std::string>>();
}

/// As the command line would give it.
std::string as_text(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

/// Option name -> value.
Result<std::map<std::string, std::string>> values_of(const Json& request) {
  std::map<std::string, std::string> values;
  for (const auto& [key, value] : request.items()) {
    if (key == kInputs) continue;
    const Option* option = find_option(option_name(key));
    if (option == nullptr || !can_be_asked(*option) || key != profile_key(option->name)) return invalid(unknown(key));
    if (value.is_structured() || value.is_null()) return invalid(fmt::format("the value of \"{}\"", key));
    values[std::string(option->name)] = as_text(value);
  }
  return values;
}

}  // namespace

Result<Settings> read_request(std::string_view json) {
  const Json request = Json::parse(json, nullptr, false);
  if (!request.is_object()) return invalid("the request (a JSON object in UTF-8)");
  const auto inputs = inputs_of(request);
  if (!inputs) return tl::make_unexpected(inputs.error());
  auto values = values_of(request);
  if (!values) return tl::make_unexpected(values.error());
  std::optional<std::string> profile;
  if (const auto named = values->extract("profile"); !named.empty()) profile = named.mapped();
  Result<Settings> settings = settings_from(profile, *values, for_digitise);
  if (!settings) return settings;
  settings->inputs.assign(inputs->begin(), inputs->end());
  if (settings->out.empty())
    return models::failure({.code = models::ErrorCode::folder_not_told, .stage = models::Stage::configure});
  return settings;
}

}  // namespace hoso::app
