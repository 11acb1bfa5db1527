// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/nearest.h"

#include <algorithm>
#include <cctype>

#include "hoso/models/messages.h"

namespace hoso::models {

int edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<int>> cost(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int change = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  return cost[a.size()][b.size()];
}

namespace {

/// ASCII letters only: hs-08 is near to HS-08.
std::string in_small_letters(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](unsigned char c) { return std::tolower(c); });
  return small;
}

}  // namespace

std::optional<std::string> nearest(std::string_view typed, const std::vector<std::string>& known) {
  constexpr std::size_t kTypedMax = 100, kLeastBeginning = 3;
  if (typed.empty() || typed.size() > kTypedMax) return std::nullopt;
  const std::string* best = nullptr;
  int least = 0;
  for (const std::string& word : known) {
    const int distance = edit_distance(in_small_letters(typed), in_small_letters(word));
    if (best == nullptr || distance < least) best = &word, least = distance;
  }
  if (best != nullptr && least <= static_cast<int>((std::max(typed.size(), best->size()) + 1) / 3)) return *best;
  const auto begins = std::ranges::find_if(known, [&](const std::string& word) { return word.starts_with(typed); });
  if (typed.size() >= kLeastBeginning && begins != known.end()) return *begins;
  return std::nullopt;
}

std::string unknown_key(std::string_view key, const std::vector<std::string>& known) {
  const auto meant = nearest(key, known);
  return meant ? english("the key \"{}\" (did you mean \"{}\"?)", key, *meant) : english("the key \"{}\"", key);
}

}  // namespace hoso::models
