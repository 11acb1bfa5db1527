// SPDX-License-Identifier: Apache-2.0
#include "scanners/host/device_options.h"

#include <algorithm>
#include <cmath>

namespace hoso::scan_host {
namespace {

double as_number(const SANE_Option_Descriptor& option, SANE_Word word) {
  return option.type == SANE_TYPE_FIXED ? SANE_UNFIX(word) : word;
}

SANE_Word as_word(const SANE_Option_Descriptor& option, double number) {
  return static_cast<SANE_Word>(
      std::lround(option.type == SANE_TYPE_FIXED ? number * (1 << SANE_FIXED_SCALE_SHIFT) : number));
}

bool is_number(const SANE_Option_Descriptor* option) {
  return option != nullptr && (option->type == SANE_TYPE_INT || option->type == SANE_TYPE_FIXED) &&
         option->size == static_cast<SANE_Int>(sizeof(SANE_Word));
}

/// The values of an option that lists them.
std::vector<SANE_Word> listed(const SANE_Option_Descriptor& option) {
  const SANE_Word* list = option.constraint.word_list;  // the first word is the length
  return {list + 1, list + 1 + list[0]};
}

SANE_Word nearest(const SANE_Option_Descriptor& option, double wanted) {
  if (option.constraint_type == SANE_CONSTRAINT_WORD_LIST) {
    const std::vector<SANE_Word> words = listed(option);
    const auto distance = [&](SANE_Word w) { return std::abs(as_number(option, w) - wanted); };
    if (!words.empty()) return *std::ranges::min_element(words, {}, distance);
  }
  if (option.constraint_type == SANE_CONSTRAINT_RANGE) {
    const SANE_Range& range = *option.constraint.range;
    return as_word(option, std::clamp(wanted, as_number(option, range.min),
                                      std::max(as_number(option, range.min), as_number(option, range.max))));
  }
  return as_word(option, wanted);
}

}  // namespace

DeviceOptions::DeviceOptions(SANE_Handle device) : device_(device) { reload(); }

void DeviceOptions::reload() {
  index_.clear();
  // Option 0 first: the net backend answers INVAL to everything until it was asked for the descriptors again.
  const SANE_Option_Descriptor* first = sane_get_option_descriptor(device_, 0);
  SANE_Int count = 0;
  if (first == nullptr || sane_control_option(device_, 0, SANE_ACTION_GET_VALUE, &count, nullptr) != SANE_STATUS_GOOD)
    return;
  for (SANE_Int i = 1; i < count; ++i) {
    const SANE_Option_Descriptor* option = sane_get_option_descriptor(device_, i);
    const bool usable = option != nullptr && option->name != nullptr && option->type != SANE_TYPE_GROUP &&
                        SANE_OPTION_IS_ACTIVE(option->cap) && SANE_OPTION_IS_SETTABLE(option->cap);
    if (usable) index_.emplace(option->name, i);
  }
}

const SANE_Option_Descriptor* DeviceOptions::descriptor(std::string_view name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? nullptr : sane_get_option_descriptor(device_, found->second);
}

std::vector<std::string> DeviceOptions::names() const {
  std::vector<std::string> names;
  for (const auto& [name, index] : index_) names.push_back(name);
  return names;
}

std::vector<std::string> DeviceOptions::choices(std::string_view name) const {
  std::vector<std::string> choices;
  const SANE_Option_Descriptor* option = descriptor(name);
  if (option == nullptr || option->constraint_type != SANE_CONSTRAINT_STRING_LIST) return choices;
  for (const SANE_String_Const* text = option->constraint.string_list; *text != nullptr; ++text)
    choices.emplace_back(*text);
  return choices;
}

std::optional<std::string> DeviceOptions::text(std::string_view name) const {
  const SANE_Option_Descriptor* option = descriptor(name);
  if (option == nullptr || option->type != SANE_TYPE_STRING || option->size <= 0) return std::nullopt;
  std::string value(static_cast<std::size_t>(option->size) + 1, '\0');
  const SANE_Int index = index_.find(name)->second;
  if (sane_control_option(device_, index, SANE_ACTION_GET_VALUE, value.data(), nullptr) != SANE_STATUS_GOOD)
    return std::nullopt;
  value.resize(value.find('\0'));
  return value;
}

std::optional<SANE_Word> DeviceOptions::word_of(std::string_view name) const {
  SANE_Word word = 0;
  const SANE_Int index = index_.find(name)->second;
  if (sane_control_option(device_, index, SANE_ACTION_GET_VALUE, &word, nullptr) != SANE_STATUS_GOOD)
    return std::nullopt;
  return word;
}

std::optional<double> DeviceOptions::number(std::string_view name) const {
  const SANE_Option_Descriptor* option = descriptor(name);
  if (!is_number(option)) return std::nullopt;
  const auto word = word_of(name);
  return word ? std::optional(as_number(*option, *word)) : std::nullopt;
}

std::optional<bool> DeviceOptions::flag(std::string_view name) const {
  const SANE_Option_Descriptor* option = descriptor(name);
  if (option == nullptr || option->type != SANE_TYPE_BOOL || option->size != static_cast<SANE_Int>(sizeof(SANE_Word)))
    return std::nullopt;
  const auto word = word_of(name);
  return word ? std::optional(*word != SANE_FALSE) : std::nullopt;
}

SANE_Unit DeviceOptions::unit(std::string_view name) const {
  const SANE_Option_Descriptor* option = descriptor(name);
  return option == nullptr ? SANE_UNIT_NONE : option->unit;
}

std::optional<double> DeviceOptions::largest(std::string_view name) const {
  const SANE_Option_Descriptor* option = descriptor(name);
  if (!is_number(option)) return std::nullopt;
  if (option->constraint_type == SANE_CONSTRAINT_RANGE) return as_number(*option, option->constraint.range->max);
  if (option->constraint_type != SANE_CONSTRAINT_WORD_LIST) return std::nullopt;
  const std::vector<SANE_Word> words = listed(*option);
  return words.empty() ? std::nullopt : std::optional(as_number(*option, std::ranges::max(words)));
}

SANE_Status DeviceOptions::set(std::string_view name, void* value) {
  SANE_Int info = 0;
  const SANE_Status status =
      sane_control_option(device_, index_.find(name)->second, SANE_ACTION_SET_VALUE, value, &info);
  if (status == SANE_STATUS_GOOD && (info & SANE_INFO_RELOAD_OPTIONS) != 0) reload();
  return status;
}

SANE_Status DeviceOptions::set_text(std::string_view name, const std::string& value) {
  const SANE_Option_Descriptor* option = descriptor(name);
  if (option == nullptr || option->type != SANE_TYPE_STRING || option->size < 0) return SANE_STATUS_INVAL;
  // Drivers copy `size` bytes, whatever the text's length.
  std::string buffer = value;
  buffer.resize(std::max(value.size(), static_cast<std::size_t>(option->size)) + 1, '\0');
  return set(name, buffer.data());
}

SANE_Status DeviceOptions::set_number(std::string_view name, double value) {
  const SANE_Option_Descriptor* option = descriptor(name);
  if (!is_number(option)) return SANE_STATUS_INVAL;
  SANE_Word word = nearest(*option, value);
  return set(name, &word);
}

SANE_Status DeviceOptions::set_flag(std::string_view name, bool value) {
  if (!flag(name)) return SANE_STATUS_INVAL;
  SANE_Word word = value ? SANE_TRUE : SANE_FALSE;
  return set(name, &word);
}

}  // namespace hoso::scan_host
