// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/charset.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "ocr/recogniser/byte_reader.h"

namespace hoso::ocr {
namespace {

constexpr int kCharactersMax = 32'000;
constexpr unsigned kDigit = 8;  // bit of a character's properties
constexpr std::array kScriptsWithoutSpaces{"Han", "Thai", "Hangul", "Hiragana", "Katakana"};

/// Takes what stands before `separator` off the text.
std::string_view cut(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view head = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return head;
}

template <typename T>
T number(std::string_view text, int base, const char* what) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  require_sound(error == std::errc{} && end == text.data() + text.size(), what);
  return value;
}

/// One line: the character, its properties in hexadecimal, then numbers with commas (absent for "NULL"), its script, ….
void add_character(Charset& charset, std::string_view line) {
  const std::string_view text = cut(line, ' ');
  require_sound(!text.empty(), "character without text");
  const auto properties = number<unsigned>(cut(line, ' '), 16, "properties of a character");
  std::string_view script = cut(line, ' ');
  if (script.find(',') != std::string_view::npos) script = cut(line, ' ');
  require_supported(std::ranges::find(kScriptsWithoutSpaces, script) == kScriptsWithoutSpaces.end(),
                    "script without spaces");
  charset.texts.emplace_back(text == "NULL" ? std::string_view(" ") : text);
  charset.digits.push_back((properties & kDigit) != 0);
}

void read_characters(Charset& charset, std::span<const std::uint8_t> bytes) {
  std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const int count = number<int>(cut(rest, '\n'), 10, "number of characters");
  require_sound(count > 0 && count <= kCharactersMax, "number of characters");
  for (int index = 0; index < count; ++index) {
    require_sound(!rest.empty(), "ends in the characters");
    add_character(charset, cut(rest, '\n'));
  }
  require_supported(charset.texts.front() == " ", "first character is not the space");
}

void read_codes(Charset& charset, std::span<const std::uint8_t> bytes, int code_count) {
  ByteReader reader(bytes);
  require_sound(reader.number<std::uint32_t>() == charset.texts.size(), "number of codes");
  charset.id_of_code.assign(static_cast<std::size_t>(code_count), kNoCharacter);
  std::vector<bool> seen(static_cast<std::size_t>(code_count));
  for (int id = 0; id < charset.size(); ++id) {
    reader.number<std::int8_t>();
    require_supported(reader.number<std::int32_t>() == 1, "codes of several parts");
    const auto code = reader.number<std::int32_t>();
    require_sound(code >= 0 && code < code_count, "code out of range");
    charset.id_of_code[static_cast<std::size_t>(code)] = id;
    if (!seen[static_cast<std::size_t>(code)]) charset.code_order.push_back(code);
    seen[static_cast<std::size_t>(code)] = true;
  }
}

}  // namespace

Charset read_charset(std::span<const std::uint8_t> characters, std::span<const std::uint8_t> codes, int code_count,
                     int null_code) {
  Charset charset;
  read_characters(charset, characters);
  read_codes(charset, codes, code_count);
  charset.id_of_code[static_cast<std::size_t>(null_code)] = kNoCharacter;
  return charset;
}

std::vector<int> Charset::ids_of(std::string_view text) const {
  std::vector<int> ids;
  while (!text.empty()) {
    int best = kNoCharacter;
    for (int id = 0; id < size(); ++id) {
      const std::string& candidate = texts[static_cast<std::size_t>(id)];
      const bool longer = best == kNoCharacter || candidate.size() > texts[static_cast<std::size_t>(best)].size();
      if (longer && text.starts_with(candidate)) best = id;
    }
    if (best == kNoCharacter) return {};
    ids.push_back(best);
    text.remove_prefix(texts[static_cast<std::size_t>(best)].size());
  }
  return ids;
}

}  // namespace hoso::ocr
