// SPDX-License-Identifier: Apache-2.0
#include "app/command_line.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <span>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/help.h"
#include "app/program.h"

namespace hoso::app {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(CommandLine, EveryCommandTakesItsOptionsAndNoOthers) {
  for (const Command& command : command_table())
    for (const Option& option : option_table()) {
      std::vector<std::string> words{std::string(command.name), "--" + std::string(option.name)};
      if (option.kind != OptionKind::flag) words.push_back(option.choices.empty() ? "1" : option.choices.front());
      if (!command.arguments.empty()) words.push_back(command.actions.empty() ? "x" : command.actions.front());
      const bool known = (option.commands & command.bit) != 0;
      EXPECT_EQ(std::holds_alternative<CommandLine>(read_command_line(words)), known)
          << command.name << " " << option.name;
    }
}

TEST(CommandLine, NamesAndBitsOfCommandsAreUniqueAndAllAreInEverywhere) {
  unsigned bits = 0;
  for (const Command& command : command_table()) {
    EXPECT_EQ(bits & command.bit, 0u) << command.name;
    bits |= command.bit;
    EXPECT_EQ(find_command(command.name), &command);
    EXPECT_FALSE(command.examples.empty()) << command.name;
    const auto done_by = [&](std::span<const OwnCommand> own) {
      return std::ranges::count(own, command.bit, &OwnCommand::bit);
    };
    EXPECT_EQ(done_by(commands_of_records()) + done_by(commands_of_pages()), 1) << command.name;
  }
  EXPECT_EQ(bits, unsigned{everywhere});
}

TEST(CommandLine, HelpIsMadeOfBothTables) {
  for (const Command& command : command_table()) {
    EXPECT_THAT(general_help(), HasSubstr("\n  " + std::string(command.name) + " "));
    const std::string help = command_help(command);
    for (const Option& option : option_table()) {
      const auto stands = HasSubstr("\n  --" + std::string(option.name) + " ");
      if ((option.commands & command.bit) != 0 && !option.hidden)
        EXPECT_THAT(help, stands) << command.name;
      else
        EXPECT_THAT(help, Not(stands)) << command.name;
    }
  }
}

TEST(CommandLine, ManPageAndCompletionKnowEveryCommandAndOption) {
  for (const Option& option : option_table()) {
    std::string in_roff(option.name);
    for (std::size_t at = 0; (at = in_roff.find('-', at)) != std::string::npos; at += 2) in_roff.insert(at, "\\");
    EXPECT_EQ(man_page().find("\n\\fB\\-\\-" + in_roff + "\\fR") != std::string::npos, !option.hidden) << option.name;
    EXPECT_EQ(bash_completion().find(" --" + std::string(option.name)) != std::string::npos, !option.hidden)
        << option.name;
  }
  for (const Command& command : command_table())
    EXPECT_THAT(man_page(), HasSubstr(".SS \"hoso " + std::string(command.name)));
}

TEST(CommandLine, ManPageHasTheTableOfExitCodes) {
  const std::string codes = man_page().substr(man_page().find("EXIT STATUS"));
  for (const ExitCodeText& row : exit_code_table())
    EXPECT_THAT(codes, HasSubstr("\n\\fB" + std::to_string(static_cast<int>(row.code)) + "\\fR\n")) << row.what;
}

TEST(CommandLine, ReferenceInTheDocumentsIsFresh) {
  std::ifstream file(HOSO_SOURCE_DIR "/docs/reference.md", std::ios::binary);
  const std::string kept{std::istreambuf_iterator<char>(file), {}};
  EXPECT_TRUE(kept == reference()) << "docs/reference.md is stale: hoso help reference > docs/reference.md";
}

TEST(CommandLine, HiddenOptionsAreNotSuggested) {
  const auto read = read_command_line({"digitise", "x", "--recognizer", "stub"});
  ASSERT_TRUE(std::holds_alternative<Printed>(read));
  EXPECT_THAT(std::get<Printed>(read).text, Not(HasSubstr("recogniser")));
}

}  // namespace
}  // namespace hoso::app
