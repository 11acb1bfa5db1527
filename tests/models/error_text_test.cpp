// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/error_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hoso::models {
namespace {

TEST(ErrorText, NamesFileAndPage) {
  const ErrorText text =
      describe({.code = ErrorCode::truncated, .stage = Stage::decode, .file = "scan/trang-3.jpg", .page = 3});
  EXPECT_EQ(text.sentence, "scan/trang-3.jpg, page 3: the file ends too early; part of it is missing.");
  EXPECT_THAT(text.remedy, testing::HasSubstr("again"));
}

TEST(ErrorText, EveryCodeHasASentenceAndARemedyInBothLanguages) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code)
    for (const auto language : {MessageLanguage::english, MessageLanguage::vietnamese}) {
      const ErrorText text = describe({.code = static_cast<ErrorCode>(code), .subject = "vie"}, language);
      EXPECT_GT(text.sentence.size(), 8u) << code;
      EXPECT_TRUE(text.sentence.ends_with('.') && text.remedy.ends_with('.')) << code;
      EXPECT_THAT(text.sentence, testing::Not(testing::HasSubstr("{")));
    }
}

TEST(ErrorText, DoesNotShowTheTechnicalCause) {
  const ErrorText text = describe({.code = ErrorCode::internal, .cause = "std::out_of_range"});
  EXPECT_THAT(text.sentence + text.remedy, testing::Not(testing::HasSubstr("out_of_range")));
}

}  // namespace
}  // namespace hoso::models
