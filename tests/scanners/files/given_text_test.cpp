// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include <gmock/gmock.h>

#include "scanners/files/pdf/bbox_words.h"
#include "tests/scanners/files/decoding.h"
#include "tests/scanners/files/make_images.h"

/// The text that a PDF page brings itself.
namespace hoso::scanners {
namespace {

using models::GivenWord;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace hoso::tests;

constexpr double kScale = 300.0 / 72;  // pixels a point of a page of text

/// A page of 300 x 200 points with that content, without an image in it.
PdfScan sheet(const std::string& content) {
  return {.data = jpeg_of(picture(60, 40, 3)),
          .size = {60, 40},
          .entries = "/Filter /DCTDecode /ColorSpace /DeviceRGB /BitsPerComponent 8",
          .content = content};
}

models::DecodedPage decoded(const PdfScan& scan) {
  auto page = decode_bytes(pdf_scan(scan));
  EXPECT_TRUE(page) << page.error().cause;
  return page ? *std::move(page) : models::DecodedPage{};
}

std::vector<std::string> texts(const std::vector<GivenWord>& words) {
  std::vector<std::string> out;
  for (const GivenWord& word : words) out.push_back(word.text);
  return out;
}

/// A page whose font /F1 has that name.
std::string pdf_with_font(const std::string& name) {
  std::map<int, std::string> objects;
  objects[1] = "<< /Type /Catalog /Pages 2 0 R >>";
  objects[2] = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
  objects[3] =
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 << "
      "/Type /Font /Subtype /Type1 /BaseFont /" +
      name + " >> >> >> >>";
  objects[4] = pdf_stream("BT /F1 20 Tf 50 100 Td (Another reading) Tj ET");
  return pdf_of(objects);
}

std::string bbox_line(const std::string& text, const std::string& right = "40") {
  return "    <word xMin=\"10.5\" yMin=\"20\" xMax=\"" + right + "\" yMax=\"32\">" + text + "</word>\n";
}

TEST(GivenText, OfAPageIsItsWordsWhereTheyAreShown) {
  const auto page = decoded(sheet("BT /F1 20 Tf 50 100 Td (Visible words) Tj ET"));
  ASSERT_THAT(texts(page.given), ElementsAre("Visible", "words"));
  const models::Box box = page.given[0].box;
  EXPECT_NEAR(box.x, 50 * kScale, 1);
  EXPECT_LT(box.y, (200 - 100 - 14) * kScale) << "the ascent is above the capitals";
  EXPECT_GT(box.bottom(), 100 * kScale) << "the descent is below the baseline";
  EXPECT_GT(page.given[1].box.x, box.right());
  EXPECT_THAT(page.facts.notes, IsEmpty());
}

TEST(GivenText, TurnsWithItsPage) {
  PdfScan scan = sheet("BT /F1 20 Tf 50 100 Td (Visible) Tj ET");
  scan.page = "/Rotate 90";
  const auto page = decoded(scan);
  ASSERT_EQ(page.given.size(), 1U);
  EXPECT_GT(page.given[0].box.height, page.given[0].box.width);
  EXPECT_NEAR(page.given[0].box.y, 50 * kScale, 1);
  EXPECT_GT(page.given[0].box.right(), 100 * kScale);
  EXPECT_LT(page.given[0].box.x, 100 * kScale);
}

TEST(GivenText, OutsideTheCropBoxIsNoText) {
  PdfScan scan = sheet("BT /F1 20 Tf 50 100 Td (Visible) Tj 0 70 Td (cropped) Tj -300 -70 Td (outside) Tj ET");
  scan.page = "/CropBox [40 50 300 150]";
  const auto page = decoded(scan);
  ASSERT_THAT(texts(page.given), ElementsAre("Visible"));
  EXPECT_NEAR(page.given[0].box.x, 10 * kScale, 1);
}

TEST(GivenText, IsNotTakenWhereSomeIsInvisible) {
  for (const char* mode : {"3 Tr", "7 Tr"}) {
    const auto page =
        decoded(sheet("BT /F1 20 Tf 50 100 Td (Visible) Tj " + std::string(mode) + " 0 30 Td (hidden) Tj ET"));
    EXPECT_THAT(page.given, IsEmpty()) << mode;
    EXPECT_THAT(page.facts.notes, ElementsAre(HasSubstr("invisible"))) << mode;
  }
}

TEST(GivenText, InAFontWithoutGlyphsIsAnotherProgramsReading) {
  for (const char* name : {"GlyphLessFont", "ABCDEF+GlyphLessFont", "HiddenHorzOCR"}) {
    const auto page = decode_bytes(pdf_with_font(name));
    ASSERT_TRUE(page) << page.error().cause;
    EXPECT_THAT(page->given, IsEmpty()) << name;
  }
  const auto page = decode_bytes(pdf_with_font("Helvetica"));
  ASSERT_TRUE(page);
  EXPECT_THAT(texts(page->given), ElementsAre("Another", "reading"));
}

TEST(GivenText, OverAScanIsNoTextOfThePaper) {
  const auto page = decoded(sheet("q 300 0 0 200 0 0 cm /I Do Q BT /F1 8 Tf 200 180 Td (Signed by) Tj ET"));
  EXPECT_THAT(page.given, IsEmpty());
  EXPECT_EQ(page.facts.marks.size(), 1U);
}

TEST(GivenText, OnAPictureIsNotTaken) {
  const auto page = decoded(sheet("q 240 0 0 150 20 20 cm /I Do Q BT /F1 20 Tf 50 100 Td (Words) Tj ET"));
  EXPECT_THAT(page.given, IsEmpty());
  EXPECT_THAT(page.facts.notes, ElementsAre(HasSubstr("picture")));
  const auto small = decoded(sheet("q 30 0 0 20 20 150 cm /I Do Q BT /F1 20 Tf 50 100 Td (Words) Tj ET"));
  EXPECT_THAT(texts(small.given), ElementsAre("Words"));
}

TEST(GivenText, ThatIsWhiteIsGivenForNobodyKnowsHereWhatIsSeen) {
  const auto page = decoded(sheet("1 g BT /F1 20 Tf 50 100 Td (White) Tj ET"));
  EXPECT_THAT(texts(page.given), ElementsAre("White"));
}

TEST(GivenText, OfAPageWithoutAnyIsNothingToTellOf) {
  const auto page = decoded(sheet("10 10 100 50 re f"));
  EXPECT_THAT(page.given, IsEmpty());
  EXPECT_THAT(page.facts.notes, IsEmpty());
}

TEST(GivenText, WithoutItsToolIsNoneAndThePageIsThereAllTheSame) {
  const TempFolder folder;
  std::filesystem::create_symlink("/usr/bin/pdftoppm", folder / "pdftoppm");
  const std::string path = std::getenv("PATH");
  setenv("PATH", folder.path().c_str(), 1);
  const auto page = decode_bytes(pdf_scan(sheet("BT /F1 20 Tf 50 100 Td (Visible) Tj ET")));
  setenv("PATH", path.c_str(), 1);
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_THAT(page->given, IsEmpty());
  EXPECT_THAT(page->facts.notes, ElementsAre(HasSubstr("pdftotext")));
}

TEST(BboxWords, AreReadWithTheirBoxes) {
  const auto words =
      parse_bbox_words("<page width=\"300\" height=\"200\">\n" + bbox_line("A&amp;B&lt;&quot;") + "</page>");
  ASSERT_TRUE(words);
  ASSERT_THAT(texts(*words), ElementsAre("A&B<\""));
  EXPECT_EQ((*words)[0].box, (models::Box{10.5, 20, 29.5, 12}));
}

TEST(BboxWords, HaveNoControlCharactersAndAreComposed) {
  const auto words = parse_bbox_words(bbox_line("\x01so\xC2\xAD"
                                                "\xE2\x80\x8B") +
                                      bbox_line("a\xCC\x80") + bbox_line("\xEF\x82\xB7") + bbox_line("\xFF\xFE"));
  ASSERT_TRUE(words);
  EXPECT_THAT(texts(*words), ElementsAre("so", "à")) << "a private sign and what is no UTF-8 are no words";
}

TEST(BboxWords, WithoutExtentOrPlaceAreLeftOut) {
  const auto words =
      parse_bbox_words(bbox_line("flat", "10.5") + bbox_line("back", "5") + bbox_line("far", "1e300") +
                       bbox_line("nowhere", "nan") + bbox_line("none", "") + bbox_line(std::string(500, 'x')) +
                       "<word xMin=\"1\">half</word>\n<word xMin=\"1\" yMin=\"2\" xMax=\"3\" yMax=\"4\">cut");
  ASSERT_TRUE(words);
  EXPECT_THAT(*words, IsEmpty());
}

TEST(BboxWords, BeyondWhatAPageCanHoldAreNone) {
  std::string output;
  for (int i = 0; i < 20'000; ++i) output += bbox_line("a");
  EXPECT_TRUE(parse_bbox_words(output));
  EXPECT_FALSE(parse_bbox_words(output + bbox_line("a")));
}

}  // namespace
}  // namespace hoso::scanners
