// SPDX-License-Identifier: Apache-2.0
#include "app/help.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "app/exit_codes.h"
#include "app/say.h"
#include "hoso/storage/metadata_file.h"

namespace hoso::app {
namespace {

constexpr std::size_t kCommandColumn = 13, kOptionColumn = 25;

/// A term and, beside it, what it means.
std::string entry(std::string term, std::string_view text, std::size_t column) {
  term += term.size() < column ? std::string(column - term.size(), ' ') : "\n" + std::string(column, ' ');
  return term + wrapped(tr(text), column) + "\n";
}

std::string metadata_help() {
  std::string text =
      wrapped(tr("What no paper shows: hoso digitise --meta FILE, dossier.toml in the dossier's folder, or the table "
                 "[archive] of a profile. The first that tells a key counts: dossier.toml, FILE, profile.")) +
      "\n\n";
  for (const storage::MetadataKey& key : storage::metadata_keys()) {
    text += entry(key.name, key.what, kOptionColumn);
    for (const auto& [code, meaning] : key.codes)
      text += fmt::format("{}{} {}\n", std::string(kOptionColumn, ' '), code, meaning);
  }
  return text;
}

}  // namespace

std::span<const HelpTopic> help_topic_table() {
  static constexpr std::array kTopics{
      HelpTopic{"exit-codes", "what the program answers to the shell", exit_code_help},
      HelpTopic{"profile", "a profile with every key at its default", stock_profile},
      HelpTopic{"metadata", "what may be told of a dossier", metadata_help},
      HelpTopic{"man", "the manual page, for man(1)", man_page, false},
      HelpTopic{"completion", "the completion for bash", bash_completion, false},
      HelpTopic{"reference", "docs/reference.md", reference, false},
      HelpTopic{"messages", "the texts of the tables, for gettext", message_template, false}};
  return kTopics;
}

std::optional<std::string> help_on(std::string_view topic) {
  const auto topics = help_topic_table();
  const auto found = std::ranges::find(topics, topic, &HelpTopic::name);
  if (found == topics.end()) return std::nullopt;
  // Pages for packagers are the same wherever they are made.
  if (!found->for_people) speak(models::MessageLanguage::english);
  return found->text();
}

std::string help_topics() {
  std::string names;
  for (const HelpTopic& topic : help_topic_table())
    if (topic.for_people) names += (names.empty() ? "" : ", ") + std::string(topic.name);
  return names;
}

std::string help_of(const Option& option) {
  std::string help = tr(option.help);
  if (option.range) help += ", " + say("{:.0f} to {:.0f}", option.range->first, option.range->second);
  if (option.kind == OptionKind::flag) {
    if (option.get({}) == "true") help += " [" + say("on; --no-{} switches it off", option.name) + "]";
  } else if (const std::string value = option.get({}); !value.empty()) {
    help += fmt::format(" [{}]", value);
  }
  return help;
}

std::string wrapped(std::string_view paragraph, std::size_t indent) {
  constexpr std::size_t kLettersMax = 78;
  std::string out;
  std::size_t column = indent;
  while (!paragraph.empty()) {
    const std::size_t end = std::min(paragraph.find(' '), paragraph.size());
    const std::string_view word = paragraph.substr(0, end);
    const auto letters = static_cast<std::size_t>(
        std::ranges::count_if(word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    if (column > indent && column + 1 + letters > kLettersMax) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += letters;
    paragraph.remove_prefix(std::min(end + 1, paragraph.size()));
  }
  return out;
}

std::string general_help() {
  std::string text = tr("hoso: from paper dossiers to searchable, valid, findable records") + "\n\n" +
                     tr("Usage: hoso COMMAND [ARGUMENTS] [OPTIONS]") + "\n\n";
  for (const Command& command : command_table())
    text += entry(fmt::format("  {}", command.name), command.what, kCommandColumn);
  text += entry("  help", say("Help on a command, or on one of: {}", help_topics()), kCommandColumn);
  return text + "\n" + tr("Begin with") +
         "\n  hoso digitise FOLDER --out archive\n  hoso find WORDS --out archive\n\n" +
         tr("`hoso COMMAND --help` tells about each; `hoso --version` which hoso this is.") + "\n";
}

std::string command_help(const Command& command) {
  const std::string arguments =
      command.arguments.empty() ? "" : fmt::format(" {}{}", command.arguments, command.several ? "..." : "");
  std::string text =
      wrapped(tr(command.what)) + "\n\n" + say("Usage: hoso {}{} [OPTIONS]", command.name, arguments) + "\n\n";
  if (!command.arguments.empty())
    text += entry(fmt::format("  {}", command.arguments), command.arguments_help, kOptionColumn);
  for (const Option& option : option_table())
    if ((option.commands & command.bit) != 0 && !option.hidden)
      text += entry(fmt::format("  --{} {}", option.name, option.value_name), help_of(option), kOptionColumn);
  text += entry("  --help", tr("This help"), kOptionColumn);
  text += "\n" + (command.examples.size() == 1 ? tr("Example:") : tr("Examples:")) + "\n";
  for (const std::string& example : command.examples) text += "  " + example + "\n";
  for (const std::string_view paragraph : command.paragraphs) text += "\n" + wrapped(tr(paragraph)) + "\n";
  return text;
}

}  // namespace hoso::app
