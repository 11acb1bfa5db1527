// SPDX-License-Identifier: Apache-2.0
#include "storage/record/files.h"

#include <gtest/gtest.h>

#include <cerrno>

#include "tests/support/temp_folder.h"

namespace hoso {
namespace {

using models::ErrorCode;
using tests::TempFolder;

TEST(Files, WritesAndReadsMoreThanABufferful) {
  const TempFolder folder;
  std::string bytes;
  for (int i = 0; i < 200'000; ++i) bytes += std::to_string(i);
  auto file = storage::OutputFile::create(folder / "a");
  ASSERT_TRUE(file);
  for (std::size_t at = 0; at < bytes.size(); at += 999)
    ASSERT_TRUE(file->write(std::string_view(bytes).substr(at, 999)));
  ASSERT_TRUE(file->close());
  EXPECT_EQ(storage::read_whole_file(folder / "a").value(), bytes);
  ASSERT_TRUE(storage::copy_to_new_file(folder / "a", folder / "b"));
  EXPECT_EQ(tests::read_file(folder / "b"), bytes);
}

TEST(Files, HashesAsSha256sumDoes) {
  const TempFolder folder;
  tests::write_file(folder / "a", "abc");
  const auto fixity = storage::fixity_of(folder / "a");
  ASSERT_TRUE(fixity);
  EXPECT_EQ(fixity->bytes, 3U);
  // FIPS 180-2, appendix B.1
  EXPECT_EQ(fixity->sha256.hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Files, NeverReplacesAFile) {
  const TempFolder folder;
  tests::write_file(folder / "a", "old");
  EXPECT_FALSE(storage::write_new_file(folder / "a", "new"));
  EXPECT_FALSE(storage::copy_to_new_file(folder / "a", folder / "a"));
  EXPECT_EQ(tests::read_file(folder / "a"), "old");
}

TEST(Files, NeverRenamesOverSomething) {
  const TempFolder folder;
  tests::write_file(folder / "one/a", "1");
  std::filesystem::create_directories(folder / "two");
  const auto refused = storage::rename_without_replacing(folder / "one", folder / "two");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::output_exists);
  EXPECT_EQ(refused.error().subject, "two");
  EXPECT_TRUE(storage::rename_without_replacing(folder / "one", folder / "three"));
  EXPECT_EQ(tests::read_file(folder / "three/a"), "1");
}

TEST(Files, TellsAFullDiskFromOtherTrouble) {
  EXPECT_EQ(storage::write_error("a", ENOSPC).code, ErrorCode::disk_full);
  EXPECT_EQ(storage::write_error("a", EDQUOT).code, ErrorCode::disk_full);
  EXPECT_EQ(storage::write_error("a", EACCES).code, ErrorCode::output_unwritable);
  const auto missing = storage::read_whole_file("/no/such/file");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::file_not_found);
}

}  // namespace
}  // namespace hoso
