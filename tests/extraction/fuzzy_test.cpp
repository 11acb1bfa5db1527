// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/fuzzy.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

TEST(Fuzzy, AKeyHasNoMarksSpacesOrPunctuation) {
  EXPECT_EQ(key_of("QUYẾT ĐỊNH:"), "quyetdinh");
  EXPECT_EQ(key_of("Số: 15/QÐ-BNV"), "so15qdbnv");  // eth for Đ
  EXPECT_EQ(key_of("./. — "), "");
}

TEST(Fuzzy, AKeyIsThatOfTheFoldedTextForEveryCodePoint) {
  for (char32_t point = 1; point < 0x3000; ++point) {
    std::string text = "a";
    if (point < 0x80)
      text += static_cast<char>(point);
    else if (point < 0x800)
      text += {static_cast<char>(0xC0 | point >> 6), static_cast<char>(0x80 | (point & 0x3F))};
    else
      text += {static_cast<char>(0xE0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 0x3F)),
               static_cast<char>(0x80 | (point & 0x3F))};
    text += 'z';
    std::string wanted;
    const std::string folded = models::folded(text);
    for (std::size_t i = 0; i < folded.size(); ++i)
      if (std::isalnum(static_cast<unsigned char>(folded[i])) != 0)
        wanted += folded[i];
      else if (folded.compare(i, 2, "\u00F0") == 0)
        wanted += 'd';
    ASSERT_EQ(key_of(text), wanted) << static_cast<std::uint32_t>(point);
  }
  EXPECT_EQ(key_of("a\xFF\xE1\xBA"), "a");
}

TEST(Fuzzy, EditsAreInsertionsDeletionsAndReplacements) {
  EXPECT_EQ(edits_between("quyetdinh", "quyetdinh"), 0U);
  EXPECT_EQ(edits_between("quyetdinh", "quyetdnh"), 1U);
  EXPECT_EQ(edits_between("", "abc"), 3U);
  EXPECT_DOUBLE_EQ(likeness("thongbao", "thongbao"), 1);
  EXPECT_DOUBLE_EQ(likeness("", "thongbao"), 0);
}

TEST(Fuzzy, AnAnchorIsFoundAmongOtherWords) {
  const auto match = find_anchor("tinhlamdongdoclaptudohanhphuc", "doclaptudohanhphuc", 0.8);
  ASSERT_TRUE(match);
  EXPECT_EQ(match->begin, 11U);
  EXPECT_EQ(match->end, 29U);
}

TEST(Fuzzy, AScrapIsNoAnchor) {
  EXPECT_FALSE(find_anchor("on", "conghoaxahoichunghiavietnam", 0.72));
  EXPECT_FALSE(find_anchor("", "doclap", 0.8));
}

TEST(Fuzzy, AnAnchorWithLostLettersIsStillFound) {
  EXPECT_TRUE(find_anchor("conghoaxhichunghiavietnm", "conghoaxahoichunghiavietnam", 0.72));
  EXPECT_TRUE(begins_with_anchor("noinhan", "noinhan", 0.85));
  EXPECT_FALSE(begins_with_anchor("cacnoinhanvanban", "noinhan", 0.85));
}

/// Edits by the table, cell by cell.
std::size_t edits_by_table(const std::string& one, const std::string& other) {
  std::vector<std::vector<std::size_t>> table(one.size() + 1, std::vector<std::size_t>(other.size() + 1));
  for (std::size_t i = 0; i <= one.size(); ++i)
    for (std::size_t k = 0; k <= other.size(); ++k)
      table[i][k] = i == 0   ? k
                    : k == 0 ? i
                             : std::min({table[i - 1][k - 1] + (one[i - 1] == other[k - 1] ? 0 : 1),
                                         table[i - 1][k] + 1, table[i][k - 1] + 1});
  return table[one.size()][other.size()];
}

/// The fewest edits of a stretch of the key, and whether `found` is such a stretch.
void expect_best(const std::string& key, const std::string& anchor, const std::optional<AnchorMatch>& found,
                 bool at_start) {
  std::size_t fewest = anchor.size();
  for (std::size_t begin = 0; begin <= (at_start ? 0 : key.size()); ++begin)
    for (std::size_t end = begin; end <= key.size(); ++end)
      fewest = std::min(fewest, edits_by_table(key.substr(begin, end - begin), anchor));
  const double like = 1 - static_cast<double>(fewest) / static_cast<double>(anchor.size());
  ASSERT_EQ(found.has_value(), like >= 0.6) << key << ' ' << anchor;
  if (!found) return;
  EXPECT_DOUBLE_EQ(found->likeness, like);
  EXPECT_EQ(edits_by_table(key.substr(found->begin, found->end - found->begin), anchor), fewest);
}

TEST(Fuzzy, BestPlacesAndEditsAreThoseOfTheWholeTable) {
  std::mt19937 random(11);
  const auto letters = [&](std::size_t length) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int i = 0; i < 300; ++i) {
    const std::string key = letters(1 + random() % 14), anchor = letters(1 + random() % 9);
    EXPECT_EQ(edits_between(key, anchor), edits_by_table(key, anchor)) << key << ' ' << anchor;
    expect_best(key, anchor, find_anchor(key, anchor, 0.6), false);
    expect_best(key.substr(0, anchor.size() + anchor.size() / 5 + 1), anchor, begins_with_anchor(key, anchor, 0.6),
                true);
  }
}

TEST(Fuzzy, KeysOfMoreThanSixtyFourLettersAreCompared) {
  for (const std::size_t length : {63, 64, 65, 200}) {
    std::string one(length, 'a');
    for (std::size_t i = 0; i < length; i += 3) one[i] = 'b';
    std::string other = one;
    other[length / 2] = 'x';
    other.erase(length - 1);
    EXPECT_EQ(edits_between(one, other), 2U) << length;
    EXPECT_EQ(edits_between(other, one), 2U) << length;
    const auto match = find_anchor("xx" + other + "xx", one, 0.9);
    ASSERT_TRUE(match) << length;
    EXPECT_EQ(match->begin, 2U);
    EXPECT_FALSE(find_anchor(other, one, 1));
  }
}

TEST(Fuzzy, ShortAnchorsMustBeExact) { EXPECT_DOUBLE_EQ(least_likeness("dean"), 1); }

}  // namespace
}  // namespace hoso::extraction
