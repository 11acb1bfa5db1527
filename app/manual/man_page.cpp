// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "app/commands.h"
#include "app/exit_codes.h"
#include "app/help.h"
#include "hoso/pipeline/version.h"

/// hoso(1) in roff's man macros, man(7).
namespace hoso::app {
namespace {

/// Text that roff takes as it stands.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if (c == '"')
      out += "\\(dq";
    else if (c == '\'')
      out += "\\(aq";
    else if (c == '`')
      out += "\\(aq";
    else
      out += c;
  }
  // A line must not begin with a dot.
  return out.starts_with('.') ? "\\&" + out : out;
}

std::string tagged(std::string_view term, std::string_view text) {
  return fmt::format(".TP\n{}\n{}\n", term, roff(text));
}

std::string option_entry(const Option& option) {
  const std::string value = option.value_name.empty() ? "" : fmt::format(" \\fI{}\\fR", roff(option.value_name));
  return tagged(fmt::format("\\fB\\-\\-{}\\fR{}", roff(option.name), value), help_of(option));
}

std::string names_of(const Command& command) {
  std::string names;
  for (const Option& option : option_table())
    if ((option.commands & command.bit) != 0 && !option.hidden)
      names += fmt::format("{}\\fB\\-\\-{}\\fR", names.empty() ? "" : ", ", roff(option.name));
  return names;
}

std::string command_entry(const Command& command) {
  std::string text = fmt::format(".SS \"hoso {}{}{}\"\n{}.\n", command.name, command.arguments.empty() ? "" : " ",
                                 command.arguments, roff(command.what));
  if (!command.arguments_help.empty())
    text += fmt::format(".PP\n\\fI{}\\fR: {}.\n", roff(command.arguments), roff(command.arguments_help));
  for (const std::string_view paragraph : command.paragraphs) text += ".PP\n" + roff(paragraph) + "\n";
  text += fmt::format(".PP\nOptions: {}.\n", names_of(command));
  for (const std::string& example : command.examples) text += fmt::format(".PP\n.EX\n{}\n.EE\n", roff(example));
  return text;
}

std::string files_and_environment() {
  return ".SH FILES\n" +
         tagged("\\fI~/.config/hoso/profiles/NAME.toml\\fR, \\fI/etc/hoso/profiles/NAME.toml\\fR",
                "Profiles, the user's before the system's; default.toml is taken where no --profile is given.") +
         tagged("\\fIOUT/DOSSIER/\\fR", "A dossier: PDF/A, ALTO, text, record.json, run.json.") +
         tagged("\\fIOUT/catalogue.db\\fR", "The catalogue of the dossiers; it can be made anew from them.") +
         ".SH ENVIRONMENT\n" + tagged("\\fBHOSO_OUT\\fR", "The folder of the dossiers where no --out is given.") +
         tagged("\\fBXDG_CONFIG_HOME\\fR", "Where the user's profiles are, if not in ~/.config.") +
         tagged("\\fBNO_COLOR\\fR", "Set to anything: no colours and no bold letters.") +
         tagged("\\fBSOURCE_DATE_EPOCH\\fR", "The date that PDF files carry; else it is their sources'.");
}

}  // namespace

std::string man_page() {
  std::string text =
      fmt::format(".\\\" Made by `hoso help man` from the program's tables.\n.TH HOSO 1 \"\" \"hoso {}\" \"\"\n",
                  pipeline::version());
  text += ".SH NAME\nhoso \\- from paper dossiers to searchable, valid, findable records\n";
  text += ".SH SYNOPSIS\n.B hoso\n.I COMMAND\n.RI [ ARGUMENTS ]\n.RI [ OPTIONS ]\n.SH COMMANDS\n";
  for (const Command& command : command_table()) text += command_entry(command);
  text += ".SH OPTIONS\n";
  for (const Option& option : option_table())
    if (!option.hidden) text += option_entry(option);
  text += ".SH EXIT STATUS\n";
  for (const auto& [code, what] : exit_code_table())
    text += tagged(fmt::format("\\fB{}\\fR", static_cast<int>(code)), what);
  return text + files_and_environment();
}

}  // namespace hoso::app
