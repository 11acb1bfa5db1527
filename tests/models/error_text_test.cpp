// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/error_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hoso/models/messages.h"

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

TEST(ErrorText, NoTextIsTheSameInBothLanguages) {
  EXPECT_GT(error_texts().size(), 90u);
  for (const std::string_view text : error_texts())
    EXPECT_NE(translated(text, MessageLanguage::vietnamese), text) << "not in data/messages/vi.po: " << text;
  EXPECT_EQ(translated("no such text", MessageLanguage::vietnamese), "no such text");
  EXPECT_EQ(translated("", MessageLanguage::vietnamese), "");
}

TEST(ErrorText, TheVietnameseSentenceNamesFileAndPage) {
  const ErrorText text =
      describe({.code = ErrorCode::truncated, .file = "a.jpg", .page = 3}, MessageLanguage::vietnamese);
  EXPECT_EQ(text.sentence, "a.jpg, trang 3: tệp bị cắt cụt, thiếu một phần.");
}

TEST(ErrorText, CodesHaveNamesThatLeadBack) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code)
    EXPECT_EQ(error_code(name_of(static_cast<ErrorCode>(code))), static_cast<ErrorCode>(code));
  EXPECT_FALSE(error_code("no_such_code"));
}

TEST(ErrorText, DoesNotShowTheTechnicalCause) {
  const ErrorText text = describe({.code = ErrorCode::internal, .cause = "std::out_of_range"});
  EXPECT_THAT(text.sentence + text.remedy, testing::Not(testing::HasSubstr("out_of_range")));
}

}  // namespace
}  // namespace hoso::models
