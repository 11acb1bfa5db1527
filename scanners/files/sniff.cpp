// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/sniff.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace hoso::scanners {
namespace {

using models::Container;
using namespace std::string_view_literals;

constexpr std::size_t kHeadBytes = 1024;

std::string_view text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

Container container_of(std::span<const std::uint8_t> head) {
  const std::string_view bytes = text(head);
  if (bytes.starts_with("\xff\xd8\xff"sv)) return Container::jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return Container::png;
  for (const auto magic : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv})
    if (bytes.starts_with(magic)) return Container::tiff;
  return bytes.starts_with("%PDF-") ? Container::pdf : Container::unknown;
}

Container container_of(const RegularFile& file) {
  std::array<std::uint8_t, kHeadBytes> buffer{};
  const std::span<const std::uint8_t> head(buffer.data(), file.read(0, buffer));
  const Container found = container_of(head);
  if (found == Container::unknown && text(head).find("%PDF-") != std::string_view::npos) return Container::pdf;
  return found;
}

bool has_page_ending(const std::filesystem::path& path) {
  constexpr std::array kEndings{".jpg"sv, ".jpeg"sv, ".jpe"sv, ".jfif"sv, ".png"sv, ".tif"sv, ".tiff"sv, ".pdf"sv};
  std::string ending = path.extension().string();
  std::ranges::transform(ending, ending.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::ranges::find(kEndings, ending) != kEndings.end();
}

}  // namespace hoso::scanners
