// SPDX-License-Identifier: Apache-2.0
#include "app/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace hoso::app {
namespace {

using testing::HasSubstr;

TEST(Profile, KeysAreThoseOfTheTable) {
  const tests::TempFolder folder;
  tests::write_file(folder / "office.toml",
                    "version = \"7\"\nlanguage = \"vie+eng\"\nrender_dpi = 200\ndeskew = false\n");
  Settings settings;
  const auto profile = read_profile((folder / "office.toml").string(), settings);
  ASSERT_TRUE(profile);
  EXPECT_EQ(settings.job.language, "vie+eng");
  EXPECT_EQ(settings.job.render_dpi, 200);
  EXPECT_FALSE(settings.job.deskew);
  EXPECT_EQ(profile->name, "office");
  EXPECT_EQ(profile->version, "7");
  EXPECT_EQ(profile->sha256.hex.size(), 64u);
}

TEST(Profile, AWrongKeyIsNamedWithItsLineAndTheNearestRightOne) {
  Settings settings;
  const auto parsed = parse_profile("language = \"vie\"\nlangauge = \"vie\"\n", "office.toml", settings);
  ASSERT_EQ(parsed.faults.size(), 1u);
  EXPECT_EQ(parsed.faults[0].code, models::ErrorCode::profile_invalid);
  EXPECT_EQ(parsed.faults[0].file, "office.toml");
  EXPECT_THAT(parsed.faults[0].subject, HasSubstr("line 2: the key \"langauge\" (did you mean \"language\"?)"));
}

TEST(Profile, AllFaultsAreToldInTheOrderOfTheLines) {
  Settings settings;
  const auto parsed =
      parse_profile("threads = \"many\"\npdfa = \"4\"\nname = \"x\"\nzebra = [1]\nrender-dpi = 300\n[deskew]\n",
                    "office.toml", settings);
  ASSERT_EQ(parsed.faults.size(), 6u);
  for (int line = 1; line <= 6; ++line)
    EXPECT_THAT(parsed.faults[static_cast<std::size_t>(line - 1)].subject,
                HasSubstr("line " + std::to_string(line) + ":"));
}

TEST(Profile, WhatIsNotTomlIsOneFaultWithItsLine) {
  Settings settings;
  const auto parsed = parse_profile("out = \"x\"\nout = \n", "office.toml", settings);
  ASSERT_EQ(parsed.faults.size(), 1u);
  EXPECT_THAT(parsed.faults[0].subject, HasSubstr("line 2"));
}

TEST(Profile, EveryValueOfTheStockProfileReadsBackAsItself) {
  Settings settings;
  EXPECT_TRUE(parse_profile(stock_profile(), "stock", settings).faults.empty());
  const Option* words = find_option("words");
  ASSERT_TRUE(words->set(settings, "a \"b\" \\c.txt"));
  Settings again;
  EXPECT_TRUE(parse_profile(profile_line(*words, words->get(settings)), "x", again).faults.empty());
  EXPECT_EQ(words->get(again), "a \"b\" \\c.txt");
}

TEST(Profile, ThoseThatShipAreValidAndHaveVersionAndDescription) {
  for (const char* name : {"station", "archive"}) {
    const auto text = profile_text({.name = name, .file = {}});
    ASSERT_TRUE(text);
    Settings settings;
    const auto parsed = parse_profile(*text, name, settings);
    EXPECT_TRUE(parsed.faults.empty()) << name;
    EXPECT_FALSE(parsed.version.empty()) << name;
    EXPECT_FALSE(parsed.description.empty()) << name;
  }
}

}  // namespace
}  // namespace hoso::app
