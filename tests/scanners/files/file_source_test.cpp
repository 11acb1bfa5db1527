// SPDX-License-Identifier: Apache-2.0
#include "hoso/scanners/file_source.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

#include <gmock/gmock.h>

#include "tests/scanners/files/decoding.h"
#include "tests/scanners/files/make_images.h"

namespace hoso::scanners {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using namespace hoso::tests;
using testing::ElementsAre;

/// What a source delivers, as lines: "open NAME", "FILE[INDEX]", "FILE[INDEX] CODE", "close NAME PAGES", "empty NAME".
std::vector<std::string> lines_of(PageSource& source) {
  std::vector<std::string> lines;
  while (const auto item = source.next({})) {
    if (const auto* opened = std::get_if<models::DossierOpened>(&*item)) lines.push_back("open " + opened->name.text());
    if (const auto* closed = std::get_if<models::DossierClosed>(&*item))
      lines.push_back("close " + closed->name.text() + " " + std::to_string(closed->pages));
    if (const auto* empty = std::get_if<models::EmptyFolder>(&*item)) lines.push_back("empty " + empty->folder);
    if (const auto* page = std::get_if<models::SourcePage>(&*item)) {
      lines.push_back(page->source.file + "[" + std::to_string(page->source.index) + "]");
      if (page->failure) lines.back().append(" ").append(name_of(page->failure->code));
    }
  }
  return lines;
}

std::vector<std::string> lines_of(const FileSourceOptions& options) {
  const auto source = open_files(options);
  if (!source) return {"error " + std::string(name_of(source.error().code))};
  return lines_of(**source);
}

const std::string& some_jpeg() {
  static const std::string bytes = jpeg_of(picture(32, 24, 1), {.kind = JpegKind::grey});
  return bytes;
}

TEST(FileSource, DeliversAFolderInNaturalOrder) {
  const TempFolder folder;
  for (const char* name : {"hs/page10.jpg", "hs/page2.jpg", "hs/page1.JPG", "hs/..odd.jpg", "hs/Trang 3/b2.jpg",
                           "hs/Trang 3/b11.jpg", "hs/page002b.jpeg"})
    write_file(folder / name, some_jpeg());
  EXPECT_THAT(lines_of({.inputs = {folder / "hs"}}),
              ElementsAre("open hs", "..odd.jpg[0]", "page1.JPG[0]", "page2.jpg[0]", "page002b.jpeg[0]",
                          "page10.jpg[0]", "Trang 3/b2.jpg[0]", "Trang 3/b11.jpg[0]", "close hs 7"));
}

TEST(FileSource, KnowsPagesByTheirBytesAndNamesWhatIsNone) {
  const TempFolder folder;
  write_file(folder / "hs/scan", some_jpeg());
  write_file(folder / "hs/1.jpg", "no picture");
  write_file(folder / "hs/2.png", "");
  for (const char* name : {"hs/.hidden.jpg", "hs/~$x.jpg", "hs/Thumbs.db", "hs/desktop.ini", "hs/a.jpg.part",
                           "hs/b.tmp", "hs/.cache/x.jpg"})
    write_file(folder / name, some_jpeg());
  write_file(folder / "hs/ghi chú.txt", "text");
  const auto source = open_files({.inputs = {folder / "hs"}});
  ASSERT_TRUE(source);
  const auto opened = (*source)->next({});
  EXPECT_THAT(std::get<models::DossierOpened>(*opened).ignored_files, ElementsAre("ghi chú.txt"));
  EXPECT_THAT(lines_of(**source),
              ElementsAre("1.jpg[0] not_an_image", "2.png[0] not_an_image", "scan[0]", "close hs 3"));
}

TEST(FileSource, CountsThePagesOfAFile) {
  const TempFolder folder;
  write_file(folder / "hs/b.jpg", some_jpeg());
  write_tiff(folder / "hs/ok", {{picture(9, 9, 1), {}}});
  write_tiff(folder / "hs/a.tif", {{picture(9, 9, 1), {}}, {picture(9, 9, 1), {}}, {picture(9, 9, 1), {}}});
  EXPECT_THAT(lines_of({.inputs = {folder / "hs"}}),
              ElementsAre("open hs", "a.tif[0]", "a.tif[1]", "a.tif[2]", "b.jpg[0]", "ok[0]", "close hs 5"));
  EXPECT_THAT(lines_of({.inputs = {folder / "hs/a.tif"}, .pages_max_a_file = 2}),
              ElementsAre("open a", "a.tif[0] image_too_large", "close a 1"));
}

TEST(FileSource, EndsAtATiffThatGoesInCircles) {
  const TempFolder folder;
  write_tiff(folder / "a.tif", {{picture(9, 9, 1), {}}, {picture(9, 9, 1), {}}});
  std::string bytes = read_file(folder / "a.tif");
  std::uint32_t first = 0;
  std::memcpy(&first, bytes.data() + 4, 4);
  const auto link_of = [&bytes](std::uint32_t at) {
    std::uint16_t count = 0;
    std::memcpy(&count, bytes.data() + at, 2);
    return at + 2 + 12U * count;
  };
  std::uint32_t second = 0;
  std::memcpy(&second, bytes.data() + link_of(first), 4);
  std::memcpy(bytes.data() + link_of(second), &first, 4);
  write_file(folder / "circle.tif", bytes);
  EXPECT_THAT(lines_of({.inputs = {folder / "circle.tif"}}),
              ElementsAre("open circle", "circle.tif[0]", "circle.tif[1]", "close circle 2"));
  const std::uint32_t nowhere = 0xFFFFFFF0;
  std::memcpy(bytes.data() + link_of(second), &nowhere, 4);
  write_file(folder / "cut.tif", bytes);
  EXPECT_THAT(lines_of({.inputs = {folder / "cut.tif"}}),
              ElementsAre("open cut", "cut.tif[0]", "cut.tif[1]", "cut.tif[2] truncated", "close cut 3"))
      << "pages that are lost are told of";
}

TEST(FileSource, NamesAreKeptForOpeningAndNormalisedForPeople) {
  const TempFolder folder;
  const std::string decomposed = "Tha\u0301ng.jpg", broken = std::string("x\xe1\xba.jpg");
  write_file(folder / ("hs/" + decomposed), some_jpeg());
  write_file(folder / ("hs/" + broken), some_jpeg());
  const auto source = open_files({.inputs = {folder / "hs"}});
  ASSERT_TRUE(source);
  std::vector<std::string> names;
  while (const auto item = (*source)->next({}))
    if (const auto* page = std::get_if<models::SourcePage>(&*item)) {
      names.push_back(page->source.file);
      EXPECT_TRUE(decode(*page, {}, {})) << page->source.file;
      EXPECT_EQ(page->source.sha256.hex.size(), 64U);
    }
  EXPECT_THAT(names, ElementsAre("Tháng.jpg", "x\uFFFD.jpg"));
}

TEST(FileSource, NeverBlocksAtWhatIsNoFile) {
  const TempFolder folder;
  fs::create_directories(folder / "hs/folder.jpg");
  write_file(folder / "hs/real.jpg", some_jpeg());
  write_file(folder / "outside.jpg", some_jpeg());
  ASSERT_EQ(mkfifo((folder / "hs/a.jpg").c_str(), 0600), 0);
  ASSERT_EQ(symlink("/dev/zero", (folder / "hs/b.jpg").c_str()), 0);
  ASSERT_EQ(symlink("../outside.jpg", (folder / "hs/c.jpg").c_str()), 0);
  ASSERT_EQ(symlink("real.jpg", (folder / "hs/d.jpg").c_str()), 0);
  ASSERT_EQ(symlink("e.jpg", (folder / "hs/e.jpg").c_str()), 0);
  ASSERT_EQ(symlink("..", (folder / "hs/up").c_str()), 0);
  EXPECT_THAT(lines_of({.inputs = {folder / "hs"}}),
              ElementsAre("open hs", "a.jpg[0] not_a_regular_file", "b.jpg[0] not_a_regular_file",
                          "c.jpg[0] not_a_regular_file", "d.jpg[0]", "e.jpg[0] not_a_regular_file", "real.jpg[0]",
                          "close hs 6"));
  EXPECT_THAT(lines_of({.inputs = {folder / "hs/a.jpg"}}),
              ElementsAre("open a", "a.jpg[0] not_a_regular_file", "close a 1"));
  EXPECT_THAT(lines_of({.inputs = {folder / "hs/c.jpg"}}), ElementsAre("open c", "c.jpg[0]", "close c 1"))
      << "named by the user";
  EXPECT_EQ(code_of(decode_path(folder / "hs/a.jpg")), ErrorCode::not_a_regular_file);
  EXPECT_EQ(code_of(decode_path(folder / "hs/b.jpg")), ErrorCode::not_a_regular_file);
}

TEST(FileSource, MakesADossierOfEachSubFolder) {
  const TempFolder folder;
  for (const char* name : {"in/HS-10/1.jpg", "in/HS-2/1.jpg", "in/HS-2/sub/2.jpg", "in2/HS-2/1.jpg", "in/stray.jpg"})
    write_file(folder / name, some_jpeg());
  write_file(folder / "in/truth/HS-2.json", "{}");
  write_file(folder / "in/manifest.json", "{}");
  EXPECT_THAT(
      lines_of({.inputs = {folder / "in", folder / "in2"}, .each = true}),
      ElementsAre("open HS-2", "1.jpg[0]", "sub/2.jpg[0]", "close HS-2 2", "open HS-10", "1.jpg[0]", "close HS-10 1",
                  "empty truth", "open HS-2-2", "1.jpg[0]", "close HS-2-2 1", "empty stray.jpg"));
}

TEST(FileSource, GivesFoldersOfImpossibleNamesAPossibleOne) {
  const TempFolder folder;
  const std::string too_long(201, 'x');
  for (const std::string& name : {std::string("a\nb"), std::string("x\xff"), too_long, std::string(" trim ")})
    write_file(folder / ("in/" + name + "/1.jpg"), some_jpeg());
  std::vector<std::string> names;
  const auto source = open_files({.inputs = {folder / "in"}, .each = true});
  ASSERT_TRUE(source);
  while (const auto item = (*source)->next({}))
    if (const auto* opened = std::get_if<models::DossierOpened>(&*item)) names.push_back(opened->name.text());
  EXPECT_THAT(names, testing::UnorderedElementsAre("a_b", "x_", std::string(180, 'x'), "trim"));
}

TEST(FileSource, NamesTheDossier) {
  const TempFolder folder;
  write_file(folder / "in/HS 1/1.jpg", some_jpeg());
  write_file(folder / "in/HS 1/2.jpg", some_jpeg());
  write_file(folder / "in/other/3.jpg", some_jpeg());
  const auto name_of_inputs = [](const FileSourceOptions& options) { return lines_of(options).front(); };
  EXPECT_EQ(name_of_inputs({.inputs = {folder / "in/HS 1/"}}), "open HS 1");
  EXPECT_EQ(name_of_inputs({.inputs = {folder / "in/HS 1/."}}), "open HS 1");
  EXPECT_EQ(name_of_inputs({.inputs = {folder / "in/HS 1/1.jpg"}}), "open 1");
  EXPECT_EQ(name_of_inputs({.inputs = {folder / "in/HS 1/1.jpg", folder / "in/HS 1/2.jpg"}}), "open HS 1");
  EXPECT_EQ(name_of_inputs({.inputs = {folder / "in/HS 1"}, .name = "X"}), "open X");
  EXPECT_EQ(name_of_inputs({.inputs = {folder / "in/HS 1", folder / "in/other"}}), "error option_invalid");
  EXPECT_EQ(name_of_inputs({.inputs = {folder / "in/HS 1"}, .name = "a/b"}), "error invalid_name");
}

TEST(FileSource, RefusesWhatCannotBegin) {
  const TempFolder folder;
  write_file(folder / "in/notes.txt", "text");
  EXPECT_THAT(lines_of(FileSourceOptions{}), ElementsAre("error option_invalid"));
  EXPECT_THAT(lines_of({.inputs = {folder / "nowhere"}}), ElementsAre("error file_not_found"));
  EXPECT_THAT(lines_of({.inputs = {folder / "in"}}), ElementsAre("error no_pages"));
  EXPECT_THAT(lines_of({.inputs = {folder / "in"}, .each = true}), ElementsAre("error no_pages"));
  EXPECT_THAT(lines_of({.inputs = {folder / "in/notes.txt"}, .each = true}), ElementsAre("error option_invalid"));
  EXPECT_THAT(lines_of({.inputs = {folder / "in/notes.txt"}}),
              ElementsAre("open notes", "notes.txt[0] not_an_image", "close notes 1"));
}

TEST(FileSource, ReckonsTheMemoryThatAPageNeeds) {
  const TempFolder folder;
  write_file(folder / "hs/1.jpg", jpeg_of(picture(1000, 500, 3)));
  write_tiff(folder / "hs/2.tif", {{picture(1000, 500, 1), {}}});
  write_file(folder / "hs/3.png", png_of(picture(1000, 500, 1), {}));
  const auto source = open_files({.inputs = {folder / "hs"}, .pixels_max = 500'000});
  ASSERT_TRUE(source);
  while (const auto item = (*source)->next({}))
    if (const auto* page = std::get_if<models::SourcePage>(&*item)) {
      EXPECT_FALSE(page->failure);
      EXPECT_GE(page->decoded_bytes, 1'500'000U) << page->source.file;
      EXPECT_LE(page->decoded_bytes, 8'000'000U) << page->source.file;
    }
  EXPECT_THAT(lines_of({.inputs = {folder / "hs"}, .pixels_max = 499'999}),
              ElementsAre("open hs", "1.jpg[0] image_too_large", "2.tif[0] image_too_large", "3.png[0] image_too_large",
                          "close hs 3"));
}

TEST(FileSource, StopsBetweenPages) {
  const TempFolder folder;
  write_file(folder / "hs/1.jpg", some_jpeg());
  const auto source = open_files({.inputs = {folder / "hs"}});
  ASSERT_TRUE(source);
  std::stop_source stop;
  EXPECT_TRUE((*source)->next(stop.get_token()));
  stop.request_stop();
  EXPECT_FALSE((*source)->next(stop.get_token()));
}

}  // namespace
}  // namespace hoso::scanners
