// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/query.h"

#include <gtest/gtest.h>

#include "hoso/storage/catalogue.h"
#include "tests/storage/catalogue/dossier_folder.h"
#include "tests/support/temp_folder.h"

namespace hoso::storage {
namespace {

Query parsed(const std::string& typed) {
  auto query = parse_query(typed, [](const std::string& name) { return name == "full_name"; });
  EXPECT_TRUE(query) << typed;
  return query ? *query : Query{};
}

TEST(Query, TakesFieldsOutOfTheWords) {
  const Query query = parsed("nguoi-ky:\"Trần Hoàng Tuấn\" kế hoạch loai:quyết_định");
  EXPECT_EQ(query.expression, "\"kế\" \"hoạch\"");
  ASSERT_EQ(query.fields.size(), 1u);
  EXPECT_EQ(query.fields[0].name, "signer");
  EXPECT_EQ(query.fields[0].folded, "tran hoang tuan");
  EXPECT_EQ(query.type, "quyet_dinh");
}

TEST(Query, SplitsANumberFromItsSymbol) {
  const Query query = parsed("số:012/QĐ-UBND");
  ASSERT_EQ(query.fields.size(), 2u);
  EXPECT_EQ(query.fields[0].name + " " + query.fields[0].folded, "number 12");
  EXPECT_EQ(query.fields[1].name + " " + query.fields[1].folded, "symbol qd-ubnd");
  EXPECT_EQ(parsed("so:0").fields.at(0).folded, "0");
  EXPECT_EQ(parsed("so:12").fields.size(), 1u);
  EXPECT_EQ(parsed("so:/QĐ").fields.at(0).name, "symbol");
}

TEST(Query, UnderstandsDaysAsTheyAreWritten) {
  const auto first = [](const std::string& day) { return parsed("tu:" + day).first_day; };
  const auto last = [](const std::string& day) { return parsed("den:" + day).last_day; };
  EXPECT_EQ(first("2024"), "2024-01-01");
  EXPECT_EQ(last("2024"), "2024-12-31");
  EXPECT_EQ(first("2024-6"), "2024-06-01");
  EXPECT_EQ(last("2024-06"), "2024-06-31");
  EXPECT_EQ(first("5/8/2025"), "2025-08-05");
  EXPECT_EQ(last("8/2025"), "2025-08-31");
  for (const char* bad : {"x", "2024-13", "2024-1-32", "24", "2024-", "-1", "1-1-1-1", "99999", "2024-01-01-"})
    EXPECT_FALSE(parse_query(std::string("tu:") + bad, [](const std::string&) { return false; })) << bad;
}

TEST(Query, KeepsWhatIsNoField) {
  EXPECT_EQ(parsed("Số: 12").expression, "\"Số:\" \"12\"");
  EXPECT_EQ(parsed("http://x.vn").expression, "\"http://x.vn\"");
  EXPECT_EQ(parsed("\"so:12\"").expression, "\"so:12\"");
  EXPECT_EQ(parsed(":x").expression, "\":x\"");
  EXPECT_TRUE(parsed(":").empty());
  EXPECT_EQ(parsed("full-name:an").fields.at(0).name, "full_name");
  EXPECT_EQ(parsed("nothing:an").expression, "\"nothing:an\"");
  EXPECT_EQ(parsed("so: \"12\"").expression, "\"so:\" \"12\"") << "a space stands between them";
}

/// Two dossiers, each with a decision: number, day and signer differ.
class Search : public testing::Test {
 protected:
  void SetUp() override {
    add("hs-1", "08", "2024-03-05", "Trần Hoàng Tuấn");
    add("hs-2", "12", "2025-08-05", "Lê Thị Hồng");
  }

  void add(const std::string& name, const std::string& number, const std::string& day, const std::string& signer) {
    models::Dossier dossier{.name = *models::DossierName::from(name)};
    models::ComposedPage page;
    page.facts.id = {dossier.name, 1};
    page.facts.shown = {100, 100};
    page.text.blocks = {{.lines = {{.words = {{"đất", {1, 1, 9, 9}, 0.9}}, .box = {1, 1, 9, 9}}}, .box = {1, 1, 9, 9}}};
    dossier.pages.push_back(page);
    models::Document document{.type = "quyet_dinh", .confidence = 0.9, .pages = {1}};
    document.fields = {
        {.name = "number", .value = number, .page = 1, .box = {1, 1, 9, 9}},
        {.name = "symbol", .value = "QĐ-UBND", .page = 1, .box = {1, 1, 9, 9}},
        {.name = "date", .value = "x", .normalised = day, .page = 1, .box = {1, 1, 9, 9}},
        {.name = "signer", .value = signer, .verdict = models::Verdict::accept, .page = 1, .box = {1, 1, 9, 9}}};
    dossier.documents.push_back(document);
    const auto folder =
        tests::make_dossier_folder(folder_.path(), dossier, "2025-01-01T00:00:0" + number.substr(1) + "Z");
    auto catalogue = Catalogue::open(folder_.path());
    ASSERT_TRUE(catalogue);
    ASSERT_TRUE(catalogue->add(folder));
  }

  /// The dossiers found, in their order.
  std::string found(const std::string& words) {
    const auto result = Catalogue::open_existing(folder_.path())->find({.words = words});
    if (!result) return "error";
    EXPECT_EQ(result->total, static_cast<long>(result->hits.size()));
    std::string names;
    for (const Hit& hit : result->hits) names += hit.dossier + " ";
    return names;
  }

  const tests::TempFolder folder_;
};

TEST_F(Search, FindsDocumentsByTheirFields) {
  EXPECT_EQ(found("so:8/QĐ-UBND"), "hs-1 ");
  EXPECT_EQ(found("so:2"), "") << "a number is meant whole";
  EXPECT_EQ(found("nguoi-ky:\"tran hoang\""), "hs-1 ");
  EXPECT_EQ(found("loai:quyet_dinh"), "hs-2 hs-1 ");
  EXPECT_EQ(found("loai:cong_van"), "");
  EXPECT_EQ(found("tu:2024 den:2024-03"), "hs-1 ");
  EXPECT_EQ(found("tu:2024-03-06"), "hs-2 ");
  EXPECT_EQ(found("den:2025-08-05"), "hs-2 hs-1 ");
  EXPECT_EQ(found("ho-so:HS-2"), "hs-2 ");
}

TEST_F(Search, JoinsFieldsAndWords) {
  EXPECT_EQ(found("dat so:12"), "hs-2 ");
  EXPECT_EQ(found("nuoc so:12"), "");
  EXPECT_EQ(found("so:12 nguoi-ky:Trần"), "");
  EXPECT_EQ(found("tu:x"), "error");
}

TEST_F(Search, AsksWhatANumberLedToForTheRest) {
  EXPECT_EQ(found("so:12 nguoi-ky:hong loai:quyet_dinh tu:2025 den:2025-12"), "hs-2 ");
  EXPECT_EQ(found("so:12 tu:2024 den:2024-12"), "");
  EXPECT_EQ(found("so:8/TB"), "");
  EXPECT_EQ(found("đất so:8/QĐ-UBND den:2024"), "hs-1 ");
}

TEST_F(Search, TurnsPagesOfDocuments) {
  const auto catalogue = Catalogue::open_existing(folder_.path());
  const auto second = catalogue->find({.words = "loai:quyet_dinh", .limit = 1, .offset = 1});
  ASSERT_EQ(second->hits.size(), 1U);
  EXPECT_EQ(second->hits.front().dossier, "hs-1");
  EXPECT_EQ(second->total, 2);
  EXPECT_EQ(catalogue->find({.words = "loai:quyet_dinh", .offset = 9})->total, 2);
  EXPECT_EQ(catalogue->find({.words = "loai:quyet_dinh", .offset = 9})->hits.size(), 0U);
}

TEST_F(Search, ShowsTheFieldThatWasAskedForFirst) {
  const auto catalogue = Catalogue::open_existing(folder_.path());
  EXPECT_EQ(catalogue->find({.words = "nguoi-ky:hồng so:12"})->hits.front().line, "‹Lê Thị Hồng›");
  EXPECT_EQ(catalogue->find({.words = "so:12 nguoi-ky:hồng"})->hits.front().line, "‹12›");
}

TEST_F(Search, TakesNothingTypedForItsLanguage) {
  for (const char* typed : {"signer:x' OR '1'='1", "so:'", "loai:%", "ho-so:\"' --\"", "signer:\"*\""})
    EXPECT_EQ(found(typed), "") << typed;
}

TEST_F(Search, ListsDossiersAndDocuments) {
  const auto catalogue = Catalogue::open_existing(folder_.path());
  const auto dossiers = catalogue->dossiers();
  ASSERT_TRUE(dossiers);
  ASSERT_EQ(dossiers->size(), 2u);
  EXPECT_EQ(dossiers->front().name, "hs-2");
  EXPECT_EQ(dossiers->front().pages, 1);
  EXPECT_EQ(dossiers->front().fields_to_check, 3);
  std::string seen;
  ASSERT_TRUE(catalogue->for_each_document([&](const DocumentEntry& document) {
    seen += document.dossier + "/" + std::to_string(document.number) + "/" + document.fields.at(0).value + " ";
  }));
  EXPECT_EQ(seen, "hs-1/1/08 hs-2/1/12 ");
}

}  // namespace
}  // namespace hoso::storage
