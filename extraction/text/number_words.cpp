// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/number_words.h"

#include <map>
#include <string_view>

namespace hoso::extraction {
namespace {

constexpr std::int64_t kMost = 1'000'000'000'000'000;

const std::map<std::string_view, int>& digits() {
  static const std::map<std::string_view, int> table{{"khong", 0}, {"mot", 1}, {"hai", 2}, {"ba", 3},   {"bon", 4},
                                                     {"tu", 4},    {"nam", 5}, {"lam", 5}, {"nham", 5}, {"sau", 6},
                                                     {"bay", 7},   {"tam", 8}, {"chin", 9}};
  return table;
}

const std::map<std::string_view, std::int64_t>& scales() {
  static const std::map<std::string_view, std::int64_t> table{
      {"nghin", 1'000}, {"ngan", 1'000}, {"trieu", 1'000'000}, {"ty", 1'000'000'000}, {"ti", 1'000'000'000}};
  return table;
}

/// Hundreds, tens and ones before a scale.
struct Group {
  std::int64_t hundreds = 0, tens = 0, ones = 0;
  bool open = false;  ///< `ones` may still turn out to be tens or hundreds

  bool take(const std::string& key) {
    if (const auto digit = digits().find(key); digit != digits().end()) {
      ones = digit->second, open = true;
      return true;
    }
    if (key == "muoi") {
      tens = open ? ones : 1, ones = 0, open = false;
      return true;
    }
    if (key == "tram" && open) {
      hundreds = ones, ones = 0, open = false;
      return true;
    }
    return key == "linh" || key == "le";
  }
  [[nodiscard]] std::int64_t value() const { return 100 * hundreds + 10 * tens + ones; }
};

}  // namespace

std::optional<std::int64_t> number_of_words(const std::vector<std::string>& keys) {
  std::int64_t total = 0;
  Group group;
  bool any = false;
  for (const std::string& key : keys) {
    if (key.empty()) continue;
    const auto scale = scales().find(key);
    if (scale == scales().end()) {
      if (!group.take(key)) break;
      any = true;
      continue;
    }
    if (!any) return std::nullopt;
    // "hai nghìn tỷ": the billions count what stands before them.
    if (scale->second == 1'000'000'000)
      total = (total + group.value()) * scale->second;
    else
      total += group.value() * scale->second;
    if (total > kMost) return std::nullopt;
    group = Group();
  }
  return any ? std::optional(total + group.value()) : std::nullopt;
}

}  // namespace hoso::extraction
