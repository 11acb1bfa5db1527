// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/talk.h"

#include <fmt/format.h>

namespace hoso::app {

std::string in_words(const Settings& settings, const models::Error& error) {
  const models::ErrorText text = models::describe(error, settings.messages);
  std::string words = text.sentence + " " + text.remedy;
  if (!error.cause.empty()) words += fmt::format(" [{}: {}]", name_of(error.stage), error.cause);
  return words;
}

nlohmann::ordered_json json_of(const models::Error& error) {
  const models::ErrorText text = models::describe(error);
  return {{"code", name_of(error.code)}, {"stage", name_of(error.stage)}, {"file", error.file},  {"page", error.page},
          {"message", text.sentence},    {"remedy", text.remedy},         {"cause", error.cause}};
}

ExitCode tell_error(const Settings& settings, const models::Error& error) {
  fmt::print(stderr, "hoso: {}\n", in_words(settings, error));
  return exit_code(error);
}

void print_json(const nlohmann::ordered_json& json) {
  fmt::print("{}\n", json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

std::string counted(long count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string shell_word(const std::string& word) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace hoso::app
