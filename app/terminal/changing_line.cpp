// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/changing_line.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

namespace hoso::app {
namespace {

constexpr auto kPause = std::chrono::milliseconds(100);

bool is_terminal() {
  const char* kind = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && kind != nullptr && std::string_view(kind) != "dumb";
}

}  // namespace

int columns() {
  constexpr int kUsual = 80;
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return std::max(1, (known ? size.ws_col : kUsual) - 1);
}

std::string beginning(const std::string& text, std::size_t most) {
  std::size_t end = 0, count = 0;
  while (end < text.size()) {
    const bool starts_letter = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
    if (starts_letter && count++ == most) break;
    ++end;
  }
  return text.substr(0, end);
}

ChangingLine::ChangingLine(bool wanted) : on_(wanted && is_terminal()) {}
ChangingLine::~ChangingLine() { clear(); }

bool ChangingLine::due() const { return on_ && std::chrono::steady_clock::now() - last_ >= kPause; }

void ChangingLine::show(const std::string& text) {
  last_ = std::chrono::steady_clock::now();
  shown_ = true;
  fmt::print(stderr, "\r{}\x1b[K", beginning(text, static_cast<std::size_t>(columns())));
  std::fflush(stderr);
}

void ChangingLine::clear() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
  shown_ = false;
}

}  // namespace hoso::app
