// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/snippet.h"

#include <algorithm>
#include <utility>

#include "hoso/models/text.h"

namespace hoso::storage {
namespace {

constexpr std::size_t kBytesBefore = 90, kBytesMax = 260;

/// Marks in one place mean one thing: a phrase that goes over a line's end keeps its lines together.
std::string joined_phrases(std::string_view text) {
  std::string out(text);
  bool inside = false;
  for (char& c : out) {
    if (c == kMarkBegin[0]) inside = true;
    if (c == kMarkEnd[0]) inside = false;
    if (inside && c == '\n') c = ' ';
  }
  return out;
}

std::size_t at_character(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return std::min(at, text.size());
}

/// The part of a long line around its first mark, cut at spaces where there are some.
std::string shortened(std::string_view line) {
  if (line.size() <= kBytesMax) return std::string(line);
  const std::size_t mark = line.find(kMarkBegin);
  std::size_t begin = mark > kBytesBefore ? at_character(line, mark - kBytesBefore) : 0;
  if (const std::size_t space = line.find(' ', begin); begin > 0 && space < mark) begin = space + 1;
  std::size_t end = at_character(line, std::min(line.size(), begin + kBytesMax));
  if (const std::size_t space = line.rfind(' ', end);
      end < line.size() && space != std::string_view::npos && space > mark)
    end = space;
  std::string out = (begin > 0 ? "…" : "") + std::string(line.substr(begin, end - begin));
  // A mark that was opened is closed.
  const std::size_t open = out.rfind(kMarkBegin), close = out.rfind(kMarkEnd);
  if (open != std::string::npos && (close == std::string::npos || close < open)) out += kMarkEnd;
  return end < line.size() ? out + "…" : out;
}

std::string with_signs(std::string_view line) {
  std::string out;
  for (const char c : line) {
    if (c == kMarkBegin[0])
      out += "‹";
    else if (c == kMarkEnd[0])
      out += "›";
    else
      out += c;
  }
  return out;
}

}  // namespace

std::string hit_line(std::string_view highlighted) {
  const std::string text = joined_phrases(highlighted);
  std::string_view best;
  std::ptrdiff_t most = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line(text.data() + begin, end - begin);
    const std::ptrdiff_t marks = std::ranges::count(line, kMarkBegin[0]);
    if (marks > most) most = marks, best = line;
    begin = end + 1;
  }
  return best.empty() ? std::string{} : with_signs(shortened(models::collapsed(best)));
}

}  // namespace hoso::storage
