// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "storage/record/record_reader.h"
#include "storage/record/record_writer.h"
#include "tests/storage/record/sample_dossier.h"
#include "tests/support/temp_folder.h"

namespace hoso {
namespace {

using models::ErrorCode;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using tests::TempFolder;

// Checks a record against the schema; `closed` makes every object refuse names that the schema does not tell of.
constexpr const char* kValidate = R"(
import json, sys
import jsonschema
record, schema = (json.load(open(p, encoding="utf-8")) for p in sys.argv[1:3])
def close(node):
    if isinstance(node, dict):
        if node.get("additionalProperties") is True and "properties" in node:
            node["additionalProperties"] = False
        for child in node.values(): close(child)
    elif isinstance(node, list):
        for child in node: close(child)
jsonschema.Draft202012Validator.check_schema(schema)
if sys.argv[3] == "closed": close(schema)
errors = list(jsonschema.Draft202012Validator(schema).iter_errors(record))
for e in errors: print(list(e.absolute_path), e.message[:200])
sys.exit(1 if errors else 0)
)";

std::string complaints(const std::string& record, const std::string& mode = "open") {
  const TempFolder folder;
  tests::write_file(folder / "record.json", record);
  const auto run = tests::run_process({"/usr/bin/python3", "-c", kValidate, (folder / "record.json").string(),
                                       HOSO_SOURCE_FOLDER "/docs/record.schema.json", mode});
  return run.exit_code == 0 ? "" : run.out + run.err;
}

/// With everything that a record may have.
models::Dossier full_dossier() {
  models::Dossier dossier = tests::sample_dossier("Hồ sơ 1");
  dossier.code = "H26.16-250702-0012";
  dossier.received = "2025-07-02";
  dossier.metadata = {{"retention", "05"}, {"office", "UBND xã An Lâm"}};
  dossier.procedure = models::Procedure{.code = "1.004194", .name = "Đăng ký", .state = models::ProcedureState::valid};
  dossier.components = {{.name = "Đơn đề nghị", .state = models::ComponentState::missing},
                        {.name = "quyet_dinh",
                         .required = false,
                         .surplus = true,
                         .state = models::ComponentState::scanned,
                         .document = 1}};
  dossier.pages[1].facts.duplicate_of = 1;
  dossier.pages[0].text.tables = {{.box = {90, 90, 600, 300},
                                   .rows = 2,
                                   .columns = 2,
                                   .cells = {{.row_span = 2, .box = {90, 90, 300, 300}, .block = 0},
                                             {.column = 1, .box = {390, 90, 300, 150}},
                                             {.row = 1, .column = 1, .box = {390, 240, 300, 150}}}}};
  models::ComposedPage paper = tests::text_page(dossier.name, 1, {"CĂN CƯỚC"});
  paper.facts.shown = {1000, 630};
  paper.facts.orientation.degrees = 180;
  paper.facts.place =
      models::PaperPlace{.box = {400, 400, 1000, 630}, .confidence = 0.95, .to_page = {-1, 0, 1400, 0, -1, 1030}};
  dossier.pages[0].papers = {paper};
  dossier.documents.push_back({.type = "quyet_dinh", .pages = {2}, .rules = {"2024-08-15", true}, .duplicate_of = 1});
  return dossier;
}

std::string sample_record() { return storage::record_json(full_dossier(), tests::sample_provenance(), {}); }

TEST(Record, IsValidAgainstItsSchema) { EXPECT_EQ(complaints(sample_record()), ""); }

TEST(Record, HasNoNameThatTheSchemaDoesNotTellOf) { EXPECT_EQ(complaints(sample_record(), "closed"), ""); }

TEST(Record, KeepsProcedureComponentsAndWhatWasTold) {
  const json record = json::parse(sample_record());
  EXPECT_EQ(record["dossier"]["code"], "H26.16-250702-0012");
  EXPECT_EQ(record["dossier"]["received"], "2025-07-02");
  EXPECT_EQ(record["procedure"]["state"], "valid");
  EXPECT_EQ(record["components"][0]["state"], "missing");
  EXPECT_EQ(record["components"][1]["document"], 1);
  EXPECT_EQ(record["archive"]["retention"], "05");
  EXPECT_EQ(record["pages"][0]["look"], "0123456789abcdef");
  EXPECT_EQ(record["pages"][1]["duplicate_of"], 1);
  EXPECT_EQ(record["documents"][0]["fields"][1]["alternatives"][0]["why"], "also_found");
  const auto read = storage::parse_record(sample_record(), "record.json");
  ASSERT_TRUE(read) << read.error().cause;
  EXPECT_EQ(read->office, "UBND xã An Lâm");
  EXPECT_EQ(read->procedure, "1.004194");
  ASSERT_EQ(read->components.size(), 2u);
  EXPECT_TRUE(read->components[1].surplus);
  EXPECT_EQ(read->documents[1].duplicate_of, 1);
  EXPECT_EQ(record["documents"][1]["rules"], (nlohmann::json{{"day", "2024-08-15"}, {"of", "paper"}}));
  EXPECT_FALSE(record["documents"][0].contains("rules"));
  EXPECT_EQ(read->documents[1].rules.day, "2024-08-15");
  EXPECT_TRUE(read->documents[1].rules.own);
}

TEST(Record, TheSchemaCheckFindsWhatIsWrong) {
  json record = json::parse(sample_record());
  record["pages"][0]["transform"].push_back(1);
  record["pages"][1].erase("blank");
  record["documents"][0]["fields"][0]["verdict"] = "perhaps";
  const std::string found = complaints(record.dump());
  EXPECT_THAT(found, HasSubstr("transform"));
  EXPECT_THAT(found, HasSubstr("'blank' is a required property"));
  EXPECT_THAT(found, HasSubstr("perhaps"));
  record = json::parse(sample_record());
  record["pages"][0]["surprise"] = 1;
  EXPECT_EQ(complaints(record.dump()), "");
  EXPECT_THAT(complaints(record.dump(), "closed"), HasSubstr("surprise"));
}

TEST(Record, TellsWhoseTheLettersOfAPageAreAndWhatThatRestsOn) {
  const json pages = json::parse(sample_record())["pages"];
  EXPECT_EQ(pages[0]["text_source"], "given");
  EXPECT_EQ(pages[0]["text_layer"],
            (json{{"words", 61}, {"placed", 0.9877}, {"agreement", 0.97}, {"marked_agreement", 0.95}}));
  EXPECT_EQ(pages[1]["text_source"], "read");
  EXPECT_FALSE(pages[1].contains("text_layer"));
}

TEST(Record, TellsOfThePageAsItIsShown) {
  const json page = json::parse(sample_record())["pages"][0];
  EXPECT_EQ(page["number"], 1);
  EXPECT_EQ(page["source"], (json{{"file", "scan/trang 1.jpg"}, {"index", 0}, {"sha256", std::string(64, 'a')}}));
  EXPECT_EQ(page["width_px"], 2480);
  EXPECT_EQ(page["height_px"], 3508);
  EXPECT_EQ(page["dpi"], json::array({300.0, 300.0}));
  EXPECT_EQ(page["dpi_source"], "estimated");
  EXPECT_EQ(page["delivered"], (json{{"width_px", 3508}, {"height_px", 2480}, {"dpi", {300.0, 299.5}}}));
  EXPECT_EQ(page["mode"], "colour");
  EXPECT_EQ(page["orientation_degrees"], 90);
  EXPECT_EQ(page["orientation"]["confidence"], 0.9877);
  EXPECT_EQ(page["skew_degrees"], 1.2346);
  EXPECT_EQ(page["transform"], json::array({0.0215, 0.99976886, -1.5, -0.99976886, 0.0215, 3508.25, 0, 0, 1}));
  EXPECT_EQ(page["blank"], false);
  EXPECT_EQ(page["mean_word_confidence"], 0.9);
  EXPECT_EQ(page["barcodes"][0]["format"], "QRCode");
  EXPECT_EQ(page["seals"], json::parse(R"([{"box": [1300.0, 2500.0, 425.0, 425.0], "coloured": true,
                                           "confidence": 0.975}])"));
  EXPECT_EQ(page["failure"], nullptr);
}

TEST(Record, TellsOfTablesByRowsAndColumns) {
  const json table = json::parse(sample_record())["pages"][0]["tables"][0];
  EXPECT_EQ(table["box"], json::array({90.0, 90.0, 600.0, 300.0}));
  EXPECT_EQ(table["rows"], 2);
  EXPECT_EQ(table["columns"], 2);
  ASSERT_EQ(table["cells"].size(), 3U);
  const json first = table["cells"][0];
  EXPECT_EQ(first["row_span"], 2);
  EXPECT_FALSE(first.contains("column_span"));
  EXPECT_TRUE(first["text"].get<std::string>().starts_with("ỦY BAN NHÂN DÂN XÃ HOÀ BÌNH Số: 127/QĐ-UBND"));
  EXPECT_EQ(first["confidence"], 0.9);
  EXPECT_EQ(first["alto_block"], "p1_b1");
  EXPECT_FALSE(table["cells"][1].contains("text")) << "nothing was read in it";
}

TEST(Record, TellsWhereEachOfSeveralPapersLies) {
  const json page = json::parse(sample_record())["pages"][0];
  ASSERT_EQ(page["papers"].size(), 1U);
  const json paper = page["papers"][0];
  EXPECT_EQ(paper["box"], json::array({400.0, 400.0, 1000.0, 630.0}));
  EXPECT_EQ(paper["confidence"], 0.95);
  EXPECT_EQ(paper["orientation_degrees"], 180);
  EXPECT_EQ(paper["to_page"], json::array({-1.0, 0.0, 1400.0, 0.0, -1.0, 1030.0, 0, 0, 1}));
  EXPECT_EQ(paper["words"], 2);
  EXPECT_FALSE(json::parse(sample_record())["pages"][1].contains("papers"));
}

TEST(Record, TellsOfBlankPagesWithEvidence) {
  const json page = json::parse(sample_record())["pages"][1];
  EXPECT_EQ(page["blank"], true);
  EXPECT_EQ(page["blank_evidence"]["ink_coverage"], 0.000123);
  EXPECT_EQ(page["mean_word_confidence"], nullptr);
}

TEST(Record, TellsOfAFailureInWordsAndWithoutAPath) {
  const json failure = json::parse(sample_record())["pages"][2]["failure"];
  EXPECT_EQ(failure["code"], "truncated");
  EXPECT_EQ(failure["stage"], "decode");
  EXPECT_EQ(failure["file"], "scan/trang 3.jpg");
  EXPECT_EQ(failure["page"], 3);
  EXPECT_THAT(failure["message"].get<std::string>(), HasSubstr("scan/trang 3.jpg"));
  EXPECT_FALSE(failure["remedy"].get<std::string>().empty());
  EXPECT_THAT(sample_record(), Not(HasSubstr("/home/someone")));
}

TEST(Record, TellsOfDocumentsAndFields) {
  const json document = json::parse(sample_record())["documents"][0];
  EXPECT_EQ(document["type"], "quyet_dinh");
  EXPECT_EQ(document["pages"], json::array({1, 2}));
  EXPECT_FALSE(document.contains("region"));
  const json& symbol = document["fields"][0];
  EXPECT_EQ(symbol["value"], "127/QĐ-UBND");
  EXPECT_EQ(symbol["normalised"], nullptr);
  EXPECT_EQ(symbol["verdict"], "accept");
  EXPECT_EQ(symbol["source"], "ocr");
  EXPECT_EQ(symbol["box"], json::array({170.0, 200.0, 300.13, 40.0}));
  EXPECT_EQ(document["fields"][1]["normalised"], "2025-11-05");
  EXPECT_EQ(document["fields"][2]["verdict"], "missing");
  EXPECT_EQ(document["fields"][2]["page"], nullptr);
  EXPECT_EQ(document["fields"][2]["box"], nullptr);
}

TEST(Record, IsTheSameEachTimeAndHoldsNoHostOrTime) {
  EXPECT_EQ(sample_record(), sample_record());
  EXPECT_THAT(sample_record(), Not(HasSubstr("scan-station")));
}

TEST(Record, StaysJsonWithNumbersAndBytesThatAreNone) {
  models::Dossier dossier = tests::sample_dossier("D");
  dossier.pages[0].facts.skew.degrees = std::numeric_limits<double>::quiet_NaN();
  dossier.pages[0].facts.transform.x0 = -0.0;
  dossier.pages[0].facts.barcodes[0].text = "\xff\xfe binary";
  const std::string record = storage::record_json(dossier, {}, {});
  EXPECT_EQ(complaints(record), "");
  EXPECT_THAT(record, Not(HasSubstr("-0.0")));
}

TEST(RecordReader, ReadsBackWhatWasWritten) {
  const auto record = storage::parse_record(sample_record(), "record.json");
  ASSERT_TRUE(record) << record.error().cause;
  EXPECT_EQ(record->name.text(), "Hồ sơ 1");
  EXPECT_EQ(record->language, "vie");
  ASSERT_EQ(record->pages.size(), 3U);
  EXPECT_EQ(record->pages[0].size, (models::Size{2480, 3508}));
  EXPECT_EQ(record->pages[0].orientation_degrees, 90);
  EXPECT_EQ(record->pages[0].mean_word_confidence, 0.9);
  EXPECT_EQ(record->pages[0].barcodes[0].text, "001085012345|Nguyễn Văn A");
  EXPECT_TRUE(record->pages[1].blank);
  EXPECT_EQ(record->pages[2].failure_code, "truncated");
  ASSERT_EQ(record->documents.size(), 2U);
  const models::Document& document = record->documents[0];
  EXPECT_EQ(document.pages, (std::vector{1, 2}));
  ASSERT_EQ(document.fields.size(), 3U);
  EXPECT_EQ(document.fields[0].verdict, models::Verdict::accept);
  EXPECT_EQ(document.fields[0].box, (models::Box{170, 200, 300.13, 40}));
  EXPECT_EQ(document.fields[1].normalised, "2025-11-05");
  EXPECT_EQ(document.fields[2].page, 0);
}

TEST(RecordReader, PassesOverNamesItDoesNotKnow) {
  json record = json::parse(sample_record());
  record["persons"] = json::array({{{"name", "A"}}});
  record["pages"][0]["surprise"] = {1, 2, 3};
  EXPECT_TRUE(storage::parse_record(record.dump(), "record.json"));
}

TEST(RecordReader, RefusesWhatIsNoRecord) {
  json gap = json::parse(sample_record());
  gap["pages"].erase(1);
  json later = json::parse(sample_record());
  later["schema_version"] = 2;
  json nameless = json::parse(sample_record());
  nameless["dossier"]["name"] = "../etc";
  const std::string whole = sample_record();
  for (const std::string& bytes :
       {std::string{}, std::string("[]"), std::string("{}"), whole.substr(0, whole.size() / 2), gap.dump(),
        later.dump(), nameless.dump(), std::string(100'000, '[')}) {
    const auto record = storage::parse_record(bytes, "record.json");
    ASSERT_FALSE(record) << bytes.substr(0, 40);
    EXPECT_EQ(record.error().code, ErrorCode::damaged);
    EXPECT_EQ(record.error().file, "record.json");
  }
}

TEST(RecordReader, TakesValuesOfTheWrongKindForAbsent) {
  json record = json::parse(sample_record());
  for (auto& page : record["pages"])
    for (auto& [name, value] : page.items())
      if (name != "number") value = json::array({json::object(), "x", 1e300});
  record["documents"] = json::array({1, "x", {{"fields", {1, {{"page", 1e300}}}}, {"pages", {-1e300}}}});
  const auto read = storage::parse_record(record.dump(), "record.json");
  ASSERT_TRUE(read) << read.error().cause;
  EXPECT_EQ(read->pages[0].size, (models::Size{0, 0}));
  EXPECT_EQ(read->documents[2].fields[1].page, 0);
}

TEST(RecordReader, KnowsThatThereIsNoSuchDossier) {
  const TempFolder folder;
  const auto record = storage::read_record(folder / "nobody");
  ASSERT_FALSE(record);
  EXPECT_EQ(record.error().code, ErrorCode::dossier_not_found);
  EXPECT_EQ(record.error().subject, "nobody");
}

TEST(Run, TellsTimesAndHashes) {
  const json run = json::parse(storage::run_json(tests::dossier_name("D"), tests::sample_run(),
                                                 {{"record.json", {.bytes = 7, .sha256 = {"ab"}}}}));
  EXPECT_EQ(run["finished_at"], "2025-11-05T07:30:00Z");
  EXPECT_EQ(run["host"], "scan-station");
  EXPECT_EQ(run["seconds_a_stage"]["decode"], 1.235);
  EXPECT_EQ(run["outputs"]["record.json"], (json{{"sha256", "ab"}, {"bytes", 7}}));
}

}  // namespace
}  // namespace hoso
