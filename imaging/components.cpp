// SPDX-License-Identifier: Apache-2.0
#include "hoso/imaging/components.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace hoso::imaging {
namespace {

/// A stretch of ink in a row, from `begin` up to but not at `end`.
struct Run {
  int begin, end;
  std::size_t set;
};

/// Pieces of ink that grow from row to row and meet (union-find over runs).
class GrowingComponents {
 public:
  /// A new piece of one run.
  std::size_t add(int row, int begin, int end) {
    parents_.push_back(parents_.size());
    extents_.push_back({begin, row, end, row + 1, end - begin});
    return parents_.size() - 1;
  }

  void extend(std::size_t set, int row, int begin, int end) {
    Extent& extent = extents_[root(set)];
    extent.left = std::min(extent.left, begin);
    extent.right = std::max(extent.right, end);
    extent.bottom = row + 1;
    extent.area += end - begin;
  }

  void join(std::size_t one, std::size_t other) {
    const std::size_t a = root(one), b = root(other);
    if (a == b) return;
    const std::size_t kept = std::min(a, b), gone = std::max(a, b);
    parents_[gone] = kept;
    Extent& into = extents_[kept];
    const Extent& from = extents_[gone];
    into = {std::min(into.left, from.left), std::min(into.top, from.top), std::max(into.right, from.right),
            std::max(into.bottom, from.bottom), into.area + from.area};
  }

  [[nodiscard]] std::vector<Component> take() const {
    std::vector<Component> components;
    for (std::size_t set = 0; set < parents_.size(); ++set) {
      if (parents_[set] != set) continue;
      const Extent& extent = extents_[set];
      components.push_back(
          {{extent.left, extent.top, extent.right - extent.left, extent.bottom - extent.top}, extent.area});
    }
    return components;
  }

 private:
  struct Extent {
    int left, top, right, bottom, area;
  };
  std::vector<std::size_t> parents_;
  std::vector<Extent> extents_;

  std::size_t root(std::size_t set) {
    while (parents_[set] != set) set = parents_[set] = parents_[parents_[set]];
    return set;
  }
};

/// The first place from `x` on where the row has ink. Paper is skipped eight pixels at a time.
int next_ink(const std::uint8_t* row, int x, int width) {
  for (; x + 8 <= width; x += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, row + x, sizeof eight);
    if (eight != 0) break;
  }
  while (x < width && row[x] == 0) ++x;
  return x;
}

}  // namespace

std::vector<Component> components_of(const cv::Mat& ink) {
  GrowingComponents components;
  std::vector<Run> above, runs;
  for (int y = 0; y < ink.rows; ++y) {
    const auto* row = ink.ptr<std::uint8_t>(y);
    runs.clear();
    auto candidate = above.begin();
    for (int x = next_ink(row, 0, ink.cols); x < ink.cols; x = next_ink(row, x, ink.cols)) {
      const int begin = x;
      while (x < ink.cols && row[x] != 0) ++x;
      // Runs touch also by their corners.
      while (candidate != above.end() && candidate->end < begin) ++candidate;
      Run run{begin, x, 0};
      bool known = false;
      for (auto touching = candidate; touching != above.end() && touching->begin <= x; ++touching) {
        if (known) {
          components.join(run.set, touching->set);
        } else {
          components.extend(touching->set, y, begin, x);
          run.set = touching->set;
          known = true;
        }
      }
      if (!known) run.set = components.add(y, begin, x);
      runs.push_back(run);
    }
    above.swap(runs);
  }
  return components.take();
}

}  // namespace hoso::imaging
