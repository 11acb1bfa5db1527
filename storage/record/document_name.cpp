// SPDX-License-Identifier: Apache-2.0
#include "storage/record/document_name.h"

#include <algorithm>
#include <array>

#include "hoso/storage/folder_sink.h"

namespace hoso::storage {
namespace {

constexpr std::size_t kLettersMax = 60;  // of a code: 240 bytes at most, so that any file system takes the name
constexpr std::array<std::string_view, 4> kParts{"{code}", "{dossier}", "{number}", "{type}"};

/// A code may come from a bar code that anybody printed.
std::string first_letters(const std::string& text) {
  std::size_t end = 0;
  for (std::size_t count = 0; count < kLettersMax && end < text.size(); ++count)
    for (++end; end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80;) ++end;
  return text.substr(0, end);
}

/// Calls back with what stands between placeholders, and with each placeholder.
template <typename Take>
void walk(std::string_view pattern, Take take) {
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{'), close = pattern.find('}', std::min(open, pattern.size()));
    const std::size_t end = open == 0 && close != std::string_view::npos ? close + 1 : open == 0 ? 1 : open;
    take(pattern.substr(0, end));
    pattern.remove_prefix(std::min(end, pattern.size()));
  }
}

}  // namespace

bool is_document_name(std::string_view pattern) {
  bool sound = !pattern.starts_with('.'), numbered = false;
  walk(pattern, [&](std::string_view part) {
    const bool placeholder = std::ranges::find(kParts, part) != kParts.end();
    numbered = numbered || part == "{number}";
    sound = sound && (placeholder || part.find_first_of("{}/\\") == std::string_view::npos);
    sound = sound && std::ranges::none_of(part, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  });
  return sound && numbered;
}

std::string document_name(std::string_view pattern, const models::Dossier& dossier, std::size_t number) {
  std::string name;
  walk(pattern, [&](std::string_view part) {
    std::string text(part);
    if (part == "{code}") text = dossier.code.empty() ? dossier.name.text() : first_letters(dossier.code);
    if (part == "{dossier}") text = dossier.name.text();
    if (part == "{number}") text = std::to_string(number);
    if (part == "{type}") text = dossier.documents.at(number - 1).type;
    name += text;
  });
  std::ranges::replace_if(
      name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '/'; }, '_');
  if (name.starts_with('.')) name.front() = '_';
  return name;
}

}  // namespace hoso::storage
