// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/talk.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "app/profile.h"
#include "app/terminal/events_json.h"
#include "hoso/models/messages.h"
#include "hoso/models/nearest.h"

namespace hoso::app {

namespace {

/// The dossier that was probably meant, as a sentence.
std::string nearest_dossier(const Settings& settings, const models::Error& error) {
  if (error.code != models::ErrorCode::dossier_not_found) return {};
  Settings here = settings;
  std::vector<std::string> names;
  std::error_code failed;
  if (resolve_out(here))
    for (std::filesystem::directory_iterator entry(here.out, failed), end; !failed && entry != end;
         entry.increment(failed))
      if (std::filesystem::exists(entry->path() / "record.json", failed))
        names.push_back(entry->path().filename().string());
  std::ranges::sort(names);
  const auto meant = models::nearest(error.subject, names);
  return meant ? " " + say("Did you mean `{}`?", *meant) : "";
}

}  // namespace

std::string in_words(const Settings& settings, const models::Error& error) {
  const models::ErrorText text = models::describe(error, settings.messages);
  std::string words = text.sentence + nearest_dossier(settings, error) + " " + text.remedy;
  if (!error.cause.empty())
    words += fmt::format(" [{}: {}]", models::translated(models::name_of(error.stage), settings.messages),
                         models::retold(error.cause, settings.messages));
  return words;
}

ExitCode tell_error(const Settings& settings, const models::Error& error) {
  fmt::print(stderr, "hoso: {}\n", in_words(settings, error));
  return exit_code(error);
}

void print_json(const nlohmann::ordered_json& json) { fmt::print("{}\n", in_line(json)); }

std::string shell_word(const std::string& word) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace hoso::app
