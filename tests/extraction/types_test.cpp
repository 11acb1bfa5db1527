// SPDX-License-Identifier: Apache-2.0
#include "extraction/types/document_types.h"

#include <set>

#include <gtest/gtest.h>

#include "tests/support/temp_folder.h"

namespace hoso::extraction {
namespace {

using models::ErrorCode;
using tests::TempFolder;

TEST(DocumentTypes, TheShippedFilesAreSound) {
  const auto types = parse_types(built_in_files());
  ASSERT_TRUE(types) << types.error().file << ": " << types.error().cause;
  std::set<std::string> abbreviations;
  for (const DocumentType& type : types->all()) {
    if (!type.abbreviations.empty()) {
      EXPECT_TRUE(abbreviations.insert(type.abbreviations.front()).second) << type.abbreviations.front();
    }
  }
  EXPECT_EQ(abbreviations.size(), 27U);  // Phụ lục III; công văn and thư công have none
  for (const char* name : {"cong_van", "thu_cong", "don_to_khai", "giay_tiep_nhan", "cccd_front", "cccd_back",
                           "danh_sach", "separator", "blank"})
    EXPECT_NE(types->find(name), nullptr) << name;
}

TEST(DocumentTypes, CaseMattersInAbbreviations) {
  const auto types = built_in_types();
  EXPECT_EQ(types->by_abbreviation("CT")->name, "chi_thi");
  EXPECT_EQ(types->by_abbreviation("CTr")->name, "chuong_trinh");
  EXPECT_EQ(types->by_abbreviation("UBND"), nullptr);
  EXPECT_EQ(types->by_abbreviation(""), nullptr);
}

TEST(DocumentTypes, ATypeHasTheFieldsOfWhatItExtends) {
  const DocumentType* type = built_in_types()->find("quyet_dinh");
  ASSERT_NE(type, nullptr);
  EXPECT_EQ(type->head, HeadKind::columns);
  EXPECT_GE(type->fields.size(), 12U);
}

TEST(DocumentTypes, AFileOfTheFolderAddsOrReplacesAType) {
  const TempFolder folder;
  tests::write_file(folder / "a.toml", "name = \"quyet_dinh\"\nextends = \"administrative\"\ntitles = [\"LỆNH\"]\n");
  tests::write_file(folder / "b.toml", "name = \"so_yeu_ly_lich\"\ntitles = [\"SƠ YẾU LÝ LỊCH\"]\n");
  tests::write_file(folder / "notes.txt", "no type");
  const auto types = load_types(folder.path());
  ASSERT_TRUE(types);
  EXPECT_EQ((*types)->find("quyet_dinh")->titles.front().text, "LỆNH");
  EXPECT_NE((*types)->find("so_yeu_ly_lich"), nullptr);
  EXPECT_NE((*types)->find("thong_bao"), nullptr);
}

struct Fault {
  std::string text, cause;
};
class FaultyTypes : public ::testing::TestWithParam<Fault> {};

TEST_P(FaultyTypes, AreRefusedWithFileAndReason) {
  const TempFolder folder;
  tests::write_file(folder / "bad.toml", GetParam().text);
  const auto types = load_types(folder.path());
  ASSERT_FALSE(types);
  EXPECT_EQ(types.error().code, ErrorCode::option_invalid);
  EXPECT_NE(types.error().file.find("bad.toml"), std::string::npos);
  EXPECT_NE(types.error().cause.find(GetParam().cause), std::string::npos) << types.error().cause;
}

INSTANTIATE_TEST_SUITE_P(
    Faults, FaultyTypes,
    ::testing::Values(Fault{"name = ", "line 1"}, Fault{"titles = [\"X\"]", "no name"},
                      Fault{"name = \"x\"\ntitle = \"X\"", "the key \"title\" (did you mean \"titles\"?) is unknown"},
                      Fault{"name = \"x\"\ntitles = \"X\"", "no list"}, Fault{"name = \"x\"\ntitles = [1]", "no text"},
                      Fault{"name = \"x\"\npages_max = \"one\"", "wrong type"},
                      Fault{"name = \"x\"\nhead = \"left\"", "neither"},
                      Fault{"name = \"x\"\nextends = \"nothing\"", "cannot extend"},
                      Fault{"name = \"x\"\nextends = \"x\"", "cannot extend"},
                      Fault{"name = \"x\"\n[patterns]\nnumber = '('", "regular expression"},
                      Fault{"name = \"x\"\n[[fields]]\nname = \"a\"\nfinder = \"label\"", "no labels"},
                      Fault{"name = \"x\"\n[[fields]]\nname = \"a\"\nfinder = \"pattern\"", "no pattern"},
                      Fault{"name = \"x\"\n[[fields]]\nname = \"a\"\nkind = \"colour\"", "knows no 'colour'"},
                      Fault{"name = \"x\"\n[[fields]]\nname = \"a\"\nlines = 0", "odd number of lines"},
                      Fault{"name = \"x\"\nsources = [\"stars\"]", "no source"},
                      Fault{"name = \"x\"\nsources = [\"cccd_qr\"]\nknown_by = [\"mrz_td1\"]", "none of the type's"},
                      Fault{"name = \"x\"\n[[fields]]\nfinder = \"number\"", "no name"}));

TEST(DocumentTypes, AFolderThatIsNotThereIsAnError) {
  const auto types = load_types("/nonexistent/types");
  ASSERT_FALSE(types);
  EXPECT_EQ(types.error().code, ErrorCode::file_not_found);
}

}  // namespace
}  // namespace hoso::extraction
