// SPDX-License-Identifier: Apache-2.0
#include "app/command_line.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "app/help.h"
#include "app/profile.h"
#include "app/say.h"
#include "hoso/models/nearest.h"
#include "hoso/pipeline/version.h"

namespace hoso::app {
namespace {

using models::nearest;
using models::Result;

void add_option(CLI::App& command, const Option& option, CommandLine& line) {
  const std::string name(option.name);
  if (option.kind == OptionKind::flag) {
    command.add_flag_function("--" + name + ",!--no-" + name,
                              [&line, name](std::int64_t count) { line.values[name] = count > 0 ? "true" : "false"; });
  } else {
    command.add_option_function<std::string>("--" + name,
                                             [&line, name](const std::string& value) { line.values[name] = value; });
  }
}

void add_command(CLI::App& app, const Command& command, CommandLine& line) {
  CLI::App* sub = app.add_subcommand(std::string(command.name));
  for (const Option& option : option_table())
    if ((option.commands & command.bit) != 0) add_option(*sub, option, line);
  if (!command.arguments.empty())
    sub->add_option(std::string(command.arguments), line.words)->required(command.arguments_needed);
  sub->callback([&line, &command] { line.command = &command; });
}

std::vector<std::string> command_names() {
  std::vector<std::string> names{"help"};
  for (const Command& command : command_table()) names.emplace_back(command.name);
  return names;
}

std::vector<std::string> option_names(const Command& command) {
  std::vector<std::string> names{"help"};
  for (const Option& option : option_table()) {
    if ((option.commands & command.bit) == 0 || option.hidden) continue;
    names.emplace_back(option.name);
    if (option.kind == OptionKind::flag) names.push_back("no-" + std::string(option.name));
  }
  return names;
}

Printed wrong(const std::string& what, const std::optional<std::string>& meant, const std::string& remedy) {
  const std::string suggestion = meant ? " " + say("Did you mean `{}`?", *meant) : "";
  return {fmt::format("hoso: {}{} {}\n", what, suggestion, remedy), ExitCode::usage};
}

Printed unknown_command(const std::string& word) {
  const auto other = std::ranges::find_if(command_table(), [&](const Command& command) {
    return std::ranges::find(command.also, word) != command.also.end();
  });
  const auto meant = other == command_table().end() ? nearest(word, command_names()) : std::string(other->name);
  return wrong(say("there is no command \"{}\".", word), meant ? std::optional("hoso " + *meant) : meant,
               tr("`hoso --help` lists them."));
}

/// The commands that know the option.
std::string commands_of(const Option& option) {
  std::string names;
  for (const Command& command : command_table())
    if ((command.bit & option.commands) != 0)
      names += (names.empty() ? "`hoso " : ", `hoso ") + std::string(command.name) + "`";
  return names;
}

Printed unknown_option(const Command& command, const std::string& name) {
  const std::string help = say("`hoso {} --help` lists all.", command.name);
  if (const Option* elsewhere = find_option(name); elsewhere != nullptr && !elsewhere->hidden)
    return wrong(say("`hoso {}` has no option --{}; it belongs to {}.", command.name, name, commands_of(*elsewhere)),
                 std::nullopt, help);
  const auto meant = nearest(name, option_names(command));
  return wrong(say("`hoso {}` has no option --{}.", command.name, name), meant ? std::optional("--" + *meant) : meant,
               help);
}

/// "--name" and "--no-name" of a word that may have a value behind it; empty: it is none of the form.
std::string option_name(const std::string& word) {
  return word.starts_with("--") ? word.substr(2, word.find('=') - 2) : std::string();
}

/// What stands before the first command.
Printed before_command(const std::string& word) {
  const auto meant = nearest(option_name(word), {"help", "version"});
  return wrong(say("{} is no option of hoso itself.", word), meant ? std::optional("hoso --" + *meant) : meant,
               tr("`hoso --help` lists the commands."));
}

/// An option of one dash: qpdf's users and those of other programs type them.
Printed single_dash(const Command& command, const std::string& word) {
  const std::string name = word.substr(1, word.find('=') - 1);
  const auto meant = nearest(name, option_names(command));
  return wrong(say("`hoso {}` has no option {}; options begin with two dashes.", command.name, word),
               meant ? std::optional("--" + *meant) : meant, say("`hoso {} --help` lists all.", command.name));
}

/// The first word behind the command that it cannot take: an option it has not, or has with no value.
std::optional<Printed> wrong_word(const Command& command, std::span<const std::string> words) {
  const std::vector<std::string> known = option_names(command);
  for (const std::string& word : words) {
    if (word == "--") break;
    if (word.size() > 1 && word.front() == '-' && word[1] != '-' && word != "-h") {
      if (std::isalpha(static_cast<unsigned char>(word[1])) != 0) return single_dash(command, word);
      continue;
    }
    const std::string name = option_name(word);
    if (name.empty()) continue;
    const Option* option = find_option(name.starts_with("no-") ? name.substr(3) : name);
    const bool hidden = option != nullptr && option->hidden && (option->commands & command.bit) != 0;
    if (!hidden && std::ranges::find(known, name) == known.end()) return unknown_option(command, name);
    if (option != nullptr && option->kind == OptionKind::flag && word.find('=') != std::string::npos)
      return wrong(say("--{} takes no value.", name), std::nullopt, say("`hoso {} --help` lists all.", command.name));
  }
  return std::nullopt;
}

/// The mistake in a line that cannot be read, as exactly as it can be told.
Printed mistake(const Command& command, const std::vector<std::string>& words, const CLI::ParseError& error) {
  const std::string help = say("See `hoso {} --help`.", command.name);
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError))
    return wrong(say("`hoso {}` needs {}: {}.", command.name, command.arguments, tr(command.arguments_help)),
                 std::nullopt, help);
  if (words.back().starts_with("--") && words.back() != "--")
    return wrong(say("{} needs a value.", words.back()), std::nullopt, help);
  return wrong(say("`hoso {}` takes no arguments but options.", command.name), std::nullopt, help);
}

/// What can be told of a line before it is read.
std::optional<Printed> mistake_in(const std::vector<std::string>& words) {
  if (words.empty() || words.front() == "--help" || words.front() == "-h" || words.front() == "--version")
    return std::nullopt;
  const auto first = std::ranges::find_if(words, [](const std::string& word) { return !word.starts_with('-'); });
  if (first == words.end()) return before_command(words.front());
  if (first != words.begin())
    return wrong(say("\"{}\" stands before the command.", words.front()), std::nullopt,
                 tr("Write `hoso COMMAND` first, its options behind."));
  if (*first == "help")
    return words.size() > 2 ? std::optional(wrong(tr("`hoso help` takes one topic."), std::nullopt,
                                                  say("Topics: the commands, {}.", help_topics())))
                            : std::nullopt;
  const Command* command = find_command(*first);
  return command == nullptr ? std::optional(unknown_command(*first))
                            : wrong_word(*command, std::span(words).subspan(1));
}

/// The line with its arguments as one: a name with spaces that nobody put in quotes.
std::string in_quotes(const CommandLine& line) {
  return fmt::format("hoso {} '{}'", line.command->name, fmt::join(line.words, " "));
}

/// What CLI11 does not know of a command: its actions, and how many arguments it takes.
std::optional<Printed> argument_mistake(const CommandLine& line) {
  const Command& command = *line.command;
  const std::string help = say("See `hoso {} --help`.", command.name);
  if (!command.actions.empty() && std::ranges::find(command.actions, line.words.front()) == command.actions.end()) {
    const auto meant = nearest(line.words.front(), command.actions);
    return wrong(
        say("`hoso {}` cannot \"{}\"; it can {}.", command.name, line.words.front(), fmt::join(command.actions, ", ")),
        meant ? std::optional(fmt::format("hoso {} {}", command.name, *meant)) : meant, help);
  }
  if (!command.several && line.words.size() > 1)
    return wrong(say("`hoso {}` takes one {} only.", command.name, command.arguments), in_quotes(line), help);
  return std::nullopt;
}

/// A broken profile must not keep `hoso profile check` and `hoso doctor` from saying so.
std::optional<std::string> wanted_profile(const CommandLine& line) {
  if ((line.command->bit & (for_profile | for_doctor)) != 0) return std::nullopt;
  const auto named = line.values.find("profile");
  return named == line.values.end() ? "" : named->second;
}

Printed help_page(const std::string& topic) {
  if (topic.empty() || topic == "help") return {general_help()};
  if (const auto text = help_on(topic)) return {*text};
  if (const Command* command = find_command(topic)) return {command_help(*command)};
  std::vector<std::string> topics = command_names();
  for (const HelpTopic& known : help_topic_table()) topics.emplace_back(known.name);
  const auto meant = nearest(topic, topics);
  return wrong(say("there is no help on \"{}\".", topic), meant ? std::optional("hoso help " + *meant) : meant,
               say("Topics: the commands, {}.", help_topics()));
}

}  // namespace

std::variant<CommandLine, Printed> read_command_line(const std::vector<std::string>& words) {
  CLI::App app("", "hoso");
  app.require_subcommand(1);
  app.set_version_flag("--version", "hoso " + pipeline::version());
  CommandLine line;
  for (const Command& command : command_table()) add_command(app, command, line);
  std::string topic;
  app.add_subcommand("help", "")->add_option("TOPIC", topic);
  if (words.size() == 2 && words.front() == "--help") return help_page(words.back());
  if (const auto wrong_line = mistake_in(words)) return *wrong_line;
  try {
    if (!words.empty())
      app.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // CLI11 takes the last first
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    const std::string name = chosen.empty() ? "help" : chosen.front()->get_name();
    return help_page(name == "help" ? "" : name);
  } catch (const CLI::CallForVersion& version) {
    return Printed{std::string(version.what()) + "\n"};
  } catch (const CLI::ParseError& error) {
    const Command* command = find_command(words.front());
    return command == nullptr ? help_page("") : mistake(*command, words, error);
  }
  if (line.command == nullptr) return help_page(topic);
  if (auto wrong_arguments = argument_mistake(line)) return *wrong_arguments;
  return line;
}

Settings settings_for_talk(const CommandLine& line) {
  Settings settings;
  for (const char* name : {"messages", "json", "quiet"})
    if (const auto said = line.values.find(name); said != line.values.end())
      (void)find_option(name)->set(settings, said->second);
  return settings;
}

Result<Settings> settle(const CommandLine& line) {
  Result<Settings> settings = settings_from(wanted_profile(line), line.values, line.command->bit);
  if (!settings) return settings;
  settings->words = line.words;
  settings->inputs.assign(line.words.begin(), line.words.end());
  return settings;
}

}  // namespace hoso::app
