// SPDX-License-Identifier: Apache-2.0
#include "hoso/pipeline/digitise.h"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hoso/extraction/separator_sheet.h"
#include "hoso/scanners/file_source.h"
#include "hoso/storage/print_pdf.h"
#include "pipeline/stations.h"
#include "tests/support/temp_folder.h"

namespace hoso::tests {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using pipeline::Options;
using pipeline::RecogniserKind;
using pipeline::Summary;

const fs::path kSamples = fs::path(HOSO_SAMPLES) / "dossier";

models::Result<Summary> digitise_samples(const fs::path& out, const Options& options, const char* name = "mẫu") {
  auto source = scanners::open_files({.inputs = {kSamples}, .name = name});
  auto sink = storage::open_folder_sink({.out = out, .level = options.level});
  if (!source) return tl::make_unexpected(source.error());
  if (!sink) return tl::make_unexpected(sink.error());
  return pipeline::digitise(**source, **sink, options);
}

void expect_same_bytes(const fs::path& one, const fs::path& other) {
  for (const char* file : {"mẫu.pdf", "mẫu.alto.xml", "mẫu.txt", "record.json"}) {
    const std::string bytes = read_file(one / "mẫu" / file);
    EXPECT_FALSE(bytes.empty()) << file;
    EXPECT_TRUE(bytes == read_file(other / "mẫu" / file)) << file << " differs";
  }
}

TEST(Digitise, OneAndManyThreadsGiveTheSameBytes) {
  const TempFolder folder;
  const auto one = digitise_samples(folder / "one", {.recogniser = RecogniserKind::stub, .threads = 1});
  const auto many = digitise_samples(folder / "many", {.recogniser = RecogniserKind::stub, .threads = 4});
  ASSERT_TRUE(one && many);
  EXPECT_GT(one->pages_stored, 4);
  EXPECT_EQ(one->pages_failed, 0);
  expect_same_bytes(folder / "one", folder / "many");
}

TEST(Digitise, TwoCallsAtOnceInOneProcessDoNotDisturbEachOther) {
  const TempFolder folder;
  std::array<int, 2> stored{};
  {
    std::array<std::jthread, 2> callers;
    for (std::size_t i = 0; i < callers.size(); ++i)
      callers.at(i) = std::jthread([&, i] {
        const auto summary =
            digitise_samples(folder / std::to_string(i), {.recogniser = RecogniserKind::stub, .threads = 2});
        stored.at(i) = summary ? summary->pages_stored : -1;
      });
  }
  EXPECT_GT(stored[0], 4);
  EXPECT_EQ(stored[0], stored[1]);
  expect_same_bytes(folder / "0", folder / "1");
}

TEST(Digitise, SaysNothingOnStdoutOrStderr) {
  const TempFolder folder;
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const auto summary = digitise_samples(folder / "out", {.threads = 2});
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  ASSERT_TRUE(summary);
  EXPECT_TRUE(summary->errors.empty());
}

/// The record of a separator sheet's dossier, and on how many pages bar codes were in doubt.
std::string record_of_separator_sheet(const fs::path& folder, int in_doubt) {
  const auto sheet = extraction::separator_sheet("H26.16-250702-0012");
  const auto pdf = storage::print_pdf({*sheet}, extraction::kSeparatorSheetDpi);
  fs::create_directories(folder);
  std::ofstream(folder / "sheet.pdf", std::ios::binary) << *pdf;
  auto source = scanners::open_files({.inputs = {folder / "sheet.pdf"}, .name = "x"});
  auto sink = storage::open_folder_sink({.out = folder / "out"});
  int told = 0;
  const auto summary =
      pipeline::digitise(**source, **sink, {.recogniser = RecogniserKind::stub},
                         [&](const pipeline::Event& event) { told += event.barcodes_in_doubt ? 1 : 0; });
  EXPECT_TRUE(summary && summary->pages_stored == 1 && summary->pages_failed == 0);
  EXPECT_TRUE(summary && summary->barcodes_in_doubt == in_doubt && told == in_doubt);
  return read_file(folder / "out" / "x" / "record.json");
}

TEST(Digitise, ADecoderThatAbortsIsANoteInTheRecord) {
  const TempFolder folder;
  const std::string well = record_of_separator_sheet(folder / "well", 0);
  setenv("HOSO_CODE_HOST", HOSO_FAULTY_HOST, 1);
  setenv("HOSO_FAULT", "1000", 1);
  const std::string faulty = record_of_separator_sheet(folder / "faulty", 1);
  unsetenv("HOSO_CODE_HOST");
  unsetenv("HOSO_FAULT");
  for (const std::string& record : {well, faulty}) EXPECT_THAT(record, testing::HasSubstr("\"Code128\""));
  EXPECT_THAT(well, testing::Not(testing::HasSubstr("the search for bar codes failed")));
  EXPECT_THAT(faulty, testing::HasSubstr("the search for bar codes failed (its process ended: signal 6)"));
}

TEST(Digitise, AMissingLanguageIsOneErrorBeforeAnythingIsTouched) {
  const TempFolder folder;
  const auto summary = digitise_samples(folder / "out", {.language = "xyz"});
  ASSERT_FALSE(summary);
  EXPECT_EQ(summary.error().code, ErrorCode::language_missing);
  EXPECT_EQ(summary.error().subject, "xyz");
  EXPECT_FALSE(fs::exists(folder / "out" / "mẫu"));
}

TEST(Digitise, AnOptionOutOfRangeIsAnError) {
  const TempFolder folder;
  EXPECT_EQ(digitise_samples(folder / "out", {.threads = -1}).error().code, ErrorCode::option_invalid);
}

class EngineThatFails : public ocr::Recogniser {
 public:
  models::Result<models::PageText> read_page(const ocr::ReadablePage&, const std::stop_token&) override {
    return models::failure({.code = ErrorCode::recognition_failed, .stage = models::Stage::recognise});
  }
  double legibility(const cv::Mat&) override { return 0; }
};

class EngineThatThrows : public EngineThatFails {
 public:
  models::Result<models::PageText> read_page(const ocr::ReadablePage&, const std::stop_token&) override {
    throw std::runtime_error("engine");
  }
};

template <typename Engine>
Summary digitise_with(const fs::path& out) {
  auto source = scanners::open_files({.inputs = {kSamples}, .name = "mẫu"});
  auto sink = storage::open_folder_sink({.out = out});
  pipeline::Workshop workshop{.sink = sink->get(), .types = extraction::built_in_types()};
  workshop.engines = std::make_unique<ocr::EnginePool>(
      [] { return models::Result<std::unique_ptr<ocr::Recogniser>>(std::make_unique<Engine>()); });
  const pipeline::Stations stations = pipeline::bind_stations(workshop);
  return pipeline::run_flow(**source, **sink, stations, {.threads = 2}, {}, {});
}

TEST(Stations, APageThatCannotBeReadIsArchivedAsAnImage) {
  for (const bool throws : {false, true}) {
    const TempFolder folder;
    const Summary summary =
        throws ? digitise_with<EngineThatThrows>(folder.path()) : digitise_with<EngineThatFails>(folder.path());
    EXPECT_EQ(summary.dossiers_stored, 1);
    EXPECT_GT(summary.pages_failed, 4);
    EXPECT_EQ(summary.pages_admitted, summary.pages_failed + summary.pages_stored);
    const std::string record = read_file(folder / "mẫu" / "record.json");
    EXPECT_THAT(record, testing::HasSubstr(throws ? "\"internal\"" : "\"recognition_failed\""));
    EXPECT_THAT(record, testing::HasSubstr("\"image_sha256\"")) << "the image is there";
    EXPECT_GT(fs::file_size(folder / "mẫu" / "mẫu.pdf"), 100'000u);
  }
}

}  // namespace
}  // namespace hoso::tests
