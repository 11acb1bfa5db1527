// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sane/sane.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hoso::scan_host {

/// The options of an open device, by name. Only those that are active and can be set by a program are seen. Setting one
/// may change which others there are, so nothing that was learned about an option outlives the next `set_…`.
class DeviceOptions {
 public:
  explicit DeviceOptions(SANE_Handle device);

  [[nodiscard]] bool has(std::string_view name) const { return descriptor(name) != nullptr; }
  [[nodiscard]] std::vector<std::string> names() const;
  /// The values that a text option can take.
  [[nodiscard]] std::vector<std::string> choices(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
  [[nodiscard]] std::optional<double> number(std::string_view name) const;
  [[nodiscard]] std::optional<bool> flag(std::string_view name) const;
  [[nodiscard]] SANE_Unit unit(std::string_view name) const;
  /// The largest value of an option with a range or a list of values.
  [[nodiscard]] std::optional<double> largest(std::string_view name) const;

  /// Sets an option; a number is brought to the nearest value that the device can do. GOOD does not mean that it was
  /// taken exactly.
  SANE_Status set_text(std::string_view name, const std::string& value);
  SANE_Status set_number(std::string_view name, double value);
  SANE_Status set_flag(std::string_view name, bool value);

 private:
  [[nodiscard]] const SANE_Option_Descriptor* descriptor(std::string_view name) const;
  [[nodiscard]] std::optional<SANE_Word> word_of(std::string_view name) const;
  SANE_Status set(std::string_view name, void* value);
  void reload();

  SANE_Handle device_;
  std::map<std::string, SANE_Int, std::less<>> index_;
};

}  // namespace hoso::scan_host
