// SPDX-License-Identifier: Apache-2.0
#include "extraction/handwriting/decode.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace hoso::extraction {
namespace {

constexpr std::size_t kBeams = 16;
constexpr float kNegligible = 1e-3F;
constexpr double kSeen = 0.5;
constexpr std::string_view kLeft = ":L", kRight = "/R";

/// Digits of both hands as one, the neighbours, nothing.
constexpr std::string_view kSymbols = "0123456789:L/R";
using Column = std::array<double, kSymbols.size() + 1>;

Column merged(const cv::Mat1f& probabilities, int row) {
  Column out{};
  for (int d = 0; d < 10; ++d) out.at(d) = probabilities(row, hand_0 + d) + probabilities(row, print_0 + d);
  for (int k = colon; k <= nothing; ++k) out.at(k - 10) = probabilities(row, k);
  return out;
}

/// Probability of a prefix whose last column is nothing, or its last label.
struct Beam {
  double blank = 0, label = 0;
  [[nodiscard]] double sum() const { return blank + label; }
};
using Beams = std::map<std::string, Beam>;

Beams step(const Beams& beams, const Column& column) {
  Beams next;
  for (const auto& [prefix, beam] : beams) {
    next[prefix].blank += beam.sum() * column.back();
    if (!prefix.empty()) next[prefix].label += beam.label * column.at(kSymbols.find(prefix.back()));
    for (std::size_t k = 0; k < kSymbols.size(); ++k) {
      if (column.at(k) < kNegligible) continue;
      const bool again = !prefix.empty() && prefix.back() == kSymbols[k];
      next[prefix + kSymbols[k]].label += (again ? beam.blank : beam.sum()) * column.at(k);
    }
  }
  return next;
}

void keep_best(Beams& beams) {
  if (beams.size() <= kBeams) return;
  std::vector<std::pair<double, std::string>> order;
  for (const auto& [prefix, beam] : beams) order.emplace_back(-beam.sum(), prefix);
  std::sort(order.begin(), order.end());
  for (std::size_t i = kBeams; i < order.size(); ++i) beams.erase(order[i].second);
}

/// Digits between the first left neighbour and the next right one.
std::string digits_of(const std::string& labels) {
  const std::size_t left = labels.find_first_of(kLeft);
  std::string rest = left == std::string::npos ? labels : labels.substr(left + 1);
  rest = rest.substr(0, rest.find_first_of(kRight));
  std::erase_if(rest, [](char c) { return kLeft.find(c) != std::string_view::npos; });
  return rest;
}

void place_digits(const cv::Mat1f& probabilities, Look& look) {
  double hand = 0, print = 0;
  for (int t = 0; t < probabilities.rows; ++t) {
    double own = 0, other = 0;
    for (int d = 0; d < 10; ++d) own += probabilities(t, hand_0 + d), other += probabilities(t, print_0 + d);
    if (own + other < kSeen) continue;
    if (look.first_digit < 0) look.first_digit = t;
    look.last_digit = t;
    hand += own, print += other;
  }
  look.by_hand = hand + print > 0 ? hand / (hand + print) : 0;
}

}  // namespace

Look decode(const cv::Mat1f& probabilities) {
  Beams beams{{"", {.blank = 1, .label = 0}}};
  for (int t = 0; t < probabilities.rows; ++t) {
    beams = step(beams, merged(probabilities, t));
    keep_best(beams);
  }
  Look look;
  for (const auto& [labels, beam] : beams) {
    look.readings[digits_of(labels)] += beam.sum();
    if (labels.find_first_of(kLeft) != std::string::npos) look.left_seen += beam.sum();
    if (labels.find_first_of(kRight) != std::string::npos) look.right_seen += beam.sum();
  }
  place_digits(probabilities, look);
  return look;
}

}  // namespace hoso::extraction
