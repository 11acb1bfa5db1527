// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/procedures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extraction/procedures/csv_rows.h"

namespace hoso::extraction {
namespace {

using models::ComponentState;
using models::ProcedureState;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kList =
    "code,name,papers,valid_from,valid_until,replaced_by\n"
    "1.001193,Đăng ký khai sinh,\"Tờ khai đăng ký khai sinh|Giấy chứng sinh|Căn cước công dân|Giấy ủy quyền (nếu "
    "có)\",2020-01-01,,\n"
    "1.004194,Cũ,,01/01/2020,30/06/2025,2.000001\n"
    "1.004194,Mới,Giấy khai sinh,2025-07-01,,\n";

Procedures listed() { return Procedures(parse_procedures(kList, "list.csv").value()); }

std::string fault_of(const std::string& text, const std::string& file = "list.csv") {
  const auto parsed = parse_procedures(text, file);
  return parsed ? "" : parsed.error().subject;
}

models::Field field(const char* name, const char* value, const char* normalised = nullptr) {
  models::Field out;
  out.name = name;
  out.value = value;
  if (normalised != nullptr) out.normalised = normalised;
  out.verdict = models::Verdict::accept;
  return out;
}

models::Document document(const char* type, int page, std::vector<models::Field> fields = {}) {
  return {.type = type, .pages = {page}, .fields = std::move(fields)};
}

models::Dossier dossier_of(std::vector<models::Document> documents) {
  models::Dossier dossier{.name = models::DossierName::from("d").value()};
  for (std::size_t i = 0; i < documents.size(); ++i) dossier.pages.emplace_back();
  dossier.documents = std::move(documents);
  return dossier;
}

models::Dossier birth_dossier() {
  return dossier_of(
      {document("separator", 1, {field("dossier_code", "H26.16-250702-0012")}),
       document(
           "giay_tiep_nhan", 2,
           {field("procedure_code", "1.001193.000.00.00.H26"), field("received_date", "02/07/2025", "2025-07-02")}),
       document("don_to_khai", 3), document("cccd_front", 4), document("cccd_back", 5), document("hop_dong", 6)});
}

std::vector<std::string> states(const models::Dossier& dossier) {
  std::vector<std::string> out;
  for (const models::Component& one : dossier.components)
    out.push_back(one.name +
                  (one.surplus                            ? ":surplus"
                   : one.state == ComponentState::missing ? ":missing"
                                                          : ":there") +
                  (one.required ? "!" : ""));
  return out;
}

TEST(CsvRows, KnowsQuotesSeparatorsAndEndsOfLines) {
  const auto rows = csv_rows(
      "\xEF\xBB\xBF"
      "a;b,c;d\r\n\r\n\"x \"\"y\"\"\";\"1\n2\";\n");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_THAT(rows[0].cells, ElementsAre("a", "b,c", "d"));
  EXPECT_THAT(rows[1].cells, ElementsAre("x \"y\"", "1\n2", ""));
  EXPECT_EQ(rows[1].line, 3);
}

TEST(Procedures, OneCodeHasTheRulesOfTheDayOfReceipt) {
  const Procedures procedures = listed();
  EXPECT_EQ(procedures.size(), 3u);
  EXPECT_EQ(procedures.find("1.004194", "2024-05-01")->name, "Cũ");
  EXPECT_EQ(procedures.find("1.004194", "2025-07-01")->name, "Mới");
  EXPECT_EQ(procedures.find("1.004194.000.00.00.H26", "")->name, "Mới");
  EXPECT_EQ(procedures.find("1.004194", "2019-01-01")->name, "Cũ") << "the first, where none had begun";
  EXPECT_EQ(procedures.find("1.00419", "2024-05-01"), nullptr);
  EXPECT_EQ(procedures.find("", ""), nullptr);
}

TEST(Procedures, ALaterImportTakesThePlaceOfTheSameBeginning) {
  Procedures procedures = listed();
  procedures.merge(
      parse_procedures("code,name,valid_from,valid_until\n1.004194,Mới,2025-07-01,2026-01-31\n", "x.csv").value());
  EXPECT_EQ(procedures.size(), 3u);
  EXPECT_EQ(procedures.find("1.004194", "2026-02-01")->valid_until, "2026-01-31");
}

TEST(Procedures, AreWrittenAndReadBack) {
  const std::string json = procedures_json(listed().entries());
  const auto again = parse_procedures(json, "procedures.json");
  ASSERT_TRUE(again) << again.error().subject;
  EXPECT_EQ(procedures_json(*again), json);
  EXPECT_FALSE(again->front().papers.at(3).required);
}

TEST(Procedures, MistakesAreToldWithTheirLines) {
  EXPECT_EQ(fault_of("code,name\n1.1,A\n,B\n"), "line 3: the code, which is missing,");
  EXPECT_EQ(fault_of("code,title\n"), "line 1: the column \"title\"");
  EXPECT_EQ(fault_of("code,name\n1.1,A,B\n"), "line 2: the number of cells");
  EXPECT_EQ(fault_of("code,name,valid_from\n1.1,A,2025-13-01\n"),
            "line 2: the value of \"valid_from\" (a day as 2025-07-02)");
  EXPECT_EQ(fault_of("code,name,valid_from,valid_until\n1.1,A,2025-02-01,2025-01-01\n"),
            "line 2: \"valid_until\" before \"valid_from\"");
  EXPECT_THAT(fault_of(""), HasSubstr("line 1"));
  EXPECT_EQ(fault_of("[{\"code\": \"1\", \"name\": 2}]", "x.json"), "entry 1: the value of \"name\" (text)");
  EXPECT_EQ(fault_of("{}", "x.json"), "entry 1: what stands there (a JSON list of procedures)");
}

TEST(Procedures, SeventeenHundredAreReadAndFound) {
  std::string list = "code,name,papers\n";
  for (int i = 0; i < 1700; ++i)
    list += "1." + std::to_string(100000 + i) + ",Thủ tục " + std::to_string(i) + ",\"Đơn đề nghị|Giấy khai sinh\"\n";
  const Procedures procedures(parse_procedures(list, "x.csv").value());
  EXPECT_EQ(procedures.size(), 1700u);
  EXPECT_EQ(procedures.find("1.101699", "")->name, "Thủ tục 1699");
}

TEST(Components, SayWhatIsThereMissingAndSurplus) {
  models::Dossier dossier = birth_dossier();
  add_procedure(dossier, listed(), *built_in_types());
  EXPECT_EQ(dossier.code, "H26.16-250702-0012");
  EXPECT_EQ(dossier.received, "2025-07-02");
  ASSERT_TRUE(dossier.procedure);
  EXPECT_EQ(dossier.procedure->code, "1.001193.000.00.00.H26");
  EXPECT_EQ(dossier.procedure->state, ProcedureState::valid);
  EXPECT_THAT(states(dossier),
              ElementsAre("Tờ khai đăng ký khai sinh:there!", "Giấy chứng sinh:missing!", "Căn cước công dân:there!",
                          "Giấy ủy quyền (nếu có):missing", "hop_dong:surplus"));
  EXPECT_EQ(dossier.components.at(2).document, 4);
}

TEST(Components, WhatIsInTheElectronicStoreIsReused) {
  models::Dossier dossier = birth_dossier();
  dossier.metadata["reused"] = "Giấy chứng sinh";
  add_procedure(dossier, listed(), *built_in_types());
  EXPECT_EQ(dossier.components.at(1).state, ComponentState::reused);
}

TEST(Components, PagesThatWereRenderedAreBornDigital) {
  models::Dossier dossier = birth_dossier();
  dossier.pages[2].facts.delivered_dpi.source = models::DpiSource::rendered;
  add_procedure(dossier, listed(), *built_in_types());
  EXPECT_EQ(dossier.components.at(0).state, ComponentState::born_digital);
}

TEST(Components, WithoutAProcedureTheReceiptsListCounts) {
  models::Dossier dossier = dossier_of(
      {document("giay_tiep_nhan", 1, {field("papers", "Giấy khai sinh (bản sao)"), field("papers", "Sổ đỏ")}),
       document("giay_khai_sinh", 2)});
  add_procedure(dossier, {}, *built_in_types());
  EXPECT_FALSE(dossier.procedure);
  EXPECT_THAT(states(dossier), ElementsAre("Giấy khai sinh (bản sao):there!", "Sổ đỏ:missing!"));
}

TEST(Components, AnUnknownOrExpiredProcedureIsKeptAndFlagged) {
  models::Dossier dossier = dossier_of({document("giay_tiep_nhan", 1, {field("procedure_code", "9.999999")})});
  add_procedure(dossier, listed(), *built_in_types());
  EXPECT_EQ(dossier.procedure->state, ProcedureState::unknown);
  EXPECT_TRUE(dossier.components.empty());
  Procedures old(parse_procedures("code,name,valid_until,replaced_by\n1.1,A,2024-12-31,1.2\n", "x.csv").value());
  models::Dossier late = dossier_of({});
  late.metadata = {{"procedure", "1.1"}, {"received", "2025-01-01"}};
  add_procedure(late, old, *built_in_types());
  EXPECT_EQ(late.procedure->state, ProcedureState::expired);
  EXPECT_EQ(late.procedure->replaced_by, "1.2");
}

TEST(Components, TheDayOfReceiptMayStandInTheCodeAlone) {
  models::Dossier dossier =
      dossier_of({document("separator", 1, {field("dossier_code", "000.00.16.H26-230524-0012")})});
  add_procedure(dossier, {}, *built_in_types());
  EXPECT_EQ(dossier.received, "2023-05-24");
  models::Dossier other = dossier_of({document("separator", 1, {field("dossier_code", "HS-1-990000")})});
  add_procedure(other, {}, *built_in_types());
  EXPECT_EQ(other.received, "");
}

}  // namespace
}  // namespace hoso::extraction
