// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>

#include "storage/pdf/verify_context.h"

namespace hoso::storage {
namespace {

constexpr std::size_t kHead_bytes = 64;
constexpr std::size_t kTail_bytes = 1024;

std::string read_at(std::ifstream& file, std::uint64_t offset, std::size_t size) {
  std::string out(size, '\0');
  file.clear();
  file.seekg(static_cast<std::streamoff>(offset));
  file.read(out.data(), static_cast<std::streamsize>(size));
  out.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return out;
}

/// "%PDF-1.n", then a comment with at least four bytes that are no ASCII.
bool good_header(std::string_view head, char highest_minor) {
  if (head.size() < 16 || !head.starts_with("%PDF-1.") || head[7] < '0' || head[7] > highest_minor) return false;
  const auto second_line = head.find_first_not_of("\r\n", head.find_first_of("\r\n"));
  if (second_line == std::string_view::npos || head[second_line] != '%') return false;
  const std::string_view comment = head.substr(second_line + 1, 4);
  return comment.size() == 4 &&
         std::all_of(comment.begin(), comment.end(), [](char c) { return static_cast<unsigned char>(c) > 127; });
}

bool ends_at_eof_marker(std::string_view tail) {
  for (const std::string_view end : {"%%EOF", "%%EOF\n", "%%EOF\r", "%%EOF\r\n"}) {
    if (tail.ends_with(end)) return true;
  }
  return false;
}

/// The offset behind the last startxref; 0 if there is none.
std::uint64_t cross_reference_offset(std::string_view tail) {
  constexpr std::string_view kKeyword = "startxref";
  const auto at = tail.rfind(kKeyword);
  if (at == std::string_view::npos) return 0;
  const auto digits = tail.find_first_of("0123456789", at + kKeyword.size());
  if (digits == std::string_view::npos) return 0;
  std::uint64_t offset = 0;
  std::from_chars(tail.data() + digits, tail.data() + tail.size(), offset);
  return offset;
}

}  // namespace

void check_bytes(const std::filesystem::path& pdf, Checklist& list) {
  std::ifstream file(pdf, std::ios::binary);
  const auto size = static_cast<std::uint64_t>(std::filesystem::file_size(pdf));
  const std::string head = read_at(file, 0, kHead_bytes);
  const std::string tail = read_at(file, size > kTail_bytes ? size - kTail_bytes : 0, kTail_bytes);
  list.expect(good_header(head, '7'), {"6.1.2", "6.1.2"},
              "The file does not begin with a PDF header and a binary comment.");
  list.expect(ends_at_eof_marker(tail), {"6.1.3", "6.1.3"}, "There are bytes behind the end of the file.");
  const std::string table = read_at(file, cross_reference_offset(tail), 16);
  const bool is_table = table.starts_with("xref"), is_stream = table.find(" obj") != std::string::npos;
  list.expect_pdf(is_table || is_stream, "ISO 32000-1 7.5.5", "The offset of the cross-reference table is wrong.");
}

}  // namespace hoso::storage
