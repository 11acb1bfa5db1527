// SPDX-License-Identifier: Apache-2.0
#include "storage/record/alto.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "hoso/storage/alto_reader.h"
#include "storage/record/vocabulary.h"
#include "tests/storage/record/sample_dossier.h"
#include "tests/support/temp_folder.h"

namespace hoso {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::read_file;
using tests::TempFolder;

std::string written_alto(const models::Dossier& dossier, const storage::Provenance& provenance) {
  const TempFolder folder;
  const auto written = storage::write_alto(dossier, provenance, folder / "a.xml");
  EXPECT_TRUE(written) << written.error().cause;
  return read_file(folder / "a.xml");
}

/// What xmllint says against the schema that ships; empty: valid.
std::string complaints(const std::string& alto) {
  const TempFolder folder;
  tests::write_file(folder / "a.xml", alto);
  const auto run = tests::run_process({"xmllint", "--nonet", "--noout", "--schema",
                                       HOSO_SOURCE_FOLDER "/data/schemas/alto-4-4.xsd", (folder / "a.xml").string()});
  return run.exit_code == 0 ? "" : run.err;
}

TEST(Alto, IsValidAgainstTheSchemaOfVersion44) {
  EXPECT_EQ(complaints(written_alto(tests::sample_dossier("Hồ sơ 1"), tests::sample_provenance())), "");
}

TEST(Alto, AFileAPageIsValidAndHoldsThatPage) {
  const TempFolder folder;
  const models::Dossier dossier = tests::sample_dossier("Hồ sơ 1");
  ASSERT_TRUE(storage::write_page_altos(dossier, tests::sample_provenance(), folder / "alto"));
  for (const models::ComposedPage& page : dossier.pages) {
    const std::string name = "0000" + std::to_string(page.facts.id.number) + ".alto.xml";
    const std::string alto = read_file(folder / "alto" / name);
    EXPECT_EQ(complaints(alto), "") << name;
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(alto.c_str()));
    const pugi::xml_node layout = document.child("alto").child("Layout");
    EXPECT_EQ(std::distance(layout.begin(), layout.end()), 1);
    EXPECT_EQ(layout.child("Page").attribute("PHYSICAL_IMG_NR").as_int(), page.facts.id.number);
  }
}

TEST(Alto, TheSchemaCheckFindsWhatIsWrong) {
  std::string alto = written_alto(tests::sample_dossier("D"), tests::sample_provenance());
  alto.replace(alto.find("WC=\"0.9\""), 8, "WC=\"9.0\"");
  EXPECT_THAT(complaints(alto), testing::HasSubstr("WC"));
}

TEST(Alto, StaysValidWithOddTextAndNumbers) {
  models::Dossier dossier{.name = tests::dossier_name("D")};
  dossier.pages = {tests::text_page(dossier.name, 1,
                                    {"a\x01"
                                     "b \xEF\xBF\xBF <&>\"'",
                                     "một"})};
  dossier.pages[0].text.blocks[0].lines[0].words[0].confidence = 1.0000001;
  dossier.pages[0].text.blocks[0].lines[0].words[1].box = {-3, -4, -5, 1e6};
  dossier.pages[0].text.blocks.push_back({.lines = {models::Line{}}});
  const std::string alto = written_alto(dossier, {.language = "chi_sim+osd"});
  EXPECT_EQ(complaints(alto), "");
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(alto.c_str()));
  EXPECT_STREQ(document.select_node("//String").node().attribute("CONTENT").value(),
               "a\xEF\xBF\xBD"
               "b");
}

TEST(Alto, HasAPageForEachPageAndItsWordsInPlace) {
  const models::Dossier dossier = tests::sample_dossier("D");
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(written_alto(dossier, tests::sample_provenance()).c_str()));
  const auto pages = document.select_nodes("/alto/Layout/Page");
  ASSERT_EQ(pages.size(), dossier.pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const pugi::xml_node page = pages[i].node();
    EXPECT_EQ(page.attribute("PHYSICAL_IMG_NR").as_int(), static_cast<int>(i) + 1);
    EXPECT_EQ(page.attribute("WIDTH").as_int(), dossier.pages[i].facts.shown.width_px);
    EXPECT_EQ(page.select_nodes(".//String").size(), models::word_count(dossier.pages[i].text));
  }
  const pugi::xml_node second = document.select_node("(//String)[2]").node();
  EXPECT_STREQ(second.attribute("CONTENT").value(), "BAN");
  EXPECT_STREQ(second.attribute("HPOS").value(), "200");
  EXPECT_STREQ(second.attribute("WIDTH").value(), "80.46");
  EXPECT_STREQ(second.attribute("WC").value(), "0.9");
  EXPECT_STREQ(second.previous_sibling().name(), "SP");
  EXPECT_STREQ(document.select_node("//MeasurementUnit").node().text().get(), "pixel");
  EXPECT_STREQ(document.select_node("//softwareVersion").node().text().get(), "0.1.0");
}

/// A table of two cells, of which the second is empty, between two lines.
models::Dossier dossier_with_table() {
  models::Dossier dossier{.name = tests::dossier_name("D")};
  dossier.pages = {tests::text_page(dossier.name, 1, {"trên", "trong ô", "dưới"})};
  models::PageText& text = dossier.pages[0].text;
  const std::vector<models::Line> lines = text.blocks.at(0).lines;
  text.blocks.clear();
  for (const models::Line& line : lines) text.blocks.push_back({.lines = {line}, .box = line.box});
  text.tables = {{.box = {90, 100, 400, 50},
                  .rows = 2,
                  .columns = 2,
                  .cells = {{.box = {90, 100, 200, 50}, .block = 1}, {.column = 1, .box = {290, 100, 200, 50}}}}};
  return dossier;
}

TEST(Alto, HasATableAsABlockOfItsCells) {
  const std::string alto = written_alto(dossier_with_table(), tests::sample_provenance());
  EXPECT_EQ(complaints(alto), "");
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(alto.c_str()));
  const pugi::xml_node table = document.select_node("//PrintSpace/ComposedBlock[@TYPE='table']").node();
  EXPECT_STREQ(table.attribute("ID").value(), "p1_t1");
  EXPECT_STREQ(table.attribute("WIDTH").value(), "400");
  EXPECT_STREQ(table.child("TextBlock").attribute("ID").value(), "p1_b2");
  EXPECT_STREQ(table.previous_sibling().attribute("ID").value(), "p1_b1");
  EXPECT_STREQ(table.next_sibling().attribute("ID").value(), "p1_b3");
}

TEST(Alto, IsReadBackWithWhatStandsInTablesInItsPlace) {
  const TempFolder folder;
  const models::Dossier dossier = dossier_with_table();
  ASSERT_TRUE(storage::write_alto(dossier, {}, folder / "a.xml"));
  const auto read = storage::read_alto(folder / "a.xml");
  ASSERT_TRUE(read);
  EXPECT_EQ(models::text_of(read->at(0)), "trên\n\ntrong ô\n\ndưới\n");
}

/// Two papers of 300 by 100 pixels: one lies at (100, 200), one is turned clockwise by 90 degrees.
models::Dossier dossier_with_papers() {
  models::Dossier dossier{.name = tests::dossier_name("D")};
  dossier.pages = {tests::text_page(dossier.name, 1, {"thẳng", "quay"})};
  models::ComposedPage& page = dossier.pages[0];
  const models::Affine level{.x0 = 100, .y0 = 200}, turned{0, -1, 900, 1, 0, 50};
  for (const models::Affine& to_page : {level, turned}) {
    models::ComposedPage paper = tests::text_page(dossier.name, 1, {to_page == level ? "thẳng một" : "quay hai"});
    paper.facts.shown = {300, 100};
    paper.facts.place =
        models::PaperPlace{.box = models::mapped(to_page, {0, 0, 300, 100}), .confidence = 0.9, .to_page = to_page};
    models::Line& line = paper.text.blocks.at(0).lines.at(0);
    line.words.at(0).box = {10, 20, 60, 30};
    line.words.at(1).box = {80, 20, 40, 30};
    line.box = paper.text.blocks.at(0).box = {10, 20, 110, 30};
    page.papers.push_back(std::move(paper));
  }
  return dossier;
}

TEST(Alto, HasEachPaperOfAPageAsABlockWithTheOutlineOfWhatIsTurned) {
  const std::string alto = written_alto(dossier_with_papers(), tests::sample_provenance());
  EXPECT_EQ(complaints(alto), "");
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(alto.c_str()));
  const auto papers = document.select_nodes("//PrintSpace/ComposedBlock[@TYPE='paper']");
  ASSERT_EQ(papers.size(), 2U);
  const pugi::xml_node level = papers[0].node().select_node(".//String").node();
  EXPECT_STREQ(level.attribute("HPOS").value(), "110");
  EXPECT_STREQ(level.attribute("VPOS").value(), "220");
  EXPECT_FALSE(level.child("Shape"));
  const pugi::xml_node block = papers[1].node().child("TextBlock");
  EXPECT_STREQ(block.attribute("ID").value(), "p1_b2");
  EXPECT_STREQ(block.attribute("ROTATION").value(), "-90");
  const pugi::xml_node turned = block.select_node(".//String").node();
  EXPECT_STREQ(turned.attribute("HPOS").value(), "850");
  EXPECT_STREQ(turned.attribute("VPOS").value(), "60");
  EXPECT_STREQ(turned.attribute("WIDTH").value(), "30");
  EXPECT_STREQ(turned.attribute("HEIGHT").value(), "60");
  EXPECT_STREQ(turned.child("Shape").child("Polygon").attribute("POINTS").value(), "880,60 880,120 850,120 850,60");
}

TEST(Alto, TellsWhichLettersAreTheFilesOwnAndWhatTheOtherSourceSays) {
  models::Dossier dossier{.name = tests::dossier_name("D")};
  dossier.pages = {tests::text_page(dossier.name, 1, {"Quyết định 2025"}), tests::text_page(dossier.name, 2, {"hai"})};
  std::vector<models::Word>& words = dossier.pages[0].text.blocks[0].lines[0].words;
  words[0].source = models::TextSource::given;
  words[1].source = models::TextSource::given;
  words[1].other = "đinh";
  words[2].other = "2024";
  const std::string alto = written_alto(dossier, tests::sample_provenance());
  EXPECT_EQ(complaints(alto), "");
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(alto.c_str()));
  EXPECT_EQ(document.select_nodes("//Processing[@ID='given']").size(), 1U);
  EXPECT_EQ(document.select_nodes("//String[@PROCESSINGREFS='given']").size(), 2U);
  EXPECT_STREQ(document.select_node("//ALTERNATIVE[@PURPOSE='read']").node().text().get(), "đinh");
  EXPECT_STREQ(document.select_node("//ALTERNATIVE[@PURPOSE='given']").node().text().get(), "2024");
  const TempFolder folder;
  tests::write_file(folder / "a.xml", alto);
  const auto read = storage::read_alto(folder / "a.xml");
  ASSERT_TRUE(read);
  const std::vector<models::Word>& back = (*read)[0].blocks[0].lines[0].words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_EQ(back[i].source, words[i].source);
    EXPECT_EQ(back[i].other, words[i].other);
  }
  EXPECT_FALSE(storage::read_alto(folder / "b.xml"));
}

TEST(Alto, OfPagesThatWereReadKnowsOneStepOnly) {
  const std::string alto = written_alto(tests::sample_dossier("D"), tests::sample_provenance());
  EXPECT_THAT(alto, testing::Not(testing::HasSubstr("\"given\"")));
}

TEST(Alto, IsTheSameEachTime) {
  const auto once = written_alto(tests::sample_dossier("D"), tests::sample_provenance());
  EXPECT_EQ(once, written_alto(tests::sample_dossier("D"), tests::sample_provenance()));
}

TEST(Alto, SaysWhereItCannotBeWritten) {
  const auto written = storage::write_alto(tests::sample_dossier("D"), {}, "/nowhere/at/all.xml");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, models::ErrorCode::output_unwritable);
  EXPECT_EQ(written.error().file, "/nowhere/at/all.xml");
}

TEST(Text, HasAFormFeedAfterEachPage) {
  const TempFolder folder;
  models::Dossier dossier{.name = tests::dossier_name("D")};
  dossier.pages = {tests::text_page(dossier.name, 1, {"một hai", "ba"}), tests::text_page(dossier.name, 2, {}),
                   tests::text_page(dossier.name, 3, {"bốn"})};
  ASSERT_TRUE(storage::write_text(dossier, folder / "d.txt"));
  EXPECT_EQ(read_file(folder / "d.txt"), "một hai\nba\n\f\fbốn\n\f");
}

TEST(LanguageTags, AreShortWhereThereIsAShortOne) {
  EXPECT_THAT(storage::language_tags("vie"), ElementsAre("vi"));
  EXPECT_THAT(storage::language_tags("vie+eng+fra+vie"), ElementsAre("vi", "en", "fr"));
  EXPECT_THAT(storage::language_tags("chi_sim+haw"), ElementsAre("chi", "haw"));
  EXPECT_THAT(storage::language_tags("osd"), IsEmpty());
  EXPECT_THAT(storage::language_tags("best/vie+"), testing::Not(testing::Contains(testing::HasSubstr("/"))));
}

}  // namespace
}  // namespace hoso
