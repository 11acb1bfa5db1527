// SPDX-License-Identifier: Apache-2.0
#include "app/say.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>

#include "hoso/models/messages.h"

namespace hoso::app {
namespace {

using models::MessageLanguage;

std::atomic<MessageLanguage>& language() {
  static std::atomic<MessageLanguage> language = MessageLanguage::english;
  return language;
}

}  // namespace

void speak(MessageLanguage wanted) { language() = wanted; }

MessageLanguage spoken() { return language(); }

MessageLanguage language_of_environment() {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);
    if (value == nullptr || *value == '\0') continue;
    return std::string_view(value).starts_with("vi") ? MessageLanguage::vietnamese : MessageLanguage::english;
  }
  return MessageLanguage::english;
}

std::string tr(std::string_view english) { return std::string(models::translated(english, spoken())); }

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string counted(long count, const char* one, const char* many) {
  return fmt::format("{} {}", count, tr(count == 1 ? one : many));
}

}  // namespace hoso::app
