// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hoso/storage/catalogue.h"
#include "storage/catalogue/paper_key.h"
#include "tests/storage/catalogue/dossier_folder.h"
#include "tests/storage/record/sample_dossier.h"
#include "tests/support/temp_folder.h"

namespace hoso {
namespace {

using models::ComponentState;
using models::Verdict;
using storage::Catalogue;
using storage::ReportRow;
using testing::ElementsAre;

models::Field field(const char* name, const char* value, Verdict verdict = Verdict::accept) {
  models::Field out;
  out.name = name;
  out.value = value;
  out.verdict = verdict;
  out.page = 1;
  return out;
}

models::Document certificate(const char* number, const char* owner) {
  return {
      .type = "giay_khai_sinh", .pages = {1}, .fields = {field("register_number", number), field("id_number", owner)}};
}

models::Dossier dossier(const char* name, const char* received, const char* office, models::Document document) {
  models::Dossier out{.name = tests::dossier_name(name)};
  out.pages = {tests::text_page(out.name, 1, {"Hồ sơ"}), tests::text_page(out.name, 2, {"Trang hai"})};
  out.received = received;
  if (*office != '\0') out.metadata["office"] = office;
  document.fields.push_back(field("date", "1/7/2025", Verdict::review));
  out.documents = {std::move(document)};
  return out;
}

std::vector<std::string> seen(const std::vector<ReportRow>& rows, const std::string& by) {
  std::vector<std::string> out;
  for (const ReportRow& row : rows)
    if (row.by == by)
      out.push_back(row.key + " " + std::to_string(row.dossiers) + " " + std::to_string(row.documents) + " " +
                    std::to_string(row.pages) + " " + std::to_string(row.complete) + "/" +
                    std::to_string(row.with_list) + " " + std::to_string(row.fields_accepted) + ":" +
                    std::to_string(row.fields_to_check));
  return out;
}

class ReportTest : public testing::Test {
 protected:
  void add(const models::Dossier& one) {
    const auto added = catalogue_.add(tests::make_dossier_folder(out_.path(), one));
    ASSERT_TRUE(added) << added.error().cause;
  }
  tests::TempFolder out_;
  Catalogue catalogue_ = Catalogue::open(out_.path()).value();
};

TEST_F(ReportTest, CountsByMonthOfficeAndType) {
  models::Dossier complete = dossier("A", "2025-07-02", "Xã An Lâm", certificate("1/2025", "001085000009"));
  complete.components = {{.name = "Giấy khai sinh", .state = ComponentState::scanned, .document = 1},
                         {.name = "Giấy ủy quyền", .required = false}};
  models::Dossier lacking = dossier("B", "2025-08-15", "Xã An Lâm", certificate("2/2025", "001085000017"));
  lacking.components = {{.name = "Đơn"}};
  add(complete);
  add(lacking);
  add(dossier("C", "2025-08-16", "", {.type = "quyet_dinh", .pages = {1}}));
  const auto rows = catalogue_.report();
  ASSERT_TRUE(rows) << rows.error().cause;
  EXPECT_THAT(seen(*rows, "all"), ElementsAre(" 3 3 6 1/2 4:3"));
  EXPECT_THAT(seen(*rows, "month"), ElementsAre("2025-07 1 1 2 1/1 2:1", "2025-08 2 2 4 0/1 2:2"));
  EXPECT_THAT(seen(*rows, "office"), ElementsAre(" 1 1 2 0/0 0:1", "Xã An Lâm 2 2 4 1/2 4:2"));
  EXPECT_THAT(seen(*rows, "type"), ElementsAre("giay_khai_sinh 2 2 2 0/0 4:2", "quyet_dinh 1 1 1 0/0 0:1"));
}

TEST_F(ReportTest, AnEmptyCatalogueHasZeros) {
  EXPECT_THAT(seen(catalogue_.report().value(), "all"), ElementsAre(" 0 0 0 0/0 0:0"));
}

TEST_F(ReportTest, TheSameFileAndTheSamePaperAreKnownAgain) {
  models::Dossier first = dossier("A", "2025-07-02", "", certificate("123/2019", "001085000009"));
  first.pages[0].facts.source.sha256.hex = std::string(64, 'a');
  add(first);
  models::Dossier second = dossier("B", "2025-07-03", "", certificate("123/2019", "001085000009"));
  second.pages[1].facts.source = {.file = "scan.pdf", .index = 3, .sha256 = {std::string(64, 'a')}};
  const auto there = catalogue_.already_there(second);
  ASSERT_TRUE(there) << there.error().cause;
  ASSERT_EQ(there->size(), 2u);
  EXPECT_EQ(there->at(0).file, "scan.pdf");
  EXPECT_EQ(there->at(0).dossier, "A");
  EXPECT_EQ(there->at(1).document, 1);
  EXPECT_EQ(there->at(1).their_document, 1);
  EXPECT_TRUE(catalogue_.already_there(first).value().empty()) << "a dossier is not its own duplicate";
  const auto other = dossier("C", "2025-07-03", "", certificate("123/2019", "001085000017"));
  EXPECT_TRUE(catalogue_.already_there(other).value().empty()) << "the number of another owner";
}

TEST(PaperKey, IsOfTypeNumberAndOwnerOrIssuer) {
  EXPECT_EQ(storage::paper_key(certificate("123/2019", "001085000009")), "giay_khai_sinh|123/2019|001085000009");
  EXPECT_EQ(storage::paper_key({.type = "cccd_front", .fields = {field("id_number", "001085000009")}}),
            "cccd_front|001085000009|001085000009");
  models::Document decision{.type = "quyet_dinh", .fields = {field("number", "47"), field("symbol", "QĐ-UBND")}};
  EXPECT_EQ(storage::paper_key(decision), "") << "many offices have a 47/QĐ-UBND";
  decision.fields.push_back(field("issuing_agency", "UBND XÃ AN LÂM"));
  EXPECT_EQ(storage::paper_key(decision), "quyet_dinh|47/qd-ubnd|ubndxaanlam/");
  EXPECT_EQ(storage::paper_key({.type = "don_to_khai", .fields = {field("full_name", "Trần Thị Bình")}}), "");
}

}  // namespace
}  // namespace hoso
