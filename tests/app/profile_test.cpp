// SPDX-License-Identifier: Apache-2.0
#include "app/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace hoso::app {
namespace {

TEST(Profile, KeysAreThoseOfTheTable) {
  const tests::TempFolder folder;
  tests::write_file(folder / "office.toml", "language = \"vie+eng\"\nrender_dpi = 200\ndeskew = false\n");
  Settings settings;
  ASSERT_TRUE(read_profile((folder / "office.toml").string(), settings));
  EXPECT_EQ(settings.job.language, "vie+eng");
  EXPECT_EQ(settings.job.render_dpi, 200);
  EXPECT_FALSE(settings.job.deskew);
  EXPECT_EQ(settings.job.profile, "office");
}

TEST(Profile, AWrongKeyIsNamedWithItsLine) {
  const tests::TempFolder folder;
  tests::write_file(folder / "office.toml", "language = \"vie\"\nlangauge = \"vie\"\n");
  Settings settings;
  const auto read = read_profile((folder / "office.toml").string(), settings);
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().subject, testing::HasSubstr("\"langauge\" in line 2"));
}

TEST(Profile, AWrongValueNamesTheFile) {
  const tests::TempFolder folder;
  tests::write_file(folder / "office.toml", "threads = \"many\"\n");
  Settings settings;
  const auto read = read_profile((folder / "office.toml").string(), settings);
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().file, testing::HasSubstr("office.toml"));
}

TEST(Profile, TheStockProfileIsAProfile) {
  const tests::TempFolder folder;
  tests::write_file(folder / "stock.toml", stock_profile());
  Settings settings;
  EXPECT_TRUE(read_profile((folder / "stock.toml").string(), settings));
}

}  // namespace
}  // namespace hoso::app
