// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/metadata_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hoso/storage/csv.h"
#include "storage/metadata/letters.h"
#include "storage/metadata/side_car_files.h"
#include "tests/storage/record/sample_dossier.h"
#include "tests/support/temp_folder.h"

namespace hoso {
namespace {

using models::ErrorCode;
using models::Metadata;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;
using testing::Pair;

/// What is said to be wrong, or "" where nothing is.
std::string fault_of(const std::string& text, const std::string& file = "dossier.toml") {
  const auto parsed = storage::parse_metadata(text, file);
  if (parsed) return "";
  EXPECT_EQ(parsed.error().code, ErrorCode::metadata_invalid);
  EXPECT_EQ(parsed.error().file, file);
  return parsed.error().subject;
}

TEST(MetadataFile, TakesCodesAndWhatTheyStandFor) {
  const auto parsed = storage::parse_metadata(
      "retention = \"20 năm\"\naccess = \"01\"\nbox = 17\nrecovery = true\nreceived = 2025-07-02\n"
      "reused = [\"Giấy khai sinh\", \"CCCD\"]\n",
      "dossier.toml");
  ASSERT_TRUE(parsed) << parsed.error().subject;
  EXPECT_THAT(*parsed,
              ElementsAre(Pair("access", "01"), Pair("box", "17"), Pair("received", "2025-07-02"),
                          Pair("recovery", "true"), Pair("retention", "05"), Pair("reused", "Giấy khai sinh; CCCD")));
}

TEST(MetadataFile, ReadsJsonByItsEndingAndASectionOfAProfile) {
  EXPECT_THAT(storage::parse_metadata(R"({"retention": "vinh vien", "box": 3})", "x.json").value(),
              ElementsAre(Pair("box", "3"), Pair("retention", "01")));
  EXPECT_THAT(storage::parse_metadata("pdfa = \"1b\"\n[archive]\nfonds = \"P1\"\n", "x.toml", "archive").value(),
              ElementsAre(Pair("fonds", "P1")));
  EXPECT_TRUE(storage::parse_metadata("pdfa = \"1b\"\n", "x.toml", "archive").value().empty());
}

TEST(MetadataFile, TellsLineAndKeyOfEveryKindOfMistake) {
  EXPECT_EQ(fault_of("box = 1\nretension = \"01\"\n"), "line 2: the key \"retension\" (did you mean \"retention\"?)");
  EXPECT_THAT(fault_of("retention = \"forever\"\n"),
              HasSubstr("line 1: the value of \"retention\" (one of 01 Vĩnh viễn, 02"));
  EXPECT_EQ(fault_of("sheets = \"many\"\n"), "line 1: the value of \"sheets\" (a whole number)");
  EXPECT_EQ(fault_of("received = \"2025-02-30\"\n"), "line 1: the value of \"received\" (a day as 2025-07-02)");
  EXPECT_EQ(fault_of("recovery = \"perhaps\"\n"), "line 1: the value of \"recovery\" (true or false)");
  EXPECT_EQ(fault_of("box = \"" + std::string(21, 'x') + "\"\n"), "line 1: the value of \"box\" (at most 20 letters)");
  EXPECT_EQ(fault_of("box = \"\"\n"), "line 1: the value of \"box\" (it is empty)");
  EXPECT_EQ(fault_of("[box]\na = 1\n"), "line 1: the value of \"box\" (text or a number)");
  EXPECT_EQ(fault_of("box = \n"), "line 1: what stands there (it is not TOML)");
  EXPECT_EQ(fault_of("[1]", "x.json"), "what stands there (a JSON object of keys and values)");
}

TEST(MetadataFile, SaysNothingOfAValueInAnError) {
  for (const char* text :
       {"retention = \"Nguyễn Văn An\"\n", "sheets = \"Nguyễn Văn An\"\n", "operator = Nguyễn Văn An\n"})
    EXPECT_THAT(fault_of(text), Not(HasSubstr("Nguyễn"))) << text;
}

TEST(MetadataFile, LettersAreCountedNotBytes) {
  std::string twenty;
  for (int i = 0; i < 20; ++i) twenty += "ệ";
  EXPECT_EQ(fault_of("box = \"" + twenty + "\"\n"), "");
}

TEST(MetadataFile, MakesTheCodeOfThePaperDossierOfItsPlace) {
  const Metadata told{{"archive", "H26"}, {"shelf", "G2"}, {"box", "17"}, {"paper_number", "160"}};
  EXPECT_EQ(storage::completed(told).at("paper_file_code"), "H26.G2/17.160");
  EXPECT_FALSE(storage::completed({{"archive", "H26"}, {"box", "17"}}).contains("paper_file_code"));
  Metadata own = told;
  own["paper_file_code"] = "A.1.2";
  EXPECT_EQ(storage::completed(own).at("paper_file_code"), "A.1.2");
}

TEST(MetadataFile, EveryKeyIsTold) {
  for (const storage::MetadataKey& key : storage::metadata_keys()) {
    EXPECT_FALSE(key.name.empty());
    EXPECT_FALSE(key.what.empty()) << key.name;
    const bool bounded = key.length > 0 || !key.codes.empty() || key.kind == storage::MetadataKind::flag ||
                         key.kind == storage::MetadataKind::date;
    EXPECT_TRUE(bounded) << key.name;
  }
}

TEST(Letters, AreCutAfterAWholeWord) {
  EXPECT_EQ(storage::shortened("quyết định phê duyệt", 12), "quyết định…");
  EXPECT_EQ(storage::shortened("quyết định", 10), "quyết định");
  EXPECT_EQ(storage::letters(storage::shortened("ệệệệệệệệ", 4)), 4u);
}

TEST(Csv, ParsBackWithSpreadsheetsInMind) {
  EXPECT_EQ(storage::csv_row({"a", "b,c", "say \"x\"", "=1+1", ""}), "a,\"b,c\",\"say \"\"x\"\"\",'=1+1,\r\n");
}

/// The value of a field of the standard.
std::string value_of(const std::vector<storage::SideCarValue>& values, const std::string& name) {
  for (const auto& value : values)
    if (value.field->name == name) return value.value;
  ADD_FAILURE() << name << " is no field";
  return {};
}

models::Dossier told_dossier() {
  models::Dossier dossier = tests::sample_dossier("Hồ sơ 1");
  dossier.code = "H26.16-250702-0012";
  dossier.metadata = storage::completed({{"retention", "05"},
                                         {"access", "01"},
                                         {"archive", "H26"},
                                         {"box", "17"},
                                         {"paper_number", "160"},
                                         {"recovery", "true"},
                                         {"sheets", "2"},
                                         {"condition", "01"},
                                         {"title", "Hồ sơ <đất> & nhà"}});
  return dossier;
}

TEST(SideCar, HasTheFieldsOfTheCircular) {
  const models::Dossier dossier = told_dossier();
  const storage::SideCar car = storage::side_car_of(dossier, "vie");
  EXPECT_EQ(car.dossier.size(), 18u);
  ASSERT_EQ(car.documents.size(), 1u);
  EXPECT_EQ(car.documents.front().values.size(), 21u);
  EXPECT_EQ(value_of(car.dossier, "fileCode"), "H26.16-250702-0012");
  EXPECT_EQ(value_of(car.dossier, "maintenance"), "05");
  EXPECT_EQ(value_of(car.dossier, "language"), "01");
  EXPECT_EQ(value_of(car.dossier, "startDate"), "05/11/2025");
  EXPECT_EQ(value_of(car.dossier, "totalDoc"), "1");
  EXPECT_EQ(value_of(car.dossier, "numberOfPage"), "1") << "the second page is blank";
  EXPECT_EQ(value_of(car.dossier, "confidenceLevel"), "02");
  EXPECT_EQ(value_of(car.dossier, "paperFileCode"), "H26.17.160");
  EXPECT_EQ(value_of(car.dossier, "riskRecovery"), "1");
  const auto& document = car.documents.front().values;
  EXPECT_EQ(value_of(document, "typeName"), "02");
  EXPECT_EQ(value_of(document, "codeNotation"), "127/QĐ-UBND");
  EXPECT_EQ(value_of(document, "docCode"), "H26.16-250702-0012.0000001");
  EXPECT_EQ(value_of(document, "docId"), "H26.16-250702-0012.1");
  EXPECT_TRUE(car.missing.empty()) << testing::PrintToString(car.missing);
}

TEST(SideCar, TellsTheOlderListsInTheirTerms) {
  models::Dossier dossier = told_dossier();
  dossier.received = "2025-07-02";
  const auto& older = storage::older_standards();
  ASSERT_EQ(older.size(), 2u);
  const storage::SideCar decree = storage::side_car_of(dossier, "vie", older[0]);
  EXPECT_EQ(decree.standard->key, "nd30");
  EXPECT_EQ(value_of(decree.dossier, "OrganId"), "H26.16");
  EXPECT_EQ(value_of(decree.dossier, "FileCatalog"), "2025");
  EXPECT_EQ(value_of(decree.dossier, "FileNotation"), "160");
  EXPECT_EQ(value_of(decree.dossier, "Maintenance"), "20 năm");
  EXPECT_EQ(value_of(decree.dossier, "Rights"), "Công khai");
  EXPECT_EQ(value_of(decree.dossier, "Language"), "Tiếng Việt");
  EXPECT_EQ(value_of(decree.dossier, "EndDate"), "05/11/2025");
  const auto& document = decree.documents.front().values;
  EXPECT_EQ(value_of(document, "DocOrdinal"), "1");
  EXPECT_EQ(value_of(document, "TypeName"), "Quyết định");
  EXPECT_EQ(value_of(document, "CodeNotation"), "127/QĐ-UBND");
  EXPECT_EQ(value_of(document, "OrganId"), "H26.16");
  const storage::SideCar circular = storage::side_car_of(dossier, "vie", older[1]);
  EXPECT_EQ(value_of(circular.dossier, "Identifier"), "H26");
  EXPECT_EQ(value_of(circular.dossier, "Format"), "Tốt");
  EXPECT_EQ(value_of(circular.documents.front().values, "ConfidenceLevel"), "Số hóa");
  EXPECT_EQ(value_of(circular.documents.front().values, "TypeName"), "Quyết định");
}

TEST(SideCar, OlderListsHaveFilesOfTheirOwn) {
  const tests::TempFolder folder;
  const models::Dossier dossier = told_dossier();
  ASSERT_TRUE(storage::write_side_car(storage::side_car_of(dossier, "vie"), folder / "metadata"));
  ASSERT_TRUE(storage::write_side_car(storage::side_car_of(dossier, "vie", storage::older_standards()[0]),
                                      folder / "metadata"));
  EXPECT_THAT(tests::read_file(folder / "metadata" / "nd30-documents.csv"), HasSubstr("OrganId,FileCatalog,"));
  EXPECT_THAT(tests::read_file(folder / "metadata" / "documents.csv"), HasSubstr("docId,docCode,"));
  EXPECT_THAT(tests::read_file(folder / "metadata" / "nd30.xml"),
              HasSubstr("xmlns=\"urn:hoso:metadata:nd30:1\" standard=\"NĐ 30/2020/NĐ-CP, Phụ lục VI\""));
}

TEST(SideCar, NamesWhatTheStandardNeedsAndNobodyTold) {
  const models::Dossier dossier = tests::sample_dossier("Hồ sơ 1");
  EXPECT_THAT(storage::side_car_of(dossier, "vie").missing,
              IsSupersetOf({"retention", "access", "sheets", "condition", "paper_file_code", "title"}));
}

TEST(SideCar, LeavesOutACodeThatIsTooLongInsteadOfCuttingIt) {
  models::Dossier dossier = told_dossier();
  dossier.code = std::string(26, '9');
  EXPECT_EQ(value_of(storage::side_car_of(dossier, "vie").documents.front().values, "docId"), "");
}

TEST(SideCar, IsValidAgainstItsSchemaAndTheSchemaFindsAMistake) {
  const tests::TempFolder folder;
  const models::Dossier dossier = told_dossier();
  const auto valid = [&](const std::string& xml) {
    tests::write_file(folder / "tt05.xml", xml);
    return tests::run_process({"xmllint", "--nonet", "--noout", "--schema",
                               HOSO_SOURCE_FOLDER "/docs/metadata-tt05.xsd", (folder / "tt05.xml").string()});
  };
  std::string xml = storage::side_car_xml(storage::side_car_of(dossier, "vie"));
  EXPECT_THAT(xml, HasSubstr("Hồ sơ &lt;đất&gt; &amp; nhà"));
  EXPECT_THAT(xml, HasSubstr("toCheck=\"issuedDate\""));
  const auto run = valid(xml);
  EXPECT_EQ(run.exit_code, 0) << run.err;
  const auto at = xml.find("<maintenance>05");
  ASSERT_NE(at, std::string::npos);
  EXPECT_NE(valid(xml.replace(at, 15, "<maintenance>55")).exit_code, 0);
}

TEST(SideCar, FilesHaveAColumnAField) {
  const tests::TempFolder folder;
  const models::Dossier dossier = told_dossier();
  ASSERT_TRUE(storage::write_side_car(storage::side_car_of(dossier, "vie"), folder / "metadata"));
  const std::string csv = tests::read_file(folder / "metadata" / "documents.csv");
  EXPECT_THAT(csv, testing::StartsWith("\xEF\xBB\xBF"
                                       "docId,docCode,maintenance,typeName,"));
  EXPECT_THAT(csv, HasSubstr("127/QĐ-UBND"));
  EXPECT_THAT(csv, HasSubstr(",issuedDate\r\n"));
}

}  // namespace
}  // namespace hoso
