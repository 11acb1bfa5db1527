// SPDX-License-Identifier: Apache-2.0
#include "storage/record/document_name.h"

#include <gtest/gtest.h>

#include "hoso/storage/folder_sink.h"
#include "tests/storage/record/sample_dossier.h"

namespace hoso::storage {
namespace {

models::Dossier dossier_with(const std::string& code) {
  models::Dossier dossier{.name = tests::dossier_name("Hồ sơ 1"), .documents = {{.type = "quyet_dinh"}}};
  dossier.code = code;
  return dossier;
}

TEST(DocumentName, IsTheDossiersCodeADotAndTheNumber) {
  EXPECT_EQ(document_name(kDocumentName, dossier_with("H26.16-250702-0012"), 1), "H26.16-250702-0012.1");
  EXPECT_EQ(document_name(kDocumentName, dossier_with(""), 1), "Hồ sơ 1.1") << "without a code its name";
}

TEST(DocumentName, FollowsATemplate) {
  EXPECT_EQ(document_name("{dossier} ({type}) {number}", dossier_with("H26"), 1), "Hồ sơ 1 (quyet_dinh) 1");
  EXPECT_EQ(document_name("{number}{number}", dossier_with("H26"), 1), "11");
}

TEST(DocumentName, IsOneWhateverTheCode) {
  EXPECT_EQ(document_name(kDocumentName, dossier_with("../../etc/x\n"), 1), "_._.._etc_x_.1");
  const std::string name = document_name(kDocumentName, dossier_with(std::string(4096, 'Y')), 1);
  EXPECT_EQ(name, std::string(60, 'Y') + ".1");
  std::string marks;
  for (int i = 0; i < 100; ++i) marks += "ệ";
  EXPECT_EQ(document_name(kDocumentName, dossier_with(marks), 1), marks.substr(0, 180) + ".1") << "whole letters";
}

TEST(DocumentName, ATemplateThatCannotNameFilesIsNone) {
  for (const char* sound : {"{code}.{number}", "{number}", "{dossier}-{type}-{number}"})
    EXPECT_TRUE(is_document_name(sound)) << sound;
  for (const char* faulty : {"", "{code}", "{number", "number}", "{code}/{number}", ".{number}", "{Number}",
                             "{code}{x}{number}", "..\\{number}", "{number}\n", "{{number}}"})
    EXPECT_FALSE(is_document_name(faulty)) << faulty;
}

}  // namespace
}  // namespace hoso::storage
