// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/word_list.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace hoso::ocr {
namespace {

using models::ErrorCode;
using testing::Contains;
using testing::ElementsAre;

class WordListTest : public testing::Test {
 protected:
  models::Result<WordList> list_of(const std::string& bytes) {
    const auto file = folder_.path() / "words.txt";
    std::ofstream(file, std::ios::binary) << bytes;
    return read_word_list(file);
  }

  tests::TempFolder folder_;
};

TEST_F(WordListTest, HasAWordALineAlsoInCapitals) {
  EXPECT_THAT(list_of("Thắng\nsông\n")->words, ElementsAre("SÔNG", "THẮNG", "Thắng", "sông"));
}

TEST_F(WordListTest, TakesNamesApartAndCountsEachWordOnce) {
  const WordList list = list_of("Kỳ Anh\n  Kỳ \t Sơn  \n").value();
  EXPECT_EQ(list.written, 3U);
  EXPECT_THAT(list.words, Contains("Kỳ"));
  EXPECT_THAT(list.words, Contains("Sơn"));
}

TEST_F(WordListTest, LeavesOutCommentsEmptyLinesAndTheByteOrderMark) {
  const WordList list = list_of("\xEF\xBB\xBF# names\r\nThắng # a person\r\n\r\n#").value();
  EXPECT_EQ(list.written, 1U);
  EXPECT_THAT(list.words, ElementsAre("THẮNG", "Thắng"));
  EXPECT_EQ(list_of("").value().written, 0U);
}

TEST_F(WordListTest, MakesMarksPartsOfTheirLetters) {
  EXPECT_THAT(list_of("Tha\xCC\x86\xCC\x81ng")->words, Contains("Thắng"));
}

TEST_F(WordListTest, KnowsItsFileByItsDigest) {
  EXPECT_EQ(list_of("abc")->sha256.hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_F(WordListTest, RefusesWhatIsNoListOfWords) {
  const auto latin = list_of("đúng\ngi\xE1\n");
  ASSERT_FALSE(latin);
  EXPECT_EQ(latin.error().code, ErrorCode::option_invalid);
  EXPECT_THAT(latin.error().subject, testing::HasSubstr("line 2"));
  EXPECT_EQ(read_word_list(folder_.path() / "none").error().code, ErrorCode::file_not_found);
  EXPECT_EQ(read_word_list(folder_.path()).error().code, ErrorCode::not_a_regular_file);
}

}  // namespace
}  // namespace hoso::ocr
