// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "storage/catalogue/folding.h"
#include "storage/catalogue/query.h"
#include "storage/catalogue/snippet.h"

namespace hoso {
namespace {

TEST(Folding, PutsTheToneOfOpenSyllablesInOnePlace) {
  const std::pair<const char*, const char*> words[] = {
      {"hoà", "hòa"},   {"hòa", "hòa"},     {"khoẻ", "khỏe"},   {"thuý", "thúy"}, {"uỷ", "ủy"},
      {"quý", "quý"},   {"quỳ", "quỳ"},     {"hoàn", "hoàn"},   {"toạ", "tọa"},   {"loè", "lòe"},
      {"ubnd", "ubnd"}, {"đường", "đường"}, {"ðường", "đường"}, {"ðoàn", "đoàn"}, {"", ""}};
  for (const auto& [printed, kept] : words) EXPECT_EQ(storage::exact_form(printed), kept) << printed;
}

TEST(Folding, StripsAllMarks) {
  EXPECT_EQ(storage::plain_form("đường"), "duong");
  EXPECT_EQ(storage::plain_form("ướt"), "uot");
  EXPECT_EQ(storage::plain_form("abc1"), "abc1");
}

TEST(MatchExpression, QuotesEveryWord) {
  EXPECT_EQ(storage::match_expression("quyết định"), R"("quyết" "định")");
  EXPECT_EQ(storage::match_expression("12/QĐ-UBND AND x"), R"("12/QĐ-UBND" "AND" "x")");
  EXPECT_EQ(storage::match_expression("a \"b c\" d"), R"("a" "b c" "d")");
  EXPECT_EQ(storage::match_expression("a“b c”d"), R"("a" "b c" "d")");
  EXPECT_EQ(storage::match_expression("\"not closed"), R"("not closed")");
  EXPECT_EQ(storage::match_expression("ướ* 2025*"), R"("ướ*"* "2025*"*)");
}

TEST(MatchExpression, IsEmptyWhereThereAreNoWords) {
  for (const char* typed : {"", " \t\n", "\"\"", "--", "*", "\"", "'; ()"})
    EXPECT_EQ(storage::match_expression(typed), "") << typed;
}

TEST(MatchExpression, ComposesWhatWasTypedAndDropsControlCharacters) {
  EXPECT_EQ(storage::match_expression("ho\u0302\u0300"), "\"hồ\"");
  EXPECT_EQ(storage::match_expression(std::string_view("a\0b", 3)), R"("a" "b")");
}

TEST(HitLine, IsTheLineWithMostMarks) {
  EXPECT_EQ(storage::hit_line("x \x01"
                              "a\x02\nb \x01"
                              "a\x02  \x01"
                              "c\x02\n"),
            "b ‹a› ‹c›");
  EXPECT_EQ(storage::hit_line("no mark\n"), "");
  EXPECT_EQ(storage::hit_line(""), "");
}

TEST(HitLine, KeepsAPhraseTogetherThatGoesOverALine) {
  EXPECT_EQ(storage::hit_line("số \x01quyết\nđịnh\x02 này\nx"), "số ‹quyết định› này");
}

TEST(HitLine, IsCutWhereItIsLong) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "đường ";
  text += "\x01số\x02";
  for (int i = 0; i < 100; ++i) text += " đường";
  const std::string line = storage::hit_line(text);
  EXPECT_LT(line.size(), 300U);
  EXPECT_TRUE(line.starts_with("…đường")) << line;
  EXPECT_TRUE(line.ends_with("đường…")) << line;
  EXPECT_NE(line.find("đường ‹số› đường"), std::string::npos) << line;
  const std::string endless = storage::hit_line("\x01" + std::string(1000, 'a') + "\x02");
  EXPECT_TRUE(endless.starts_with("‹aaa")) << endless;
  EXPECT_TRUE(endless.ends_with("›…")) << endless;
}

}  // namespace
}  // namespace hoso
