// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <charconv>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/options.h"

/// Makers of options: each completes a row of the table with how its value is read, shown and bounded. `reach` is a
/// function from Settings& to a reference to the member that it sets.
namespace hoso::app {

inline tl::unexpected<models::Error> invalid_value(std::string_view name, std::string_view value,
                                                   std::string_view wanted) {
  return models::failure({.code = models::ErrorCode::option_invalid,
                          .stage = models::Stage::configure,
                          .subject = say("\"{}\" for --{} ({})", value, name, wanted)});
}

/// The member for reading only.
template <typename Reach>
decltype(auto) seen(const Settings& settings, Reach reach) {
  return std::as_const(reach(const_cast<Settings&>(settings)));
}

template <typename Reach>
Option text(Option option, Reach reach) {
  option.set = [reach](Settings& settings, const std::string& value) -> models::Result<void> {
    reach(settings) = value;
    return {};
  };
  option.get = [reach](const Settings& settings) { return std::string(seen(settings, reach)); };
  return option;
}

template <typename Reach>
Option path(Option option, Reach reach) {
  option.kind = OptionKind::path;
  option.set = [reach](Settings& settings, const std::string& value) -> models::Result<void> {
    reach(settings) = value;
    return {};
  };
  option.get = [reach](const Settings& settings) { return std::filesystem::path(seen(settings, reach)).string(); };
  return option;
}

template <typename Reach>
Option flag(Option option, Reach reach) {
  option.kind = OptionKind::flag;
  option.choices = {"true", "false"};
  option.set = [reach, name = option.name](Settings& settings, const std::string& value) -> models::Result<void> {
    if (value != "true" && value != "false") return invalid_value(name, value, tr("true or false"));
    reach(settings) = value == "true";
    return {};
  };
  option.get = [reach](const Settings& settings) { return seen(settings, reach) ? "true" : "false"; };
  return option;
}

template <typename Reach>
Option number(Option option, double least, double most, Reach reach) {
  option.kind = OptionKind::number;
  option.range = {least, most};
  option.set = [reach, least, most, name = option.name](Settings& settings,
                                                        const std::string& value) -> models::Result<void> {
    double parsed = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), parsed);
    if (error != std::errc{} || end != value.data() + value.size() || !(parsed >= least && parsed <= most))
      return invalid_value(name, value, say("a number from {:.0f} to {:.0f}", least, most));
    using Target = std::remove_reference_t<decltype(reach(settings))>;
    reach(settings) = static_cast<Target>(parsed);
    return {};
  };
  option.get = [reach](const Settings& settings) {
    return fmt::format("{:g}", static_cast<double>(seen(settings, reach)));
  };
  return option;
}

template <typename Value>
using Choices = std::vector<std::pair<std::string, Value>>;

template <typename Value, typename Reach>
Option choice(Option option, const Choices<Value>& values, Reach reach) {
  option.kind = OptionKind::text;
  std::string names;
  for (const auto& [name, value] : values) {
    names += (names.empty() ? "" : ", ") + name;
    option.choices.push_back(name);
  }
  option.set = [reach, values, names, name = option.name](Settings& settings,
                                                          const std::string& value) -> models::Result<void> {
    const auto found = std::ranges::find(values, value, &std::pair<std::string, Value>::first);
    if (found == values.end()) return invalid_value(name, value, say("one of {}", names));
    reach(settings) = found->second;
    return {};
  };
  option.get = [reach, values](const Settings& settings) {
    const auto found = std::ranges::find_if(values, [&](const auto& v) { return v.second == seen(settings, reach); });
    return found == values.end() ? std::string() : found->first;
  };
  return option;
}

/// A choice whose value is its name.
template <typename Reach>
Option word_choice(Option option, const std::vector<std::string>& words, Reach reach) {
  Choices<std::string> values;
  for (const std::string& word : words) values.emplace_back(word, word);
  return choice<std::string>(std::move(option), values, reach);
}

/// Kept in bytes, told in megabytes.
template <typename Reach>
Option megabytes(Option option, double least, double most, Reach reach) {
  Option out = number(std::move(option), least, most, reach);
  out.set = [reach, in_megabytes = out.set](Settings& settings, const std::string& value) -> models::Result<void> {
    if (auto set = in_megabytes(settings, value); !set) return set;
    reach(settings) <<= 20;
    return {};
  };
  out.get = [reach](const Settings& settings) { return std::to_string(seen(settings, reach) >> 20); };
  return out;
}

}  // namespace hoso::app
