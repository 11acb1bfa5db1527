// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/messages.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <optional>
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

const Catalogue& vietnamese() {
  static const Catalogue catalogue = catalogue_of(data::messages_vi());
  return catalogue;
}

/// A text cut at its places: one piece more than it has places.
std::vector<std::string_view> cut_at_places(std::string_view text) {
  std::vector<std::string_view> pieces;
  for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{')) {
    const auto close = text.find('}', open);
    if (close == std::string_view::npos) break;
    pieces.push_back(text.substr(0, open));
    text.remove_prefix(close + 1);
  }
  pieces.push_back(text);
  return pieces;
}

/// A text with places, and how much of it says where it was used: "{}: {}" could be anything.
struct Form {
  std::string_view translation;
  std::vector<std::string_view> pieces;
  std::ptrdiff_t letters = 0;
};

std::vector<Form> forms_of(const Catalogue& catalogue) {
  constexpr std::ptrdiff_t kLettersMin = 4;
  std::vector<Form> forms;
  for (const auto& [text, translation] : catalogue) {
    Form form{.translation = translation, .pieces = cut_at_places(text)};
    for (const std::string_view piece : form.pieces)
      form.letters += std::ranges::count_if(piece, [](unsigned char c) { return std::isalpha(c) != 0; });
    if (form.pieces.size() > 1 && form.letters >= kLettersMin) forms.push_back(std::move(form));
  }
  std::ranges::sort(forms, [](const Form& a, const Form& b) {  // the most telling first; then by name, for one answer
    return a.letters != b.letters ? a.letters > b.letters : a.translation < b.translation;
  });
  return forms;
}

/// What stands between the pieces, if the text is made of them.
std::optional<std::vector<std::string_view>> fillings(std::string_view text, const Form& form) {
  if (!text.starts_with(form.pieces.front())) return std::nullopt;
  text.remove_prefix(form.pieces.front().size());
  std::vector<std::string_view> found;
  for (std::size_t i = 1; i < form.pieces.size(); ++i) {
    const std::string_view piece = form.pieces[i];
    const bool last = i + 1 == form.pieces.size();
    if (last && !text.ends_with(piece)) return std::nullopt;
    const auto at = last ? text.size() - piece.size() : text.find(piece);
    if (at == std::string_view::npos) return std::nullopt;
    found.push_back(text.substr(0, at));
    text.remove_prefix(at + piece.size());
  }
  return found;
}

/// Translations have the places of their texts in the same order (habits:Messages.AreAllTranslated).
std::string filled(const Form& form, const std::vector<std::string_view>& values, MessageLanguage language) {
  const std::vector<std::string_view> pieces = cut_at_places(form.translation);
  std::string text(pieces.front());
  for (std::size_t i = 1; i < pieces.size(); ++i) {
    const std::string_view value = values.at(i - 1), before = form.pieces[i - 1];
    const bool quoted = before.ends_with('"') || before.ends_with('\'');
    const bool words = value.find(' ') != std::string_view::npos;
    text += words && !quoted ? retold(value, language) : std::string(value);
    text += pieces[i];
  }
  return text;
}

}  // namespace

std::string_view translated(std::string_view english, MessageLanguage language) {
  if (language == MessageLanguage::english || english.empty()) return english;  // the empty text names the file's head
  const auto found = vietnamese().find(english);
  return found == vietnamese().end() ? english : found->second;
}

std::string retold(std::string_view told, MessageLanguage language) {
  if (language == MessageLanguage::english || told.empty()) return std::string(told);
  if (const auto found = vietnamese().find(told); found != vietnamese().end()) return std::string(found->second);
  static const std::vector<Form> forms = forms_of(vietnamese());
  for (const Form& form : forms)
    if (const auto values = fillings(told, form)) return filled(form, *values, language);
  return std::string(told);
}

}  // namespace hoso::models
