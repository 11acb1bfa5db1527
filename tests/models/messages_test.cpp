// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/messages.h"

#include <gtest/gtest.h>

namespace hoso::models {
namespace {

constexpr auto kVietnamese = MessageLanguage::vietnamese;

TEST(Retold, FindsTheTextThatWasFilledAndFillsItsTranslation) {
  EXPECT_EQ(retold(english("line {}: {}", 7, "it is empty"), kVietnamese), "dòng 7: để trống");
  EXPECT_EQ(retold(english("field '{}': there is no list '{}'", "a b", "c"), kVietnamese),
            "trường 'a b': không có danh sách 'c'");
  EXPECT_EQ(retold("Permission denied", kVietnamese), "không có quyền");
}

TEST(Retold, TakesWordsInWordsButNothingInQuotes) {
  EXPECT_EQ(retold("line 3: the value of \"it is empty\" (at most 20 letters)", kVietnamese),
            "dòng 3: giá trị của \"it is empty\" (nhiều nhất 20 chữ)");
}

TEST(Retold, TakesTheMostTellingText) {
  // "the value of "{}" ({})" would fit too.
  EXPECT_EQ(retold("line 2: the value of \"box\" (text)", kVietnamese), "dòng 2: giá trị của \"box\" (văn bản)");
}

TEST(Retold, LeavesWhatComesFromElsewhere) {
  for (const char* text : {"", "Unknown marker: 0x00", "a: b", "{} {}", "line", "Trang 3: 2 dòng"})
    EXPECT_EQ(retold(text, MessageLanguage::english), text);
  for (const char* text : {"", "Unknown marker: 0x00", "a: b", "{}", "Trang 3: 2 dòng"})
    EXPECT_EQ(retold(text, kVietnamese), text);
}

TEST(Describe, TellsInWordsWhatIsNotValidButTranslatesNoNames) {
  const Error wrong{.code = ErrorCode::metadata_invalid, .file = "a.toml", .subject = "line 2: the key \"boxx\""};
  EXPECT_EQ(describe(wrong, kVietnamese).sentence.substr(0, 23), "a.toml: dòng 2: khóa ");
  // "page" is a text of the catalogue.
  const Error missing{.code = ErrorCode::dossier_not_found, .subject = "page"};
  EXPECT_NE(describe(missing, kVietnamese).sentence.find("\"page\""), std::string::npos);
}

}  // namespace
}  // namespace hoso::models
