// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/help.h"

/// bash: `complete -F`; the words come from the tables.
namespace hoso::app {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string command_case(const Command& command) {
  std::string options = "--help";
  for (const Option& option : option_table())
    if ((option.commands & command.bit) != 0 && !option.hidden) options += fmt::format(" --{}", option.name);
  return fmt::format("    {}) options='{}' actions='{}' ;;\n", command.name, options, joined(command.actions));
}

/// The value of an option is one of its choices, or what bash itself completes: names of files, spaces in them and all.
std::string value_cases() {
  std::string cases, others;
  for (const Option& option : option_table()) {
    if (option.kind == OptionKind::flag || option.hidden) continue;
    if (option.choices.empty())
      others += fmt::format("{}--{}", others.empty() ? "" : "|", option.name);
    else
      cases += fmt::format("    --{}) COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n", option.name,
                           joined(option.choices));
  }
  return cases + fmt::format("    {}) return ;;\n", others);
}

}  // namespace

std::string bash_completion() {
  std::string names = "help", cases, topics;
  for (const Command& command : command_table()) {
    names += fmt::format(" {}", command.name);
    cases += command_case(command);
  }
  for (const HelpTopic& topic : help_topic_table())
    if (topic.for_people) topics += fmt::format(" {}", topic.name);
  return fmt::format(R"(# bash completion for hoso, made by `hoso help completion` from the program's tables.
_hoso() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} options='' actions=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '{0} --help --version' -- "$word"))
    return
  fi
  case "$before" in
{1}  esac
  case "${{COMP_WORDS[1]}}" in
    help) COMPREPLY=($(compgen -W '{0}{2}' -- "$word")); return ;;
{3}  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [ "$COMP_CWORD" -eq 2 ] && [ -n "$actions" ]; then
    COMPREPLY=($(compgen -W "$actions" -- "$word"))
  fi
}}
complete -o default -F _hoso hoso
)",
                     names, value_cases(), topics, cases);
}

}  // namespace hoso::app
