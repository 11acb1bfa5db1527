// SPDX-License-Identifier: Apache-2.0
#include "app/exit_codes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hoso::app {
namespace {

using models::Error;
using models::ErrorCode;

TEST(ExitCodes, SomePagesFailedIsThree) {
  EXPECT_EQ(exit_code(pipeline::Summary{
                .pages_admitted = 2, .pages_stored = 1, .pages_failed = 1, .dossiers_stored = 1, .errors = {Error{}}}),
            ExitCode::in_doubt);
}

TEST(ExitCodes, NothingDoneForOneReasonIsThatReason) {
  EXPECT_EQ(exit_code(pipeline::Summary{.dossiers_failed = 1, .errors = {Error{.code = ErrorCode::output_exists}}}),
            ExitCode::cannot_create);
}

TEST(ExitCodes, ASeparatorSheetThatBeganNothingIsThree) {
  EXPECT_EQ(exit_code(pipeline::Summary{.dossiers_stored = 2, .separators_in_doubt = 1}), ExitCode::in_doubt);
  EXPECT_EQ(exit_code(pipeline::Summary{.dossiers_stored = 2}), ExitCode::ok);
}

TEST(ExitCodes, StoppedWinsOverEverything) {
  EXPECT_EQ(exit_code(pipeline::Summary{.stopped = true, .errors = {Error{}}}), ExitCode::interrupted);
}

TEST(ExitCodes, AWrongProfileIsNotAWrongCommandLine) {
  EXPECT_EQ(exit_code(Error{.code = ErrorCode::option_invalid}), ExitCode::usage);
  EXPECT_EQ(exit_code(Error{.code = ErrorCode::option_invalid, .file = "office.toml"}), ExitCode::configuration);
}

TEST(ExitCodes, EveryCodeStandsInTheHelp) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code)
    EXPECT_THAT(
        exit_code_help(),
        testing::HasSubstr(
            " " + std::to_string(static_cast<int>(exit_code(Error{.code = static_cast<ErrorCode>(code)}))) + "  "));
}

}  // namespace
}  // namespace hoso::app
