// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <optional>

namespace hoso::pipeline {

/// The byte budget at the graph's gate: pages wait here until the memory they will need is free. A page that needs more
/// than the whole budget runs alone. `T` has a member `bytes`. Not thread-safe: the gate is a serial node.
template <typename T>
class Admission {
 public:
  explicit Admission(std::uint64_t budget_bytes) : budget_bytes_(budget_bytes) {}

  void arrive(T ticket) { waiting_.push_back(std::move(ticket)); }
  void give_back(std::uint64_t bytes) { used_bytes_ -= bytes; }

  /// The next page that fits now, in order of arrival, or nothing.
  std::optional<T> admit() {
    if (waiting_.empty()) return std::nullopt;
    const std::uint64_t bytes = waiting_.front().bytes;
    if (used_bytes_ != 0 && used_bytes_ + bytes > budget_bytes_) return std::nullopt;
    used_bytes_ += bytes;
    std::optional<T> ticket = std::move(waiting_.front());
    waiting_.pop_front();
    return ticket;
  }

  [[nodiscard]] std::uint64_t used_bytes() const { return used_bytes_; }

 private:
  std::uint64_t budget_bytes_;
  std::uint64_t used_bytes_ = 0;
  std::deque<T> waiting_;
};

}  // namespace hoso::pipeline
