// SPDX-License-Identifier: Apache-2.0
#include "ocr/given/take_given.h"

#include <gmock/gmock.h>

#include "ocr/given/comparison.h"
#include "tests/ocr/texts.h"

/// A file's own text as evidence for what is read.
namespace hoso::ocr {
namespace {

using models::GivenWord;
using models::Line;
using models::PageText;
using models::TextSource;
using models::Word;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::line_at;
using tests::page_of;

constexpr double kAcceptable = 0.85;  // the least confidence with which a field is accepted

/// What a file gives for a line: from ascent to descent.
void give(std::vector<GivenWord>& given, const Line& line) {
  for (const Word& word : line.words)
    given.push_back({word.text, {word.box.x + 1, word.box.y - 8, word.box.width - 2, word.box.height + 14}});
}

/// A page whose layer is true but for its last line.
struct Page {
  PageText text;
  std::vector<GivenWord> given;
  TakenText taken;

  Page(const Line& read, const Line& layer) {
    const Line first = line_at(0, 0, {"CỘNG", "HÒA", "XÃ", "HỘI", "CHỦ", "NGHĨA", "VIỆT", "NAM"});
    const Line second = line_at(0, 60, {"Độc", "lập", "-", "Tự", "do", "-", "Hạnh", "phúc"});
    text = page_of({first, second, read});
    give(given, first);
    give(given, second);
    give(given, layer);
    taken = take_given(text, given);
  }
  [[nodiscard]] const Line& last() const { return text.blocks.at(0).lines.at(2); }
  [[nodiscard]] const Word& word(std::size_t index = 0) const { return last().words.at(index); }
};

Page page_with(const std::vector<std::string>& read, const std::vector<std::string>& layer, double confidence = 0.99) {
  return {line_at(0, 120, read, confidence), line_at(0, 120, layer)};
}

/// A line of one word of that width.
Line wide(const std::string& text, double width, double confidence = 0.99) {
  Line line = line_at(0, 120, {text}, confidence);
  line.words[0].box.width = line.box.width = width;
  return line;
}

TEST(GivenText, ThatSaysTheSameMakesWordsSure) {
  const Page page = page_with({"Quyết", "định"}, {"Quyết", "định"}, 0.8);
  EXPECT_EQ(page.taken.worth.used, TextSource::given);
  EXPECT_EQ(page.taken.worth.words, 18);
  EXPECT_DOUBLE_EQ(page.taken.worth.placed, 1);
  EXPECT_DOUBLE_EQ(page.taken.worth.agreement, 1);
  EXPECT_DOUBLE_EQ(page.taken.worth.marked_agreement, 1);
  EXPECT_EQ(models::text_of(page.last()), "Quyết định");
  EXPECT_EQ(page.word().source, TextSource::given);
  EXPECT_GT(page.word().confidence, 0.99);
  EXPECT_EQ(page.word().other, "");
  EXPECT_EQ(page.taken.note, "");
}

TEST(GivenText, PutsMarksAndLettersRightThatWereReadNearly) {
  const Page page = page_with({"Quyêt", "định", "của", "hoan", "thàrh", "viên"},
                              {"Quyết", "định", "của", "hoàn", "thành", "viên"}, 0.8);
  EXPECT_EQ(models::text_of(page.last()), "Quyết định của hoàn thành viên");
  EXPECT_EQ(page.word().other, "Quyêt") << "what was read is kept";
  EXPECT_GT(page.word().confidence, kAcceptable);
}

TEST(GivenText, ThatSaysSomethingElseIsNotTakenAndLeavesDoubt) {
  const Page page = page_with({"Nguyễn", "Văn", "An"}, {"Nguyễn", "Văn", "Bê"});
  EXPECT_EQ(models::text_of(page.last()), "Nguyễn Văn An");
  EXPECT_EQ(page.word(2).source, TextSource::read);
  EXPECT_EQ(page.word(2).other, "Bê");
  EXPECT_LT(page.word(2).confidence, kAcceptable);
  EXPECT_THAT(page.taken.note, HasSubstr("differs from its print in 1 place"));
}

TEST(GivenText, OfOtherDigitsDoesNotCountAgainstPixelsThatWereReadSurely) {
  const Page page = page_with({"năm", "2025"}, {"năm", "2024"});
  EXPECT_EQ(page.word(1).text, "2025");
  EXPECT_EQ(page.word(1).source, TextSource::read);
  EXPECT_EQ(page.word(1).other, "2024");
  EXPECT_LT(page.word(1).confidence, kAcceptable);
}

TEST(GivenText, SuppliesDigitsThatWereHardlyReadButNotSurely) {
  const Page page = page_with({"năm", "2O25"}, {"năm", "2025"}, 0.6);
  EXPECT_EQ(page.word(1).text, "2025");
  EXPECT_EQ(page.word(1).source, TextSource::given);
  EXPECT_EQ(page.word(1).other, "2O25");
  EXPECT_LT(page.word(1).confidence, kAcceptable);
}

TEST(GivenText, OfASymbolIsAsStrictAsDigits) {
  EXPECT_EQ(page_with({"12/QĐ-UBND"}, {"12/QĐ-UBNB"}).word().text, "12/QĐ-UBND");
  EXPECT_EQ(page_with({"UBND-KGVX"}, {"UBND-KGVK"}, 0.6).word().text, "UBND-KGVK");
  EXPECT_LT(page_with({"UBND-KGVX"}, {"UBND-KGVK"}, 0.6).word().confidence, kAcceptable);
  EXPECT_GT(page_with({"UBND-KGVX"}, {"UBND-KGVX"}, 0.6).word().confidence, kAcceptable);
}

TEST(GivenText, PartsWordsThatWereReadAsOne) {
  const Page page(wide("Quyđịnh", 180), line_at(0, 120, {"Quy", "định"}));
  EXPECT_EQ(models::text_of(page.last()), "Quy định");
  EXPECT_DOUBLE_EQ(page.word(0).box.x, 0);
  EXPECT_LT(page.word(0).box.right(), page.word(1).box.x);
  EXPECT_DOUBLE_EQ(page.word(1).box.right(), 180) << "within the ink that was read";
  EXPECT_DOUBLE_EQ(page.word(1).box.height, 40);
  EXPECT_EQ(page.last().box, (models::Box{0, 120, 180, 40}));
}

TEST(GivenText, DoesNotJoinWordsNorSpaceThemOut) {
  const Page joined(line_at(0, 120, {"ngày", "24", "tháng"}), wide("ngày24tháng", 260));
  EXPECT_EQ(models::text_of(joined.last()), "ngày 24 tháng");
  const Page spaced(wide("THÔNG", 180), line_at(0, 120, {"T", "H", "Ô", "N", "G"}));
  EXPECT_EQ(models::text_of(spaced.last()), "THÔNG");
}

TEST(GivenText, OfAnOldFontIsGarbageAndLeftAloneAsAWhole) {
  PageText text = page_of({line_at(0, 0, {"Cộng", "hòa", "xã", "hội", "chủ", "nghĩa", "Việt", "Nam"}),
                           line_at(0, 60, {"Ban", "Giao", "thông", "Thanh", "tra", "Trung", "tâm", "Ban"})});
  std::vector<GivenWord> given;
  give(given, line_at(0, 0, {"Céng", "hßa", "x·", "héi", "chñ", "nghÜa", "ViÖt", "Nam"}));
  give(given, line_at(0, 60, {"Ban", "Giao", "th«ng", "Thanh", "tra", "Trung", "t©m", "Ban"}));
  const std::string before = models::text_of(text);
  const TakenText taken = take_given(text, given);
  EXPECT_EQ(taken.worth.used, TextSource::read);
  EXPECT_DOUBLE_EQ(taken.worth.marked_agreement, 0);
  EXPECT_THAT(taken.note, HasSubstr("not used"));
  EXPECT_EQ(models::text_of(text), before);
  EXPECT_EQ(text.blocks[0].lines[0].words[0].source, TextSource::read);
}

TEST(GivenText, OfOneLineInAnOldFontIsLeftAloneThere) {
  const Page page =
      page_with({"Độc", "lập", "Tự", "do", "Hạnh", "phúc"}, {"§éc", "lËp", "Tù", "do", "H¹nh", "phóc"}, 0.8);
  EXPECT_EQ(page.taken.worth.used, TextSource::read) << "too much of so short a page is garbage";
  std::vector<GivenWord> given;
  std::vector<Line> lines;
  for (int i = 0; i < 8; ++i) {
    lines.push_back(line_at(0, 60 * i, {"Độc", "lập", "Tự", "do", "Hạnh", "phúc"}, 0.8));
    give(given, i < 7 ? lines.back() : line_at(0, 60 * i, {"§éc", "lËp", "Tù", "do", "H¹nh", "phóc"}));
  }
  PageText text = page_of(lines);
  EXPECT_EQ(take_given(text, given).worth.used, TextSource::given);
  EXPECT_EQ(models::text_of(text.blocks[0].lines[7]), "Độc lập Tự do Hạnh phúc");
  EXPECT_EQ(text.blocks[0].lines[7].words[0].source, TextSource::read);
  EXPECT_EQ(text.blocks[0].lines[6].words[0].source, TextSource::given);
}

TEST(GivenText, ThatIsShiftedIsInNoPlaceAndNotUsed) {
  Page page = page_with({"Quyết", "định"}, {"Quyết", "định"});
  for (GivenWord& word : page.given) word.box.y += 500;
  const TakenText taken = take_given(page.text, page.given);
  EXPECT_EQ(taken.worth.used, TextSource::read);
  EXPECT_DOUBLE_EQ(taken.worth.placed, 0);
  EXPECT_THAT(taken.note, HasSubstr("0 %"));
}

TEST(GivenText, OfASignatureOnAScanIsTooLittleToBeThePages) {
  const Line read = line_at(0, 0, {"Ký", "bởi", "Ủy", "ban"});
  PageText text = page_of({read, line_at(0, 60, {"Độc", "lập", "Tự", "do", "Hạnh", "phúc"})});
  std::vector<GivenWord> given;
  give(given, read);
  EXPECT_EQ(take_given(text, given).worth.used, TextSource::read);
}

TEST(GivenText, WhereNothingIsReadIsNeverTaken) {
  const Page page(line_at(0, 120, {"Quyết", "định"}), line_at(2000, 2000, {"white", "clipped", "barred"}));
  EXPECT_EQ(page.taken.worth.used, TextSource::given);
  EXPECT_EQ(models::word_count(page.text), 18U);
}

TEST(GivenText, UnderWhatCannotBeReadIsNeitherTakenNorKept) {
  const Page page(line_at(0, 120, {"IIIII", "xử"}, 0.2), line_at(0, 120, {"Thanh", "PHÓ"}));
  EXPECT_EQ(models::text_of(page.last()), "IIIII xử");
  EXPECT_EQ(page.word(0).other, "") << "what a black bar covers gets into no record";
  EXPECT_DOUBLE_EQ(page.word(0).confidence, 0.2);
}

TEST(GivenText, ADashWhoseInkWasReadWithTheNextWordIsGivenOnce) {
  const Line print = line_at(0, 120, {"CHÍNH", "-", "TỔ"});
  Line read = print;
  read.words[1].box = {print.words[0].box.right(), print.words[0].box.y - 30, 2, 3};  // of the mark over I
  read.words[2].box = models::united(print.words[1].box, print.words[2].box);
  EXPECT_EQ(models::text_of(Page(read, print).last()), "CHÍNH - TỔ");
}

TEST(GivenText, DoesNotTouchWhatItHasNoWordFor) {
  const Page page(line_at(0, 120, {"con", "dấu"}, 0.7), line_at(2000, 0, {"x"}));
  EXPECT_EQ(models::text_of(page.last()), "con dấu");
  EXPECT_EQ(page.word().source, TextSource::read);
  EXPECT_DOUBLE_EQ(page.word().confidence, 0.7);
}

TEST(GivenText, InWhichTwoWordsLieOverEachOtherIsNotTakenThere) {
  Page page = page_with({"Quyết"}, {"Quyệt"}, 0.8);
  give(page.given, line_at(0, 120, {"Quyết"}));
  Line& line = page.text.blocks[0].lines[2];
  line = line_at(0, 120, {"Quyêt"}, 0.8);
  take_given(page.text, page.given);
  EXPECT_EQ(line.words[0].text, "Quyêt");
  EXPECT_EQ(line.words[0].source, TextSource::read);
}

TEST(GivenText, PrintedTwiceToBeBoldCountsOnce) {
  Page page = page_with({"Quyết"}, {"Quyết"}, 0.8);
  give(page.given, line_at(1, 120, {"Quyết"}));
  take_given(page.text, page.given);
  EXPECT_EQ(models::text_of(page.last()), "Quyết");
  EXPECT_EQ(page.word().source, TextSource::given);
}

TEST(GivenText, WithLettersOfTheSameLooksMeansTheVietnameseOnes) {
  EXPECT_EQ(with_letters_meant("nƣớc"), "nước");
  EXPECT_EQ(with_letters_meant("QÐ-UBND"), "QĐ-UBND");
  EXPECT_EQ(page_with({"nước"}, {"nƣớc"}).word().text, "nước");
}

TEST(GivenText, IsComparedWithoutTheFormsOfSigns) {
  EXPECT_EQ(likeness_of("\"Một-cửa\"", "“Một–cửa”"), Likeness::same);
  EXPECT_EQ(likeness_of("m²", "m2"), Likeness::same);
  EXPECT_EQ(likeness_of("hoà", "hòa"), Likeness::marks);
  EXPECT_EQ(likeness_of("Céng", "Cộng"), Likeness::near);
  EXPECT_EQ(likeness_of("A", "B"), Likeness::other);
  EXPECT_EQ(page_with({"100m²"}, {"100m2"}).word().text, "100m²") << "the print is raised, whatever the file says";
  EXPECT_TRUE(same_where_it_counts("Số: 12", "Sô: 12"));
  EXPECT_FALSE(same_where_it_counts("12/UBND-KT", "12/UBND-KI"));
  EXPECT_TRUE(same_where_it_counts("tỉnh-thành", "tinh-thanh")) << "no symbol";
}

TEST(GivenText, OfAnEmptyPageIsNoText) {
  PageText text;
  const TakenText taken = take_given(text, {{"a", {0, 0, 10, 10}}});
  EXPECT_EQ(taken.worth.used, TextSource::read);
  EXPECT_THAT(text.blocks, IsEmpty());
}

}  // namespace
}  // namespace hoso::ocr
