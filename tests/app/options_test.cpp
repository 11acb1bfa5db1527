// SPDX-License-Identifier: Apache-2.0
#include "app/options.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hoso::app {
namespace {

TEST(Options, EveryOptionTakesItsOwnDefaultBack) {
  const Settings defaults;
  for (const Option& option : option_table()) {
    const std::string value = option.get(defaults);
    Settings settings;
    ASSERT_TRUE(option.set(settings, value)) << option.name << " = " << value;
    EXPECT_EQ(option.get(settings), value) << option.name;
  }
}

TEST(Options, NamesAreUniqueAndEachHasHelp) {
  std::set<std::string_view> names;
  for (const Option& option : option_table()) {
    EXPECT_TRUE(names.insert(option.name).second) << option.name;
    EXPECT_FALSE(option.help.empty()) << option.name;
    EXPECT_NE(option.commands, 0u) << option.name;
    EXPECT_EQ(option.kind == OptionKind::flag, option.value_name.empty()) << option.name;
  }
}

TEST(Options, ANumberOutsideItsRangeOrWithATailIsRefused) {
  Settings settings;
  for (const char* bad : {"-1", "1025", "two", "2x", "", "nan", "1e9"}) {
    const auto set = find_option("threads")->set(settings, bad);
    ASSERT_FALSE(set) << bad;
    EXPECT_EQ(set.error().code, models::ErrorCode::option_invalid);
  }
  EXPECT_TRUE(find_option("threads")->set(settings, "2"));
  EXPECT_EQ(settings.job.threads, 2);
}

TEST(Options, MemoryIsInMegabytes) {
  Settings settings;
  ASSERT_TRUE(find_option("memory")->set(settings, "100"));
  EXPECT_EQ(settings.job.memory_budget_bytes, 100ull << 20);
}

TEST(Options, TheStockProfileNamesEveryKeyOfTheTable) {
  const std::string profile = stock_profile();
  for (const Option& option : option_table()) {
    if (!option.in_profile || option.hidden) continue;
    const char* commented = option.get({}).empty() ? "# " : "";
    EXPECT_THAT(profile, testing::HasSubstr("\n" + (commented + profile_key(option.name)) + " = "));
  }
}

}  // namespace
}  // namespace hoso::app
