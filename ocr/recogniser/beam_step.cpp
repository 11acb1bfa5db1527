// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/beam_step.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace hoso::ocr {
namespace {

constexpr double kCertaintyOffset = -0.085;  // of every character: Tesseract's scale

float certainty_of(float probability) {
  static const float probability_min = std::exp(kCertaintyMin);
  const float logarithm = probability > probability_min ? std::log(probability) : kCertaintyMin;
  return static_cast<float>(logarithm + kCertaintyOffset);
}

}  // namespace

BeamStep::BeamStep(std::vector<int> code_order, int code_count, int null_code)
    : code_order_(std::move(code_order)),
      place_of_code_(static_cast<std::size_t>(code_count), kNowhere),
      null_code_(null_code),
      ranks_(static_cast<std::size_t>(code_count), Rank::rest) {
  for (std::size_t place = 0; place < code_order_.size(); ++place) {
    place_of_code_[static_cast<std::size_t>(code_order_[place])] = static_cast<int>(place);
  }
}

void BeamStep::look_at(const float* probabilities, std::span<const std::uint8_t> allowed) {
  probabilities_ = probabilities;
  if (!allowed.empty()) {
    masked_.resize(allowed.size());
    for (std::size_t code = 0; code < allowed.size(); ++code) {
      masked_[code] = allowed[code] != 0 ? probabilities[code] : 0;
    }
    probabilities_ = masked_.data();
  }
  rank_codes();
  known_.clear();
  const float null = probabilities_[null_code_];
  for (const int code : codes_.front()) {
    const float alone = probabilities_[code];
    known_.push_back({code, certainty_of(alone), code == null_code_ ? 0 : certainty_of(alone + null)});
  }
  const float best = probabilities_[best_], second = probabilities_[second_];
  best_after_second_ = certainty_of(best + null + second);
  second_after_best_ = certainty_of(second + null + best);
}

/// Puts the greatest five and "no character" into `ranked_`.
void BeamStep::find_best() {
  const auto count = static_cast<int>(ranks_.size());
  int code = 0;
  for (; code < count && !top_.full(); ++code) top_.push({probabilities_[code], code});
  for (float bar = top_.least().probability; code < count; ++code) {
    if (!(probabilities_[code] > bar)) continue;
    top_.push({probabilities_[code], code});
    bar = top_.least().probability;
  }
  ranked_.clear();
  while (top_.size() > 0) ranked_.push_back(top_.pop().code);
  best_ = ranked_.back();
  second_ = ranked_.size() > 1 ? ranked_[ranked_.size() - 2] : best_;
  if (std::ranges::find(ranked_, null_code_) == ranked_.end()) ranked_.push_back(null_code_);
}

/// Puts all codes that the search looks at into their ranks.
void BeamStep::rank_codes() {
  for (const int before : ranked_) ranks_[static_cast<std::size_t>(before)] = Rank::rest;
  for (auto& codes : codes_) codes.clear();
  find_best();
  for (const int code : ranked_) {
    const bool best = code == best_ || code == second_ || code == null_code_;
    ranks_[static_cast<std::size_t>(code)] = best ? Rank::best : Rank::good;
    if (place(code) != kNowhere) add_in_order(codes_.at(static_cast<std::size_t>(rank(code))), code);
  }
}

void BeamStep::add_in_order(std::vector<int>& codes, int code) const {
  codes.push_back(code);
  for (std::size_t at = codes.size() - 1; at > 0 && place(codes[at]) < place(codes[at - 1]); --at) {
    std::swap(codes[at], codes[at - 1]);
  }
}

std::span<const int> BeamStep::codes(Rank of) {
  auto& codes = codes_.at(static_cast<std::size_t>(of));
  if (of == Rank::rest && codes.empty()) {
    std::ranges::copy_if(code_order_, std::back_inserter(codes), [this](int each) { return rank(each) == Rank::rest; });
  }
  return codes;
}

const BeamStep::Code* BeamStep::find(int code) const {
  const auto found = std::ranges::find(known_, code, &Code::code);
  return found == known_.end() ? nullptr : &*found;
}

float BeamStep::certainty(int code) const {
  const Code* known = find(code);
  return known != nullptr ? known->alone : certainty_of(probabilities_[code]);
}

float BeamStep::certainty_with_null(int code) const {
  const Code* known = find(code);
  return known != nullptr ? known->with_null : certainty_of(probabilities_[code] + probabilities_[null_code_]);
}

float BeamStep::certainty_after(int code, int before) const {
  if (code == best_ && before == second_) return best_after_second_;
  if (code == second_ && before == best_) return second_after_best_;
  return certainty_with_null(code);
}

}  // namespace hoso::ocr
