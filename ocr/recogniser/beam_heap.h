// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <utility>

namespace hoso::ocr {

/// The `Width` greatest items that were offered, as a binary heap with the least on top. Items of equal rank are kept
/// or dropped by their place in the heap, so the moves are those of the textbook, one for one: then what is kept is
/// what Tesseract keeps.
template <typename Item, int Width, typename Less>
class BeamHeap {
 public:
  [[nodiscard]] int size() const { return size_; }
  [[nodiscard]] bool full() const { return size_ == Width; }
  [[nodiscard]] const Item& least() const { return items_[0]; }
  [[nodiscard]] const Item* begin() const { return items_.data(); }
  [[nodiscard]] const Item* end() const { return items_.data() + size_; }
  Item* begin() { return items_.data(); }
  Item* end() { return items_.data() + size_; }
  void clear() { size_ = 0; }

  /// Adds an item, and drops the least if there is no room.
  void push(const Item& item) {
    const int hole = up(size_++, item);
    items_[at(hole)] = item;
    if (size_ > Width) pop();
  }

  /// Takes the least away.
  Item pop() {
    const Item least = items_[0];
    if (--size_ > 0) {
      const Item last = items_[at(size_)];
      items_[at(down(0, last))] = last;
    }
    return least;
  }

  /// Puts another item in the place of one that is there.
  void replace(Item* place, const Item& item) {
    int hole = down(static_cast<int>(place - items_.data()), item);
    hole = up(hole, item);
    items_[at(hole)] = item;
  }

 private:
  static std::size_t at(int index) { return static_cast<std::size_t>(index); }

  int up(int hole, const Item& item) {
    while (hole > 0) {
      const int parent = (hole + 1) / 2 - 1;
      if (!less_(item, items_[at(parent)])) break;
      items_[at(hole)] = items_[at(parent)];
      hole = parent;
    }
    return hole;
  }

  int down(int hole, const Item& item) {
    for (int child = 2 * hole + 1; child < size_; child = 2 * hole + 1) {
      if (child + 1 < size_ && less_(items_[at(child + 1)], items_[at(child)])) ++child;
      if (!less_(items_[at(child)], item)) break;
      items_[at(hole)] = items_[at(child)];
      hole = child;
    }
    return hole;
  }

  std::array<Item, Width + 1> items_{};
  int size_ = 0;
  Less less_{};
};

}  // namespace hoso::ocr
