// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "app/commands.h"
#include "app/exit_codes.h"
#include "app/help.h"

/// docs/reference.md.
namespace hoso::app {
namespace {

std::string in_cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  return text;
}

std::string kind_of(const Option& option) {
  if (option.kind == OptionKind::flag) return "on or off";
  if (!option.choices.empty()) {
    std::string names;
    for (const std::string& name : option.choices) names += (names.empty() ? "" : ", ") + name;
    return names;
  }
  if (option.range) return fmt::format("number, {:.0f} to {:.0f}", option.range->first, option.range->second);
  return option.kind == OptionKind::path ? "path" : "text";
}

std::string commands_of(const Option& option) {
  if ((option.commands & everywhere) == everywhere) return "all";
  std::string names;
  for (const Command& command : command_table())
    if ((option.commands & command.bit) != 0) names += fmt::format("{}{}", names.empty() ? "" : ", ", command.name);
  return names;
}

std::string option_row(const Option& option) {
  const std::string value = option.value_name.empty() ? "" : fmt::format(" {}", option.value_name);
  const std::string usual = option.get({});
  return fmt::format("| `--{}{}` | {} | {} | {} | {} | {} | {} |\n", option.name, value,
                     in_cell(std::string(option.help)), kind_of(option),
                     usual.empty() ? ""
                                   : "`" +
                                         (usual == "true"    ? "on"
                                          : usual == "false" ? "off"
                                                             : usual) +
                                         "`",
                     option.in_profile ? "`" + profile_key(option.name) + "`" : "", option.in_record ? "yes" : "",
                     commands_of(option));
}

std::string command_section(const Command& command) {
  std::string text = fmt::format("### hoso {}{}{}\n\n{}.\n", command.name, command.arguments.empty() ? "" : " ",
                                 command.arguments, command.what);
  if (!command.arguments_help.empty()) text += fmt::format("\n{}: {}.\n", command.arguments, command.arguments_help);
  for (const std::string_view paragraph : command.paragraphs) text += fmt::format("\n{}\n", paragraph);
  text += '\n';
  for (const std::string& example : command.examples) text += fmt::format("    {}\n", example);
  return text + '\n';
}

}  // namespace

std::string reference() {
  std::string text =
      "# Reference\n\nMade by `hoso help reference > docs/reference.md` from the tables of the program; a test fails "
      "when it is stale.\n\n## Commands\n\n";
  for (const Command& command : command_table()) text += command_section(command);
  text +=
      "## Options\n\nA flag that is on is switched off by `--no-NAME`. *Key*: its name in a profile. *Record*: it "
      "changes "
      "results, so the dossier's record keeps its value.\n\n"
      "| option | what it does | values | default | key | record | commands |\n|---|---|---|---|---|---|---|\n";
  for (const Option& option : option_table())
    if (!option.hidden) text += option_row(option);
  text += "\n## Exit codes\n\n| code | meaning |\n|---|---|\n";
  for (const auto& [code, what] : exit_code_table()) text += fmt::format("| {} | {} |\n", static_cast<int>(code), what);
  return text;
}

}  // namespace hoso::app
