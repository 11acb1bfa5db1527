// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/messages.h"

#include <cstdint>
#include <cstring>
#include <unordered_map>

#include "embedded/messages_vi.h"

namespace hoso::models {
namespace {

using Catalogue = std::unordered_map<std::string_view, std::string_view>;

std::uint32_t number_at(std::string_view bytes, std::size_t place) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data() + place, sizeof number);
  return number;
}

/// A length and an offset.
std::string_view text_at(std::string_view bytes, std::size_t place) {
  return bytes.substr(number_at(bytes, place + 4), number_at(bytes, place));
}

/// What msgfmt made for this machine, which the build embeds: GNU gettext manual, 10.3 "The Format of GNU MO Files".
Catalogue catalogue_of(std::string_view bytes) {
  constexpr std::size_t kCount = 8, kOriginals = 12, kTranslations = 16, kEntry = 8;
  Catalogue catalogue;
  for (std::size_t i = 0; i < number_at(bytes, kCount); ++i)
    catalogue.emplace(text_at(bytes, number_at(bytes, kOriginals) + i * kEntry),
                      text_at(bytes, number_at(bytes, kTranslations) + i * kEntry));
  return catalogue;
}

}  // namespace

std::string_view translated(std::string_view english, MessageLanguage language) {
  static const Catalogue vietnamese = catalogue_of(data::messages_vi());
  if (language == MessageLanguage::english || english.empty()) return english;  // the empty text names the file's head
  const auto found = vietnamese.find(english);
  return found == vietnamese.end() ? english : found->second;
}

}  // namespace hoso::models
