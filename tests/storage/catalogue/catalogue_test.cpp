// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/magic.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "storage/catalogue/catalogue_lock.h"
#include "storage/catalogue/schema.h"
#include "tests/storage/catalogue/dossier_folder.h"
#include "tests/storage/record/sample_dossier.h"
#include "tests/support/temp_folder.h"

namespace hoso {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using storage::Catalogue;
using storage::FindOptions;
using storage::FindResult;
using testing::ElementsAre;
using tests::make_dossier_folder;
using tests::TempFolder;

/// A catalogue with the dossiers given, each a list of pages, each a list of lines.
class CatalogueTest : public testing::Test {
 protected:
  void add(const std::string& name, const std::vector<std::vector<std::string>>& pages) {
    const auto added = catalogue().add(make_dossier_folder(out_.path(), name, pages));
    ASSERT_TRUE(added) << added.error().cause;
  }
  void add(const models::Dossier& dossier) {
    const auto added = catalogue().add(make_dossier_folder(out_.path(), dossier));
    ASSERT_TRUE(added) << added.error().cause;
  }
  Catalogue& catalogue() {
    if (!catalogue_) catalogue_.emplace(Catalogue::open(out_.path()).value());
    return *catalogue_;
  }
  FindResult found(const std::string& words, FindOptions options = {}) {
    options.words = words;
    auto result = catalogue().find(options);
    EXPECT_TRUE(result) << words << ": " << result.error().cause;
    return result.value_or(FindResult{});
  }
  long hits(const std::string& words) { return found(words).total; }
  std::vector<std::string> places(const std::string& words, FindOptions options = {}) {
    std::vector<std::string> out;
    for (const storage::Hit& hit : found(words, options).hits)
      out.push_back(hit.dossier + ":" + std::to_string(hit.page));
    return out;
  }

  TempFolder out_;
  std::optional<Catalogue> catalogue_;
};

TEST_F(CatalogueTest, FindsAnyMarksWhereNoneAreTypedAndMeansThoseThatAre) {
  add("D", {{"Đồng Đăng, Đường Hồ Chí Minh", "ước mơ quyết định"}});
  for (const char* words : {"dong", "DONG", "duong", "uoc", "\"ho chi minh\"", "\"hồ chi minh\"", "ướ*", "đường",
                            "ĐỒNG", "quyet dinh", "quyết định", "hồ", "ho", "dang dong"})
    EXPECT_EQ(hits(words), 1) << words;
  for (const char* words : {"dồng", "đống", "đong", "hố", "\"minh ho\"", "uớc", "quyết đinh", "dong xoai"})
    EXPECT_EQ(hits(words), 0) << words;
}

TEST_F(CatalogueTest, TakesBothPlacesOfATone) {
  add("D", {{"CỘNG HOÀ, sức khoẻ, Thuý, ủy ban, quý"}});
  for (const char* words : {"hòa", "hoà", "HÒA", "khỏe", "khoẻ", "thúy", "thuý", "uỷ", "ủy", "quý", "hoa"})
    EXPECT_EQ(hits(words), 1) << words;
  EXPECT_EQ(hits("hoá"), 0);
}

TEST_F(CatalogueTest, FindsTextInAnyNormalForm) {
  add("D", {{"Hồ sơ"}});
  EXPECT_EQ(hits("h\u006f\u0302\u0300"), 1);
}

TEST_F(CatalogueTest, TakesNothingTypedForSyntax) {
  add("D", {{"Số: 12/QĐ-UBND AND chiều 0123.456", "NEAR text:x"}});
  EXPECT_EQ(hits("12/QĐ-UBND"), 1);
  EXPECT_EQ(hits("12/qd-ubnd"), 1);
  EXPECT_EQ(hits("0123.456"), 1);
  EXPECT_EQ(hits("AND"), 1);
  EXPECT_EQ(hits("AND chiều"), 1);
  EXPECT_EQ(hits("\"qđ ubnd"), 1);
  EXPECT_EQ(hits("text:x"), 1);
  for (const char* words : {"OR", "NOT", "\"unbalanced", "\"", "\"\"", "", "  ", "*", "()", "-", "^a", "a AND",
                            "{x}: y", "; DROP TABLE page;--", "'", "NEAR(a b)", "\xff\xfe", "x\"y\"z"})
    EXPECT_EQ(hits(words), 0) << words;
}

TEST_F(CatalogueTest, WantsAllWordsOnOnePage) {
  add("D", {{"một hai"}, {"hai ba"}});
  EXPECT_EQ(hits("một ba"), 0);
  EXPECT_THAT(places("hai ba"), ElementsAre("D:2"));
}

TEST_F(CatalogueTest, FindsFieldsAndBarCodes) {
  add(tests::sample_dossier("D"));
  EXPECT_EQ(hits("127/QĐ-UBND"), 1);
  EXPECT_EQ(hits("2025-11-05"), 1);
  EXPECT_EQ(hits("001085012345"), 1);
  EXPECT_EQ(hits("nguyen van a"), 1);
  const auto result = found("2025-11-05");
  EXPECT_EQ(result.hits[0].line, "‹2025-11-05›");
  EXPECT_EQ(result.hits[0].document_type, "quyet_dinh");
}

TEST_F(CatalogueTest, ShowsTheLineOfTheHit) {
  add("D", {{"Điều 1. Phê duyệt", "Căn cứ quyết định số 5", "Nơi nhận"}});
  const auto result = found("quyet dinh");
  ASSERT_EQ(result.hits.size(), 1U);
  EXPECT_EQ(result.hits[0].dossier, "D");
  EXPECT_EQ(result.hits[0].page, 1);
  EXPECT_EQ(result.hits[0].line, "Căn cứ ‹quyết› ‹định› số 5");
  EXPECT_EQ(found("\"quyet dinh\"").hits[0].line, "Căn cứ ‹quyết định› số 5");
  EXPECT_EQ(result.hits[0].document_type, "");
}

TEST_F(CatalogueTest, GivesTheNewestDossierFirstAndItsPagesInOrder) {
  add("first", {{"tìm"}, {"tìm"}});
  add("second", {{"tìm"}, {"khác"}, {"tìm"}});
  EXPECT_THAT(places("tìm"), ElementsAre("second:1", "second:3", "first:1", "first:2"));
}

TEST_F(CatalogueTest, GivesTheBestMatchFirstOnRequest) {
  add("much", {{"quý quý quý quý"}});
  add("little", {{"quý và nhiều chữ khác trên một trang dài hơn hẳn"}});
  EXPECT_THAT(places("quý"), ElementsAre("little:1", "much:1"));
  EXPECT_THAT(places("quý", {.by_relevance = true}), ElementsAre("much:1", "little:1"));
}

TEST_F(CatalogueTest, TurnsPagesOfTheResult) {
  for (const char* name : {"a", "b", "c", "d", "e"}) add(name, {{"chung"}});
  EXPECT_THAT(places("chung", {.limit = 2}), ElementsAre("e:1", "d:1"));
  EXPECT_THAT(places("chung", {.limit = 2, .offset = 4}), ElementsAre("a:1"));
  EXPECT_EQ(found("chung", {.limit = 2}).total, 5);
  EXPECT_THAT(places("chung", {.limit = -1, .offset = -1}), ElementsAre());
}

TEST_F(CatalogueTest, ReplacesADossierThatIsAddedAgain) {
  add(tests::sample_dossier("D"));
  add("E", {{"khác"}});
  fs::remove_all(out_ / "D");
  add("D", {{"mới"}});
  EXPECT_EQ(hits("127/QĐ-UBND"), 0);
  EXPECT_EQ(hits("mới"), 1);
  const auto size = catalogue().size().value();
  EXPECT_EQ(size.dossiers, 2);
  EXPECT_EQ(size.pages, 2);
  EXPECT_EQ(size.documents, 0);
  EXPECT_EQ(size.fields, 0);
  auto database = storage::open_database(out_ / "catalogue.db", storage::Database::Mode::read_write);
  ASSERT_TRUE(database);
  EXPECT_TRUE(database->execute("INSERT INTO page_words(page_words, rank) VALUES ('integrity-check', 1)"));
}

TEST_F(CatalogueTest, CountsWhatIsInIt) {
  add(tests::sample_dossier("D"));
  const auto size = catalogue().size().value();
  EXPECT_EQ(size.dossiers, 1);
  EXPECT_EQ(size.documents, 1);
  EXPECT_EQ(size.pages, 3);
  EXPECT_EQ(size.fields, 3);
  EXPECT_TRUE(catalogue().contains(tests::dossier_name("D")).value());
  EXPECT_FALSE(catalogue().contains(tests::dossier_name("d")).value());
}

TEST_F(CatalogueTest, KeepsTextAndFieldsWhereAnyProgramCanReadThem) {
  add(tests::sample_dossier("D"));
  const auto run =
      tests::run_process({"sqlite3", (out_ / "catalogue.db").string(),
                          "SELECT value, folded FROM field WHERE name = 'symbol';"
                          "SELECT count(*) FROM page WHERE text LIKE '%QUYẾT ĐỊNH%'; PRAGMA journal_mode"});
  EXPECT_EQ(run.out, "127/QĐ-UBND|127/qd-ubnd\n1\nwal\n") << run.err;
}

TEST_F(CatalogueTest, RefusesADossierWhoseTextHasOtherPages) {
  const fs::path folder = make_dossier_folder(out_.path(), "D", {{"một"}, {"hai"}});
  tests::write_file(folder / "D.txt", "một\n\f");
  const auto added = catalogue().add(folder);
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, ErrorCode::damaged);
  EXPECT_EQ(catalogue().size()->dossiers, 0);
}

TEST(Catalogue, IsMissingWhereNobodyMadeIt) {
  const TempFolder out;
  const auto catalogue = Catalogue::open_existing(out.path());
  ASSERT_FALSE(catalogue);
  EXPECT_EQ(catalogue.error().code, ErrorCode::catalogue_missing);
  EXPECT_TRUE(fs::is_empty(out.path()));
}

TEST(Catalogue, KnowsDamageAndStrangersAndLaterVersions) {
  const TempFolder out;
  const fs::path file = out / "catalogue.db";
  const auto expect_damaged = [&](const char* what) {
    for (const auto& catalogue : {Catalogue::open(out.path()), Catalogue::open_existing(out.path())}) {
      ASSERT_FALSE(catalogue) << what;
      EXPECT_EQ(catalogue.error().code, ErrorCode::catalogue_damaged) << what << catalogue.error().cause;
    }
  };
  tests::write_file(file, std::string(5000, 'x'));
  expect_damaged("no database");
  fs::remove(file);
  ASSERT_EQ(tests::run_process({"sqlite3", file.string(), "CREATE TABLE t(x)"}).exit_code, 0);
  const std::string before = tests::read_file(file);
  expect_damaged("a stranger");
  EXPECT_EQ(tests::read_file(file), before);
  fs::remove(file);
  ASSERT_TRUE(Catalogue::open(out.path()));
  ASSERT_EQ(tests::run_process({"sqlite3", file.string(), "PRAGMA user_version = 99"}).exit_code, 0);
  expect_damaged("a later version");
}

TEST(Catalogue, TellsOfDamageInTheMiddle) {
  const TempFolder out;
  {
    auto catalogue = Catalogue::open(out.path()).value();
    for (int i = 0; i < 30; ++i)
      ASSERT_TRUE(
          catalogue.add(make_dossier_folder(out.path(), "D" + std::to_string(i), {{"chữ", std::string(500, 'a')}})));
  }
  std::string bytes = tests::read_file(out / "catalogue.db");
  ASSERT_GT(bytes.size(), 40'000U);
  for (std::size_t at = 4096; at < bytes.size(); ++at) bytes[at] = static_cast<char>(at * 31);
  tests::write_file(out / "catalogue.db", bytes);
  const auto catalogue = Catalogue::open_existing(out.path());
  const auto result = catalogue ? catalogue->find({.words = "chữ"}) : tl::make_unexpected(catalogue.error());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::catalogue_damaged);
  EXPECT_EQ(Catalogue::rebuild(out.path()).value(), 30);
  EXPECT_EQ(Catalogue::open_existing(out.path())->find({.words = "chữ"})->total, 30);
}

TEST(Catalogue, LetsProcessesWriteAtOnce) {
  const TempFolder out;
  constexpr int kProcesses = 3, kDossiers = 8;
  for (int i = 0; i < kProcesses * kDossiers; ++i)
    make_dossier_folder(out.path(), "D" + std::to_string(i), {{"chung", "số " + std::to_string(i)}});
  std::vector<pid_t> children;
  for (int p = 0; p < kProcesses; ++p) {
    const pid_t child = fork();
    if (child == 0) {
      auto catalogue = Catalogue::open(out.path());
      if (!catalogue) _exit(1);
      for (int i = p * kDossiers; i < (p + 1) * kDossiers; ++i)
        if (!catalogue->add(out / ("D" + std::to_string(i)))) _exit(2);
      _exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  const auto catalogue = Catalogue::open_existing(out.path()).value();
  EXPECT_EQ(catalogue.size()->dossiers, kProcesses * kDossiers);
  EXPECT_EQ(catalogue.find({.words = "chung"})->total, kProcesses * kDossiers);
}

TEST(Catalogue, WaitsForAWriterOnlyAsLongAsItIsTold) {
  const TempFolder out;
  ASSERT_TRUE(Catalogue::open(out.path()));
  const fs::path file = out / "catalogue.db";
  auto writer = storage::Database::open(file, storage::Database::Mode::read_write, 0).value();
  auto waiting = storage::Database::open(file, storage::Database::Mode::read_write, 1).value();
  ASSERT_TRUE(writer.execute("BEGIN IMMEDIATE"));
  const auto refused = waiting.in_transaction([] { return models::Result<void>{}; });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::catalogue_busy);
  ASSERT_TRUE(writer.execute("COMMIT"));
  EXPECT_TRUE(waiting.in_transaction([] { return models::Result<void>{}; }));
}

TEST(Rebuild, MakesTheSameCatalogueFromTheRecords) {
  const TempFolder out;
  auto catalogue = Catalogue::open(out.path()).value();
  ASSERT_TRUE(catalogue.add(make_dossier_folder(out.path(), "z", {{"chung"}}, "2025-01-01T00:00:00Z")));
  ASSERT_TRUE(catalogue.add(make_dossier_folder(out.path(), "a", {{"chung"}}, "2025-01-02T00:00:00Z")));
  ASSERT_TRUE(catalogue.add(make_dossier_folder(out.path(), "m", {{"chung"}}, "2025-01-03T00:00:00Z")));
  const auto order = [&] {
    const auto found = catalogue.find({.words = "chung"});
    std::string names;
    for (const storage::Hit& hit : found->hits) names += hit.dossier;
    return names;
  };
  EXPECT_EQ(order(), "maz");
  EXPECT_EQ(catalogue.rebuild().value(), 3);
  EXPECT_EQ(order(), "maz");
  fs::remove_all(out / "a");
  EXPECT_EQ(catalogue.rebuild().value(), 2);
  EXPECT_EQ(order(), "mz");
}

TEST(Rebuild, RepairsACatalogueThatIsDamagedOrMissing) {
  const TempFolder out;
  make_dossier_folder(out.path(), "D", {{"chữ"}});
  fs::create_directories(out / ".hoso-work/E");
  fs::create_directories(out / "no dossier");
  tests::write_file(out / "catalogue.db", std::string(9000, 'x'));
  tests::write_file(out / "catalogue.db-wal", std::string(9000, 'y'));
  for (int i = 0; i < 2; ++i) {
    const auto rebuilt = Catalogue::rebuild(out.path());
    ASSERT_TRUE(rebuilt) << rebuilt.error().cause;
    EXPECT_EQ(*rebuilt, 1);
    EXPECT_EQ(Catalogue::open_existing(out.path())->find({.words = "chu"})->total, 1);
    EXPECT_FALSE(fs::exists(out / ".catalogue.db.new"));
    fs::remove(out / "catalogue.db");
  }
}

TEST(Rebuild, NamesTheRecordItCannotReadAndTakesTheOthers) {
  const TempFolder out;
  make_dossier_folder(out.path(), "good", {{"chữ"}});
  make_dossier_folder(out.path(), "worse", {{"chữ"}});
  tests::write_file(out / "worse/record.json", "{");
  const auto rebuilt = Catalogue::rebuild(out.path());
  ASSERT_FALSE(rebuilt);
  EXPECT_EQ(rebuilt.error().code, ErrorCode::damaged);
  EXPECT_THAT(rebuilt.error().file, testing::HasSubstr("worse"));
  EXPECT_EQ(Catalogue::open_existing(out.path())->size()->dossiers, 1);
}

TEST(Rebuild, LosesNothingThatIsAddedMeanwhile) {
  const TempFolder out;
  constexpr int kDossiers = 20;
  ASSERT_TRUE(Catalogue::open(out.path()));
  std::jthread writer([&] {
    auto catalogue = Catalogue::open(out.path()).value();
    for (int i = 0; i < kDossiers; ++i)
      EXPECT_TRUE(catalogue.add(make_dossier_folder(out.path(), "D" + std::to_string(i), {{"chung"}})));
  });
  for (int i = 0; i < 5; ++i) {
    const auto rebuilt = Catalogue::rebuild(out.path());
    EXPECT_TRUE(rebuilt) << rebuilt.error().cause;
    const auto found = Catalogue::open_existing(out.path())->find({.words = "chung"});
    EXPECT_TRUE(found) << found.error().cause;
  }
  writer.join();
  const auto catalogue = Catalogue::open_existing(out.path()).value();
  EXPECT_EQ(catalogue.find({.words = "chung"})->total, kDossiers);
  EXPECT_EQ(tests::run_process({"sqlite3", (out / "catalogue.db").string(), "PRAGMA quick_check(1)"}).exit_code, 0);
}

TEST(Rebuild, WaitsForThoseWhoHaveItOpen) {
  const TempFolder out;
  using Kind = storage::CatalogueLock::Kind;
  const auto user = storage::CatalogueLock::take(out.path(), Kind::use, 0);
  ASSERT_TRUE(user);
  EXPECT_TRUE(storage::CatalogueLock::take(out.path(), Kind::use, 0));
  EXPECT_TRUE(storage::CatalogueLock::take(out.path(), Kind::rebuild, 0));
  const auto replacing = storage::CatalogueLock::take(out.path(), Kind::replace, 20);
  ASSERT_FALSE(replacing);
  EXPECT_EQ(replacing.error().code, ErrorCode::catalogue_busy);
}

TEST(JournalMode, IsNoWriteAheadLogOnNetworkFileSystems) {
  using storage::JournalMode;
  EXPECT_EQ(storage::journal_mode_for(EXT4_SUPER_MAGIC), JournalMode::write_ahead);
  EXPECT_EQ(storage::journal_mode_for(TMPFS_MAGIC), JournalMode::write_ahead);
  EXPECT_EQ(storage::journal_mode_for(NFS_SUPER_MAGIC), JournalMode::rollback);
  EXPECT_EQ(storage::journal_mode_for(CIFS_SUPER_MAGIC), JournalMode::rollback);
  EXPECT_EQ(storage::journal_mode_for(static_cast<int>(SMB2_SUPER_MAGIC)), JournalMode::rollback);
}

}  // namespace
}  // namespace hoso
