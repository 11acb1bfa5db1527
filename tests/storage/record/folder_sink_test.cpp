// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/folder_sink.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "hoso/storage/catalogue.h"
#include "storage/record/files.h"
#include "tests/storage/record/sample_dossier.h"
#include "tests/support/temp_folder.h"

namespace hoso {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using storage::AlreadyStored;
using storage::DossierSink;
using storage::FolderSinkOptions;
using storage::WorkFolder;
using testing::ElementsAre;
using testing::UnorderedElementsAre;
using tests::dossier_name;
using tests::read_file;
using tests::TempFolder;

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

std::unique_ptr<DossierSink> sink_at(const FolderSinkOptions& options) {
  auto sink = storage::open_folder_sink(options);
  if (!sink) throw std::runtime_error(sink.error().cause);
  return std::move(*sink);
}

fs::path opened(DossierSink& sink, const std::string& name) {
  const auto admission = sink.open(dossier_name(name));
  if (!admission) throw std::runtime_error(admission.error().cause);
  return std::get<WorkFolder>(*admission).path;
}

models::Result<storage::StoredDossier> stored(DossierSink& sink, const std::string& name) {
  const fs::path work = opened(sink, name);
  return sink.store(tests::sample_dossier(name, work), tests::sample_provenance(), tests::sample_run());
}

TEST(FolderSink, StoresAWholeDossierAndLeavesNothingElse) {
  const TempFolder out;
  const auto sink = sink_at({.out = out.path()});
  const auto dossier = stored(*sink, "Hồ sơ 1");
  ASSERT_TRUE(dossier) << dossier.error().cause;
  EXPECT_EQ(dossier->pages, 3);
  EXPECT_EQ(dossier->pages_failed, 1);
  EXPECT_EQ(dossier->documents, 1);
  EXPECT_FALSE(dossier->catalogue_failure);
  EXPECT_EQ(dossier->folder, out / "Hồ sơ 1");
  EXPECT_THAT(names_in(out.path()), ElementsAre(".catalogue.lock", "Hồ sơ 1", "catalogue.db"));
  EXPECT_THAT(names_in(out / "Hồ sơ 1"), UnorderedElementsAre("Hồ sơ 1.pdf", "Hồ sơ 1.alto.xml", "Hồ sơ 1.txt",
                                                              "record.json", "run.json", "metadata", "originals"));
  EXPECT_EQ(read_file(out / "Hồ sơ 1/originals/công văn.pdf"), "%PDF-1.4 signed");
}

TEST(FolderSink, NamesEveryFileWithItsHashInRunJson) {
  const TempFolder out;
  ASSERT_TRUE(stored(*sink_at({.out = out.path()}), "D"));
  const auto run = nlohmann::json::parse(read_file(out / "D/run.json"));
  std::set<std::string> names;
  for (const auto& [name, fixity] : run["outputs"].items()) {
    names.insert(name);
    const auto sum = tests::run_process({"sha256sum", (out / "D" / name).string()});
    EXPECT_EQ(sum.out.substr(0, 64), fixity["sha256"]) << name;
    EXPECT_EQ(fs::file_size(out / "D" / name), fixity["bytes"]) << name;
  }
  EXPECT_THAT(names, UnorderedElementsAre("D.pdf", "D.alto.xml", "D.txt", "record.json", "originals/công văn.pdf",
                                          "metadata/tt05.xml", "metadata/dossier.csv", "metadata/documents.csv"));
  const auto record = nlohmann::json::parse(read_file(out / "D/record.json"));
  EXPECT_EQ(record["dossier"]["originals"][0]["sha256"], run["outputs"]["originals/công văn.pdf"]["sha256"]);
}

TEST(FolderSink, GivesTheSameBytesTwice) {
  const TempFolder one, other;
  ASSERT_TRUE(stored(*sink_at({.out = one.path(), .level = storage::PdfaLevel::a3u}), "D"));
  ASSERT_TRUE(stored(*sink_at({.out = other.path(), .level = storage::PdfaLevel::a3u}), "D"));
  for (const char* name : {"D/D.pdf", "D/D.alto.xml", "D/D.txt", "D/record.json"})
    EXPECT_EQ(read_file(one / name), read_file(other / name)) << name;
}

TEST(FolderSink, RefusesADossierThatIsThere) {
  const TempFolder out;
  const auto sink = sink_at({.out = out.path()});
  ASSERT_TRUE(stored(*sink, "D"));
  const std::string before = read_file(out / "D/record.json");
  const auto again = sink->open(dossier_name("D"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::output_exists);
  EXPECT_EQ(again.error().subject, "D");
  EXPECT_EQ(read_file(out / "D/record.json"), before);
  EXPECT_FALSE(fs::exists(out / ".hoso-work"));
}

TEST(FolderSink, SkipsACompleteDossierOnResumeAndCataloguesIt) {
  const TempFolder out;
  ASSERT_TRUE(stored(*sink_at({.out = out.path(), .catalogue = false}), "D"));
  const auto sink = sink_at({.out = out.path(), .resume = true});
  const auto again = sink->open(dossier_name("D"));
  ASSERT_TRUE(again) << again.error().cause;
  EXPECT_TRUE(std::holds_alternative<AlreadyStored>(*again));
  const auto catalogue = storage::Catalogue::open_existing(out.path());
  ASSERT_TRUE(catalogue);
  EXPECT_TRUE(catalogue->contains(dossier_name("D")).value());
  EXPECT_FALSE(fs::exists(out / ".hoso-work"));
}

TEST(FolderSink, NeverMixesWithAFolderThatIsNotComplete) {
  const TempFolder out;
  fs::create_directories(out / "D");
  for (const bool resume : {false, true}) {
    const auto admission = sink_at({.out = out.path(), .resume = resume})->open(dossier_name("D"));
    ASSERT_FALSE(admission);
    EXPECT_EQ(admission.error().code, ErrorCode::output_exists);
  }
  EXPECT_TRUE(fs::is_empty(out / "D"));
}

TEST(FolderSink, LetsOnlyOneWorkOnADossier) {
  const TempFolder out;
  const auto one = sink_at({.out = out.path()}), other = sink_at({.out = out.path()});
  const fs::path work = opened(*one, "D");
  tests::write_file(work / "1.pdf", "page");
  const auto refused = other->open(dossier_name("D"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::output_exists);
  EXPECT_EQ(read_file(work / "1.pdf"), "page");
  one->abandon(dossier_name("D"));
  EXPECT_FALSE(fs::exists(work));
  EXPECT_TRUE(other->open(dossier_name("D")));
}

TEST(FolderSink, CleansUpAfterAProcessThatDied) {
  const TempFolder out;
  for (const char* file : {"lock", "pages/1.pdf", "fresh/record.json"}) {
    tests::write_file(out / ".hoso-work/D" / file, "left over");
    tests::write_file(out / ".hoso-work/never finished" / file, "left over");
  }
  const auto sink = sink_at({.out = out.path()});
  EXPECT_FALSE(fs::exists(out / ".hoso-work"));
  const auto dossier = stored(*sink, "D");
  ASSERT_TRUE(dossier) << dossier.error().cause;
  EXPECT_FALSE(fs::exists(out / ".hoso-work"));
}

TEST(FolderSink, LeavesTheWorkOfALivingProcessAlone) {
  const TempFolder out;
  const auto one = sink_at({.out = out.path()});
  const fs::path work = opened(*one, "D");
  tests::write_file(work / "1.pdf", "page");
  (void)sink_at({.out = out.path()});
  EXPECT_TRUE(fs::exists(work / "1.pdf"));
}

TEST(FolderSink, RemovesUnfinishedWorkWhenItGoes) {
  const TempFolder out;
  auto sink = sink_at({.out = out.path(), .catalogue = false});
  tests::write_file(opened(*sink, "D") / "1.pdf", "page");
  sink.reset();
  EXPECT_TRUE(fs::is_empty(out.path()));
}

TEST(FolderSink, KeepsNothingOfADossierThatCannotBeStored) {
  const TempFolder out;
  const auto sink = sink_at({.out = out.path(), .catalogue = false});
  const fs::path work = opened(*sink, "D");
  models::Dossier dossier = tests::sample_dossier("D", work);
  fs::remove(dossier.originals[0].path);
  const auto result = sink->store(dossier, tests::sample_provenance(), tests::sample_run());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::file_not_found);
  EXPECT_TRUE(fs::is_empty(out.path()));
}

TEST(FolderSink, RefusesPagesWithAGap) {
  const TempFolder out;
  const auto sink = sink_at({.out = out.path(), .catalogue = false});
  models::Dossier dossier = tests::sample_dossier("D", opened(*sink, "D"));
  dossier.pages.erase(dossier.pages.begin() + 1);
  const auto result = sink->store(dossier, tests::sample_provenance(), tests::sample_run());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::pages_lost);
  EXPECT_TRUE(fs::is_empty(out.path()));
}

TEST(FolderSink, DoesNotReplaceAFolderThatAppearedMeanwhile) {
  const TempFolder out;
  const auto sink = sink_at({.out = out.path(), .catalogue = false});
  const fs::path work = opened(*sink, "D");
  fs::create_directories(out / "D");
  const auto result = sink->store(tests::sample_dossier("D", work), tests::sample_provenance(), tests::sample_run());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::output_exists);
  EXPECT_TRUE(fs::is_empty(out / "D"));
  EXPECT_FALSE(fs::exists(out / ".hoso-work"));
}

TEST(FolderSink, RefusesADossierThatWasNotOpened) {
  const TempFolder out;
  const auto sink = sink_at({.out = out.path()});
  const auto result = sink->store(tests::sample_dossier("D"), {}, {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::internal);
}

TEST(FolderSink, KeepsTheDossierWhenOnlyTheCatalogueFails) {
  const TempFolder out;
  const auto sink = sink_at({.out = out.path()});
  tests::write_file(out / "catalogue.db", std::string(8192, 'x'));
  const auto dossier = stored(*sink, "D");
  ASSERT_TRUE(dossier) << dossier.error().cause;
  ASSERT_TRUE(dossier->catalogue_failure);
  EXPECT_EQ(dossier->catalogue_failure->code, ErrorCode::catalogue_damaged);
  EXPECT_TRUE(fs::exists(out / "D/record.json"));
  EXPECT_EQ(storage::Catalogue::rebuild(out.path()).value(), 1);
}

TEST(FolderSink, SaysThatNothingCanBeWrittenThere) {
  const TempFolder out;
  tests::write_file(out / "file", "");
  const auto sink = storage::open_folder_sink({.out = out / "file" / "out"});
  ASSERT_FALSE(sink);
  EXPECT_EQ(sink.error().code, ErrorCode::output_unwritable);
}

TEST(FolderSink, StoresManyDossiersFromManyThreads) {
  const TempFolder out;
  const auto sink = sink_at({.out = out.path()});
  constexpr int kThreads = 4, kDossiers = 3;
  std::vector<fs::path> work;
  for (int i = 0; i < kThreads * kDossiers; ++i) work.push_back(opened(*sink, "D" + std::to_string(i)));
  std::vector<std::jthread> threads;
  std::atomic<int> good = 0;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (int i = t * kDossiers; i < (t + 1) * kDossiers; ++i) {
        const auto result =
            sink->store(tests::sample_dossier("D" + std::to_string(i), work[static_cast<std::size_t>(i)]),
                        tests::sample_provenance(), tests::sample_run());
        if (result && !result->catalogue_failure) ++good;
      }
    });
  threads.clear();
  EXPECT_EQ(good, kThreads * kDossiers);
  const auto size = storage::Catalogue::open_existing(out.path())->size();
  EXPECT_EQ(size->dossiers, kThreads * kDossiers);
  EXPECT_EQ(size->pages, kThreads * kDossiers * 3);
}

/// Runs `work` in a child process in which no file may grow beyond `bytes`; its exit code.
template <typename Work>
int in_a_child_with_small_files(rlim_t bytes, Work work) {
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);  // write(2) then fails with EFBIG, as with ENOSPC on a full disk
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
    _exit(work());
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

TEST(FolderSink, OfTwoThatAreStoredAtOnceOneIsToldOfTheOther) {
  const TempFolder out;
  const auto sink = sink_at({.out = out.path()});
  const auto store = [&](const std::string& name) {
    models::Dossier dossier = tests::sample_dossier(name, opened(*sink, name));
    dossier.pages.front().facts.source.sha256.hex = std::string(64, 'a');
    EXPECT_TRUE(sink->store(std::move(dossier), tests::sample_provenance(), tests::sample_run()));
  };
  constexpr int kRounds = 6;
  for (int round = 0; round < kRounds; ++round) {
    const std::string one = "a" + std::to_string(round), other = "b" + std::to_string(round);
    std::thread first(store, one), second(store, other);
    first.join(), second.join();
    const auto of = [&](const std::string& name, const std::string& of_whom) {
      int times = 0;
      const auto run = nlohmann::json::parse(read_file(out / name / "run.json"));
      for (const auto& there : run["already_there"]) times += there["dossier"] == of_whom && there.contains("file");
      return times;
    };
    EXPECT_EQ(of(one, other) + of(other, one), 1) << "round " << round;
  }
}

TEST(FolderSink, TellsOfAFullDiskAndKeepsNothingHalfMade) {
  for (const rlim_t bytes : {rlim_t{20}, rlim_t{2000}, rlim_t{5000}}) {
    const TempFolder out, work;
    const models::Dossier dossier = tests::sample_dossier("D", work.path());
    const int code = in_a_child_with_small_files(bytes, [&] {
      const auto sink = storage::open_folder_sink({.out = out.path(), .catalogue = false});
      if (!sink || !(*sink)->open(dossier_name("D"))) return 1;
      const auto result = (*sink)->store(dossier, tests::sample_provenance(), tests::sample_run());
      return !result && result.error().code == ErrorCode::disk_full ? 42 : 2;
    });
    EXPECT_EQ(code, 42) << bytes;
    EXPECT_TRUE(fs::is_empty(out.path())) << bytes;
  }
}

TEST(SourceDateEpoch, RulesTheDatesOfThePdf) {
  const TempFolder out;
  setenv("SOURCE_DATE_EPOCH", "1000000000", 1);
  const auto good = storage::open_folder_sink({.out = out / "good"});
  setenv("SOURCE_DATE_EPOCH", "yesterday", 1);
  const auto bad = storage::open_folder_sink({.out = out / "bad"});
  unsetenv("SOURCE_DATE_EPOCH");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().code, ErrorCode::option_invalid);
  ASSERT_TRUE(good);
  ASSERT_TRUE(stored(**good, "D"));
  ASSERT_TRUE(stored(*sink_at({.out = out / "plain"}), "D"));
  EXPECT_THAT(read_file(out / "good/D/D.pdf"), testing::HasSubstr("D:20010909014640"));
  EXPECT_THAT(read_file(out / "plain/D/D.pdf"), testing::HasSubstr("D:20231114221320"));
}

}  // namespace
}  // namespace hoso
