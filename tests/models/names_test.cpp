// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/names.h"

#include <gtest/gtest.h>

namespace hoso::models {
namespace {

TEST(DossierName, IsKeptInNfc) {
  const auto decomposed = DossierName::from("Ho\xCC\x82\xCC\x80 so\xCC\x9B");  // "Hồ sơ" typed with combining marks
  ASSERT_TRUE(decomposed);
  EXPECT_EQ(decomposed->text(), "Hồ sơ");
}

TEST(DossierName, RefusesWhatCannotBeAFolder) {
  for (const char* bad :
       {"", ".", "..", ".hidden", "a/b", "line\nbreak", " leading", "trailing ", "catalogue.db", "\xff\xfe"}) {
    const auto name = DossierName::from(bad);
    ASSERT_FALSE(name) << bad;
    EXPECT_EQ(name.error().code, ErrorCode::invalid_name);
  }
  EXPECT_FALSE(DossierName::from(std::string(201, 'a')));
  EXPECT_TRUE(DossierName::from(std::string(200, 'a')));
}

}  // namespace
}  // namespace hoso::models
