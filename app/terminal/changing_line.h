// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

namespace hoso::app {

/// Columns that a line on stderr may take, asked anew each time: the window may have been made larger or smaller. The
/// last one stays free, or some terminals begin a new line.
int columns();

/// The first so many letters.
std::string beginning(const std::string& text, std::size_t most);

/// The line at the bottom of a terminal that tells how far the work is; nothing where stderr is none, or a dumb one.
class ChangingLine {
 public:
  /// `wanted`: false switches it off.
  explicit ChangingLine(bool wanted);
  ChangingLine(const ChangingLine&) = delete;
  ChangingLine& operator=(const ChangingLine&) = delete;
  ~ChangingLine();

  [[nodiscard]] bool on() const { return on_; }
  /// Whether it may be drawn again: at most ten times a second.
  [[nodiscard]] bool due() const;
  /// Draws it, cut to the window's width.
  void show(const std::string& text);
  void clear();

 private:
  const bool on_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace hoso::app
