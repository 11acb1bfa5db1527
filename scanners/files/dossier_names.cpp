// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/dossier_names.h"

#include <algorithm>

#include "hoso/models/text.h"
#include "scanners/files/natural_order.h"

namespace hoso::scanners {
namespace {

constexpr std::size_t kStemBytesMax = 180;  // room for a suffix below the limit of DossierName

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

/// At most that many bytes, without cutting a character.
std::string cut(std::string text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return models::nfc(text);
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

std::string sanitised(const std::string& wish) {
  std::string text = replaced(wish, "\uFFFD", "_");
  std::ranges::replace_if(
      text, [](char c) { return is_control(c) || c == '/'; }, '_');
  text = models::collapsed(cut(models::collapsed(text), kStemBytesMax));
  if (text.starts_with('.')) text.front() = '_';
  if (!models::DossierName::from(text)) text += "_";
  return models::DossierName::from(text) ? text : "dossier";
}

}  // namespace

models::DossierName DossierNames::make(const std::filesystem::path& wish) {
  const std::string shown = shown_name(wish);
  auto name = models::DossierName::from(shown);
  std::string stem = name ? name->text() : sanitised(shown);
  if (!name) name = models::DossierName::from(stem);
  for (int count = 2; !name || !given_.insert(name->text()).second; ++count) {
    stem = cut(stem, kStemBytesMax);
    name = models::DossierName::from(stem + "-" + std::to_string(count));
  }
  return *name;
}

std::string unique_file_name(const std::filesystem::path& wish, std::set<std::string>& taken) {
  const std::string ending = shown_name(wish.extension());
  const std::string stem = cut(replaced(shown_name(wish.stem()), "\uFFFD", "_"), kStemBytesMax);
  std::string name = stem + ending;
  for (int count = 2; !taken.insert(name).second; ++count) name = stem + "-" + std::to_string(count) + ending;
  return name;
}

}  // namespace hoso::scanners
