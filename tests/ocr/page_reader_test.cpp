// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <functional>
#include <map>
#include <thread>

#include "hoso/ocr/page_readers.h"
#include "ocr/letter_count.h"
#include "ocr/reading/blocks.h"
#include "ocr/reading/machine_readable.h"
#include "ocr/reading/numbers.h"
#include "ocr/reading_order.h"
#include "tests/ocr/line_drawing.h"
#include "tests/support/drawing.h"
#include "tests/support/temp_folder.h"

namespace hoso::ocr {
namespace {

std::unique_ptr<Recogniser> reader(const RecogniserOptions& options = {}) {
  const auto readers = page_readers(options);
  auto made =
      readers ? readers->make() : models::Result<std::unique_ptr<Recogniser>>(tl::make_unexpected(readers.error()));
  return made ? std::move(*made) : nullptr;
}

cv::Mat grey(const cv::Mat& pixels) {
  cv::Mat out;
  cv::cvtColor(pixels, out, cv::COLOR_BGR2GRAY);
  return out;
}

double overlap(const models::Box& one, const models::Box& other) {
  const models::Box common = models::intersected(one, other);
  const double shared = common.width * common.height;
  return shared / (one.width * one.height + other.width * other.height - shared);
}

std::string read(const tests::DrawnPage& page) {
  const auto text = reader()->read_page({grey(page.image), 300, page.image}, {});
  return text ? models::text_of(in_reading_order(*text)) : "failed";
}

LineWord word_of(const std::vector<std::string>& characters) {
  LineWord word;
  for (const std::string& text : characters) {
    word.characters.push_back({.text = text});
    word.text += text;
  }
  return word;
}

TEST(PageReader, ARedStampOfOneShortWordIsReadNearTheHeadOfAPage) {
  const auto stamped = [](double y) {
    auto page = tests::draw_page({2480, 1600}, {{"Về việc tiếp công dân", 900, 300, 54},
                                                {"Căn cứ Luật Tiếp công dân", 300, 800, 54},
                                                {"MẬT", 300, y, 70, true, "Liberation Serif", {40, 40, 210}}});
    cv::rectangle(page.image, cv::Rect(260, static_cast<int>(y) - 30, 280, 140), {40, 40, 210}, 8);
    cv::Mat faded;  // as pages are read, so that seals do not disturb
    cv::extractChannel(page.image, faded, 2);
    const auto text = reader()->read_page({faded, 300, page.image}, {});
    return text ? models::text_of(in_reading_order(*text)) : "failed";
  };
  EXPECT_THAT(stamped(500), testing::HasSubstr("MẬT"));
  EXPECT_THAT(stamped(1300), testing::Not(testing::HasSubstr("MẬT"))) << "there it is a piece of a seal";
}

TEST(PageReader, PrintThatWasTakenForASealIsReadFromThePageWithIt) {
  const auto page = tests::draw_page({1500, 200}, {{"Phó Chủ tịch Trần Thị Hương Giang", 60, 60}});
  const cv::Mat with_seals = grey(page.image);
  cv::Mat without = with_seals.clone();
  const models::Box& lost = page.truth.blocks[0].lines[0].words[3].box;
  without(cv::Rect(cvRound(lost.x), cvRound(lost.y), cvRound(lost.width), cvRound(lost.height) / 2)).setTo(255);
  const auto text_of = [](const models::Result<models::PageText>& text) {
    return text ? models::text_of(in_reading_order(*text)) : "failed";
  };
  EXPECT_NE(text_of(reader()->read_page({.grey = without}, {})), "Phó Chủ tịch Trần Thị Hương Giang\n");
  EXPECT_EQ(text_of(reader()->read_page({.grey = without, .with_seals = with_seals}, {})),
            "Phó Chủ tịch Trần Thị Hương Giang\n");
}

TEST(PageReader, ReadsWordsWithBoxesAroundTheirInk) {
  const auto page = tests::draw_page({1500, 300}, {{"Căn cứ Luật Tổ chức chính quyền địa phương", 60, 60},
                                                   {"Chủ tịch Ủy ban nhân dân quyết định", 60, 160}});
  const auto text = reader()->read_page({grey(page.image), 300}, {});
  ASSERT_TRUE(text);
  EXPECT_EQ(models::collapsed(models::text_of(*text)), models::collapsed(models::text_of(page.truth)));
  std::map<std::string, models::Box> truth;
  for (const auto& line : page.truth.blocks.front().lines) {
    for (const auto& word : line.words) truth[word.text] = word.box;
  }
  for (const auto& block : text->blocks) {
    for (const auto& line : block.lines) {
      for (const auto& word : line.words) {
        EXPECT_GT(overlap(word.box, truth[word.text]), 0.85) << word.text;
        EXPECT_GT(word.confidence, 0.8) << word.text;
      }
    }
  }
}

TEST(PageReader, ReadsSmallPrintWithBoxesOnThePage) {
  // Letters of five pixels as scanners see them: drawn large and reduced.
  const auto page = tests::draw_page({3600, 800}, {{"Nơi thường trú: xã Đạm Bri, thành phố Bảo Lộc", 200, 200, 76},
                                                   {"Có giá trị đến: 29/05/2034", 200, 500, 76}});
  constexpr int kReduced = 8;
  cv::Mat small;
  cv::resize(grey(page.image), small, page.image.size() / kReduced, 0, 0, cv::INTER_AREA);
  const auto text = reader()->read_page({small, 150}, {});
  ASSERT_TRUE(text);
  EXPECT_EQ(models::collapsed(models::text_of(in_reading_order(*text))),
            models::collapsed(models::text_of(page.truth)));
  const auto box_of = [](const models::PageText& of, const std::string& wanted) {
    for (const auto& block : of.blocks)
      for (const auto& line : block.lines)
        for (const auto& word : line.words)
          if (word.text == wanted) return word.box;
    return models::Box{};
  };
  for (const char* word : {"thường", "Bảo", "29/05/2034"}) {
    models::Box box = box_of(*text, word);
    box = {kReduced * box.x, kReduced * box.y, kReduced * box.width, kReduced * box.height};
    EXPECT_GT(overlap(box, box_of(page.truth, word)), 0.6) << word;
  }
}

TEST(PageReader, ReadsAWholeDecision) {
  const auto page = tests::draw_decision();
  const auto text = reader()->read_page({grey(page.image), 300}, {});
  ASSERT_TRUE(text);
  EXPECT_NEAR(static_cast<double>(models::word_count(*text)), static_cast<double>(models::word_count(page.truth)), 2);
  EXPECT_GT(models::mean_confidence(*text), 0.97);
}

TEST(PageReader, ReadsRedTitlesOnce) {
  const auto page =
      tests::draw_page({1500, 300}, {{"CĂN CƯỚC CÔNG DÂN", 100, 60, 60, true, "Liberation Serif", {40, 40, 210}},
                                     {"Họ và tên: Nguyễn Văn An", 100, 180}});
  const auto text = reader()->read_page({cv::Mat(grey(page.image)), 300, page.image}, {});
  ASSERT_TRUE(text);
  EXPECT_EQ(models::collapsed(models::text_of(*text)), "CĂN CƯỚC CÔNG DÂN Họ và tên: Nguyễn Văn An");
}

TEST(PageReader, ReadsARedTitleWholeThatLostAWordWhereTheRedWasTakenOut) {
  const auto page = tests::draw_page(
      {1500, 200}, {{"GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP", 60, 60, 54, true, "Liberation Serif", {40, 40, 210}}});
  cv::Mat faded = grey(page.image);
  const models::Box& lost = page.truth.blocks[0].lines[0].words[2].box;
  faded(cv::Rect(cvRound(lost.x) - 4, 0, cvRound(lost.width) + 8, faded.rows)).setTo(255);
  const auto text = reader()->read_page({faded, 300, page.image}, {});
  ASSERT_TRUE(text);
  EXPECT_EQ(models::collapsed(models::text_of(*text)), "GIẤY CHỨNG NHẬN ĐĂNG KÝ DOANH NGHIỆP");
}

/// Paints over the page as ink does: what is darker stays.
void paint(cv::Mat& image, const cv::Scalar& colour, const std::function<void(cv::Mat&, const cv::Scalar&)>& shape) {
  cv::Mat layer(image.size(), CV_8UC3, cv::Scalar::all(255));
  shape(layer, colour);
  cv::min(image, layer, image);
}

TEST(PageReader, ReadsPrintUnderASealThatACopierMadeGrey) {
  auto page = tests::draw_page({1500, 260}, {{"Căn cứ Luật Tổ chức chính quyền địa phương", 60, 100}});
  paint(page.image, cv::Scalar::all(110), [](cv::Mat& image, const cv::Scalar& colour) {
    cv::circle(image, {500, 110}, 160, colour, 14, cv::LINE_AA);
    cv::circle(image, {500, 110}, 105, colour, 5, cv::LINE_AA);
    cv::putText(image, "UY BAN", {420, 130}, cv::FONT_HERSHEY_SIMPLEX, 1.6, colour, 6, cv::LINE_AA);
  });
  EXPECT_EQ(models::collapsed(read(page)), "Căn cứ Luật Tổ chức chính quyền địa phương");
}

TEST(PageReader, ReadsPrintUnderABluePen) {
  auto page = tests::draw_page({1500, 260}, {{"Căn cứ Luật Tổ chức chính quyền địa phương", 60, 100}});
  paint(page.image, cv::Scalar(160, 50, 40), [](cv::Mat& image, const cv::Scalar& colour) {
    const std::vector<cv::Point> stroke{{420, 70}, {470, 170}, {500, 80}, {560, 165}, {590, 90}, {650, 150}};
    cv::polylines(image, stroke, false, colour, 5, cv::LINE_AA);
  });
  EXPECT_THAT(read(page), testing::HasSubstr("Căn cứ Luật Tổ chức chính quyền địa phương"));
}

TEST(PageReader, ReadsATitleThroughWhichASignatureRuns) {
  auto page = tests::draw_page({1500, 500}, {{"TM. ỦY BAN NHÂN DÂN", 500, 120, 54, true},
                                             {"CHỦ TỊCH", 640, 190, 54, true},
                                             {"Giàng Quang Đức Vượng", 480, 400, 54, true}});
  paint(page.image, cv::Scalar(160, 50, 40), [](cv::Mat& image, const cv::Scalar& colour) {
    const std::vector<cv::Point> stroke{{560, 150}, {600, 210}, {640, 130}, {690, 240}, {720, 140}, {800, 160},
                                        {830, 220}, {860, 135}, {930, 215}, {760, 225}, {640, 180}};
    cv::polylines(image, stroke, false, colour, 7, cv::LINE_AA);
  });
  const std::string text = read(page);
  EXPECT_THAT(text, testing::HasSubstr("TM. ỦY BAN NHÂN DÂN"));
  EXPECT_THAT(text, testing::HasSubstr("CHỦ TỊCH"));
}

TEST(PageReader, ReadsALineThatAFingerPrintStandsBeside) {
  auto page = tests::draw_page(
      {1500, 400}, {{"Ngày, tháng, năm / Date, month, year: 04/10/2022", 60, 120, 36, false, "Liberation Sans"},
                    {"CỤC TRƯỞNG CỤC CẢNH SÁT", 200, 190, 36, true, "Liberation Sans"}});
  const auto& words = page.truth.blocks.front().lines.front().words;
  const int right = cvRound(words.back().box.right());
  for (int radius = 8; radius < 120; radius += 7)
    cv::ellipse(page.image, {right + 120, 180}, {2 * radius / 3, radius}, 0, 0, 360, {30, 30, 30}, 2, cv::LINE_8);
  const std::string text = read(page);
  EXPECT_THAT(text, testing::HasSubstr("Ngày, tháng, năm / Date, month, year: 04/10/2022\n"));
}

TEST(PageReader, LeavesDottedLeadersOut) {
  EXPECT_EQ(models::collapsed(
                read(tests::draw_page({1700, 200}, {{"Họ và tên: ................ Ngày sinh: ............", 60, 60}}))),
            "Họ và tên: Ngày sinh:");
}

TEST(PageReader, ReadsMachineReadableLines) {
  const auto page =
      tests::draw_page({1700, 300}, {{"IDVNM0670868790068187067896<<8", 60, 60, 70, false, "DejaVu Sans Mono"},
                                     {"NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<", 60, 160, 70, false, "DejaVu Sans Mono"}});
  EXPECT_EQ(models::collapsed(read(page)), "IDVNM0670868790068187067896<<8 NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<");
}

TEST(PageReader, SaysWhatItCannotRead) {
  EXPECT_EQ(reader()->read_page({cv::Mat(40, 40, CV_8UC3), 300}, {}).error().code,
            models::ErrorCode::recognition_failed);
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(3, 2000), cv::Size(4000, 2)}) {
    const auto text = reader()->read_page({cv::Mat(size, CV_8UC1, cv::Scalar(128)), 300}, {});
    ASSERT_TRUE(text);
    EXPECT_TRUE(text->blocks.empty());
  }
}

TEST(PageReader, StopsWhenAskedAndWhenItTakesTooLong) {
  const cv::Mat page = grey(tests::draw_decision(150).image);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(reader()->read_page({page, 150}, stop.get_token()).error().code, models::ErrorCode::cancelled);
  EXPECT_EQ(reader({.page_deadline_ms = 0})->read_page({page, 150}, {}).error().code, models::ErrorCode::timed_out);
}

TEST(PageReader, GivesTheSameTextOnManyThreads) {
  const cv::Mat page = grey(tests::draw_decision(200).image);
  const auto readers = page_readers({});
  ASSERT_TRUE(readers);
  std::vector<std::string> texts(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& text : texts) {
      threads.emplace_back([&] { text = models::text_of(*(*readers->make())->read_page({page, 200}, {})); });
    }
  }
  for (const std::string& text : texts) EXPECT_EQ(text, texts.front());
  EXPECT_GT(texts.front().size(), 500U);
}

TEST(PageReader, PrefersTheRightWayUp) {
  const auto page = tests::draw_page({1300, 100}, {{"Căn cứ Luật Tổ chức chính quyền địa phương", 20, 20}});
  cv::Mat upside_down;
  cv::rotate(grey(page.image), upside_down, cv::ROTATE_180);
  const auto one = reader();
  EXPECT_GT(one->legibility(grey(page.image)), 4 * one->legibility(upside_down));
}

TEST(PageReader, AMachineReadableLineTellsTheRightWayUp) {
  const auto page = tests::draw_page({700, 100}, {{"NGUYEN<<VAN<AN<<<<<", 20, 20, 44, false, "DejaVu Sans Mono"}});
  cv::Mat upside_down;
  cv::rotate(grey(page.image), upside_down, cv::ROTATE_180);
  const auto one = reader();
  EXPECT_GT(one->legibility(grey(page.image)), 6);
  EXPECT_LT(one->legibility(upside_down), 2);
}

TEST(PageReaders, NameTheModelAndWhoReads) {
  const auto native = page_readers({});
  ASSERT_TRUE(native);
  EXPECT_EQ(native->recogniser, "native");
  EXPECT_EQ(native->model_sha256.size(), 64U);
  EXPECT_EQ(native->note, "");
  const auto debian = page_readers({.model_folder = tests::model_file().parent_path().string()});
  ASSERT_TRUE(debian);
  EXPECT_NE(debian->model_sha256, native->model_sha256);
  const auto several = page_readers({.language = "vie+eng"});
  ASSERT_TRUE(several);
  EXPECT_NE(several->recogniser, "native");
  EXPECT_NE(several->note, "");
  EXPECT_EQ(page_readers({.language = "xyz"}).error().code, models::ErrorCode::language_missing);
  EXPECT_EQ(page_readers({.language = "xyz"}).error().subject, "xyz");
}

TEST(Numbers, GetTheirDigitsBack) {
  const auto put_right = [](const std::vector<std::string>& characters) {
    LineWord word = word_of(characters);
    put_digits_right(word);
    return word.text;
  };
  EXPECT_EQ(put_right({"1", "9", "ó", "/", "2", "0", "2", "5"}), "196/2025");
  EXPECT_EQ(put_right({"ó", "ó", "4"}), "664");
  EXPECT_EQ(put_right({"2", "O", "2", "4"}), "2024");
  EXPECT_EQ(put_right({"Ø", "6"}), "06");
  EXPECT_EQ(put_right({"s", "ó"}), "só");
  EXPECT_EQ(put_right({"O", "1"}), "O1");
}

TEST(Numbers, StandApartFromTheSyllablesBesideThem) {
  const auto parted = [](const std::vector<std::string>& characters, bool gap) {
    std::string text;
    for (const LineWord& part : parted_at_numbers(word_of(characters), [&](const auto&, const auto&) { return gap; }))
      text += (text.empty() ? "" : " ") + part.text;
    return text;
  };
  EXPECT_EQ(parted({"n", "g", "à", "y", "2", "4", "t", "h", "á", "n", "g"}, false), "ngày 24 tháng");
  EXPECT_EQ(parted({"S", "ố", ":", "5", "4"}, true), "Số: 54");
  EXPECT_EQ(parted({"S", "ố", ":", "5", "4"}, false), "Số:54");
  EXPECT_EQ(parted({"Q", "Đ", "1", "2"}, true), "QĐ12");
  EXPECT_EQ(parted({"a", "n", "8", "8", "@", "x"}, true), "an88@x");
  EXPECT_EQ(parted({"4", "5", "m", "²"}, true), "45m²");
}

TEST(Numbers, GetExponentsOnlyWhereTheInkIsRaised) {
  const auto put_right = [](const std::vector<std::string>& characters, bool raised) {
    LineWord word = word_of(characters);
    put_exponent_right(word, [&](const LineCharacter&) { return raised; });
    return word.text;
  };
  EXPECT_EQ(put_right({"m", "?"}, true), "m²");
  EXPECT_EQ(put_right({"4", "m", "2", ","}, true), "4m²,");
  EXPECT_EQ(put_right({"m", "?"}, false), "m?");
  EXPECT_EQ(put_right({"m", "2", "a"}, true), "m2a");
}

TEST(Numbers, ApostrophesStandBetweenAFirstCapitalAndLetters) {
  const auto put_right = [](const std::vector<std::string>& characters) {
    LineWord word = word_of(characters);
    put_apostrophe_right(word);
    return word.text;
  };
  EXPECT_EQ(put_right({"M", "”", "g", "a", "r", ","}), "M’gar,");
  EXPECT_EQ(put_right({"R", "'", "L", "ấ", "p"}), "R’Lấp");
  EXPECT_EQ(put_right({"m", "”", "g", "a", "r"}), "m”gar");
  EXPECT_EQ(put_right({"A", "”", "v", ","}), "A”v,");
  EXPECT_EQ(put_right({"“", "A", "”", "v", "à"}), "“A”và");
}

TEST(MachineReadable, GetsTheShapesThatTheStandardLetsStand) {
  EXPECT_EQ(with_td1_shapes("1DVNMO670868790O68187067896<<8"), "IDVNM0670868790068187067896<<8");
  EXPECT_EQ(with_td1_shapes("87O6308F27O6281VNM<<<<<<<<<<<6"), "8706308F2706281VNM<<<<<<<<<<<6");
  EXPECT_EQ(with_td1_shapes("VI<<VAN<BA0<<<<<<<<<<<<<<<<<<<"), "VI<<VAN<BAO<<<<<<<<<<<<<<<<<<<");
  EXPECT_EQ(with_td1_shapes("10 << 20"), "10 << 20");
  EXPECT_TRUE(looks_machine_readable("VI<<VAN<BA0<<<<<<<<<<<<<<<<<<<"));
  EXPECT_FALSE(looks_machine_readable("Kính gửi: << Ủy ban nhân dân xã Tân Lập >>"));
}

TEST(LetterCount, KnowsLettersFromMarks) {
  EXPECT_EQ(letter_count("Số 12/QĐ"), 6);
  EXPECT_EQ(letter_count("© ® “ — ⁄"), 0);
}

TEST(Blocks, AreLinesOfOneSizeOneBelowTheOther) {
  const auto line = [](int x, int y, int width, double x_height) {
    TextLine one;
    one.box = {x, y, width, static_cast<int>(1.6 * x_height)};
    one.band_top = y + 0.4 * x_height;
    one.band_bottom = one.band_top + x_height;
    return one;
  };
  const std::vector<TextLine> lines{line(0, 0, 500, 25), line(0, 60, 500, 25), line(900, 62, 400, 25),
                                    line(0, 300, 500, 25), line(0, 380, 500, 60)};
  EXPECT_EQ(blocks_of(lines), (std::vector<int>{0, 0, 1, 2, 3}));
}

}  // namespace
}  // namespace hoso::ocr
