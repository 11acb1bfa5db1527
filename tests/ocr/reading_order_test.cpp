// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading_order.h"

#include <gtest/gtest.h>

#include "tests/ocr/texts.h"

namespace hoso::ocr {
namespace {

using tests::joined;
using tests::line_at;

std::string ordered(const std::vector<models::Line>& lines) {
  std::string text = models::text_of(in_reading_order(tests::page_of(lines)));
  for (std::size_t at = 0; (at = text.find("\n\n")) != std::string::npos;) text.erase(at, 1);
  return text;
}

TEST(ReadingOrder, ReadsTheHeadOfAPaperColumnByColumn) {
  const std::string text =
      ordered({joined(line_at(200, 100, {"TỈNH", "HÒA", "BÌNH"}), line_at(900, 100, {"CỘNG", "HÒA", "XÃ", "HỘI"})),
               joined(line_at(130, 160, {"ỦY", "BAN", "NHÂN", "DÂN", "XÃ"}),
                      line_at(910, 160, {"Độc", "lập", "-", "Tự", "do"})),
               joined(line_at(200, 230, {"Số:", "12/QĐ-UBND"}), line_at(900, 230, {"Hòa", "Bình,", "ngày", "5"})),
               line_at(500, 330, {"QUYẾT", "ĐỊNH"})});
  EXPECT_EQ(text,
            "TỈNH HÒA BÌNH\nỦY BAN NHÂN DÂN XÃ\nCỘNG HÒA XÃ HỘI\nĐộc lập - Tự do\nSố: 12/QĐ-UBND Hòa Bình, ngày "
            "5\nQUYẾT ĐỊNH\n");
}

/// The head of a letter whose day stands at that height.
std::string letter_with_day_at(double y, const std::vector<std::string>& second_line) {
  std::vector<models::Line> lines{
      joined(line_at(200, 100, {"UBND", "TỈNH", "AN"}), line_at(900, 100, {"CỘNG", "HÒA", "XÃ", "HỘI"})),
      joined(line_at(150, 160, {"SỞ", "TÀI", "CHÍNH", "AN"}), line_at(910, 160, {"Độc", "lập", "-", "Tự", "do"})),
      line_at(200, 230, {"Số:", "12/STC-VP"}),
      line_at(900, y, {"An,", "ngày", "5", "tháng", "6"}),
      line_at(170, 290, {"V/v", "góp", "ý", "dự", "thảo"}),
      line_at(500, 430, {"Kính", "gửi:", "Ủy", "ban"})};
  if (!second_line.empty()) lines.push_back(line_at(220, 340, second_line));
  return ordered(lines);
}

TEST(ReadingOrder, ReadsTheDayBeforeWhatALetterIsAbout) {
  for (const double y : {205.0, 262.0, 280.0, 300.0, 320.0}) {
    EXPECT_TRUE(
        letter_with_day_at(y, {}).ends_with("Số: 12/STC-VP\nAn, ngày 5 tháng 6\nV/v góp ý dự thảo\nKính gửi: Ủy ban\n"))
        << y;
    EXPECT_TRUE(letter_with_day_at(y, {"Nghị", "quyết"})
                    .ends_with("Số: 12/STC-VP\nAn, ngày 5 tháng 6\nV/v góp ý dự thảo\nNghị quyết\nKính gửi: Ủy ban\n"))
        << y;
  }
  EXPECT_TRUE(letter_with_day_at(232, {}).ends_with("An, ngày 5 tháng 6\nV/v góp ý dự thảo\nKính gửi: Ủy ban\n"));
}

TEST(ReadingOrder, ReadsTheDossiersCodeBeforeTheDayBesideIt) {
  // In the engine's eyes each is a block of its own, the code a little higher.
  models::PageText page;
  for (auto& line : std::vector<models::Line>{
           line_at(200, 100, {"UBND", "XÃ", "AN"}), line_at(210, 150, {"BỘ", "PHẬN", "MỘT", "CỬA"}),
           line_at(900, 100, {"CỘNG", "HÒA", "XÃ", "HỘI"}), line_at(910, 150, {"Độc", "lập", "-", "Tự", "do"}),
           line_at(900, 212, {"An,", "ngày", "5", "tháng", "6"}),
           line_at(150, 200, {"Mã", "hồ", "sơ:", "H26-240304-1"}), line_at(500, 330, {"GIẤY", "TIẾP", "NHẬN"})})
    page.blocks.push_back(tests::page_of({std::move(line)}).blocks.front());
  const std::string text = models::text_of(in_reading_order(std::move(page)));
  EXPECT_LT(text.find("Mã hồ sơ"), text.find("An, ngày")) << text;
}

TEST(ReadingOrder, ReadsALabelBesideEachLineAcross) {
  std::vector<models::Line> lines;
  double y = 100;
  for (const char* name : {"Vũ Thanh Tú", "Chu Văn Xương", "Trần Văn Sỹ", "Võ Thu Dung", "Mai Thị Hằng", "Lê Văn An"}) {
    lines.push_back(line_at(150, y, {"Ông", "bà:", name, "xxxxxxx"}));
    lines.push_back(line_at(800, y, {"Chức", "vụ:", "Đại diện hộ gia đình"}));
    y += 60;
  }
  EXPECT_TRUE(ordered(lines).starts_with("Ông bà: Vũ Thanh Tú xxxxxxx\nChức vụ: Đại diện hộ gia đình\nÔng bà: Chu"))
      << ordered(lines);
}

TEST(ReadingOrder, ReadsRecipientsBeforeTheSignature) {
  const std::string text = ordered(
      {line_at(150, 100, {"Quyết", "định", "này", "có", "hiệu", "lực", "kể", "từ", "ngày", "ký", "ban", "hành."}),
       joined(line_at(150, 200, {"Nơi", "nhận:"}), line_at(800, 200, {"TM.", "ỦY", "BAN"})),
       joined(line_at(150, 255, {"-", "Như", "trên;"}), line_at(820, 255, {"CHỦ", "TỊCH"})),
       line_at(150, 310, {"-", "Lưu:", "VT."})});
  EXPECT_EQ(
      text,
      "Quyết định này có hiệu lực kể từ ngày ký ban hành.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN\nCHỦ TỊCH\n");
}

TEST(ReadingOrder, ReadsATableRowByRow) {
  std::vector<models::Line> rows;
  for (int row = 0; row < 6; ++row) {
    const double y = 100 + 60 * row;
    rows.push_back(joined(line_at(150, y, {"Hộ", std::to_string(row)}),
                          line_at(700, y, {"ấp", std::string(static_cast<std::size_t>(2 + row % 3), 'x')})));
  }
  const std::string text = ordered(rows);
  EXPECT_TRUE(text.starts_with("Hộ 0 ấp xx\nHộ 1 ấp xxx\n")) << text;
}

/// Ten lines a side, not on the same heights, as wide as two pages.
std::vector<models::Line> open_sheet() {
  std::vector<models::Line> lines;
  for (int row = 0; row < 10; ++row) {
    const std::string number = std::to_string(row);
    lines.push_back(joined(line_at(100, 100 + 90 * row, {"trái", number, row % 3 == 0 ? "chữ" : "chữ chữ chữ"}),
                           line_at(1000, 105 + 90 * row, {"phải", number, "chữ", "chữ"})));
  }
  lines.push_back(line_at(1400, 1000, {"CHỦ", "TỊCH"}));
  return lines;
}

TEST(ReadingOrder, ReadsTheLeftPageOfAnOpenSheetFirst) {
  const std::string text = ordered(open_sheet());
  EXPECT_LT(text.find("trái 9"), text.find("phải 0")) << text;
  EXPECT_TRUE(text.starts_with("trái 0 chữ\ntrái 1")) << text;
}

TEST(ReadingOrder, WhatIsPrintedAcrossTheMiddleIsOneSheet) {
  std::vector<models::Line> lines = open_sheet();
  lines.insert(lines.begin(), line_at(600, 40, {"DANH", "SÁCH", "HỘ", "NGHÈO", "XÃ"}));
  const std::string text = ordered(lines);
  EXPECT_LT(text.find("phải 0"), text.find("trái 9")) << text;
}

TEST(ReadingOrder, ReadsColumnsOfRunningTextOneAfterTheOther) {
  std::vector<models::Line> rows;
  for (int row = 0; row < 8; ++row) {
    const double y = 100 + 55 * row;
    rows.push_back(joined(line_at(100, y, {"trái", std::to_string(row), "chữ", "chữ", "chữ"}),
                          line_at(560, y, {"phải", std::to_string(row), "chữ", "chữ", "chữ"})));
  }
  const std::string text = ordered(rows);
  EXPECT_LT(text.find("trái 7"), text.find("phải 0")) << text;
}

TEST(ReadingOrder, SortsRowsThatTheEngineFoundOutOfOrder) {
  EXPECT_EQ(ordered({line_at(100, 300, {"ba"}), line_at(100, 100, {"một"}), line_at(100, 200, {"hai"})}),
            "một\nhai\nba\n");
}

TEST(ReadingOrder, KeepsEveryWordAndItsBox) {
  const models::PageText page =
      tests::page_of({joined(line_at(200, 100, {"A", "B"}), line_at(900, 100, {"C", "D"})), line_at(200, 160, {"E"})});
  const models::PageText ordered_page = in_reading_order(page);
  EXPECT_EQ(models::word_count(ordered_page), 5U);
  models::Box all;
  for (const auto& block : ordered_page.blocks) {
    for (const auto& line : block.lines) {
      ASSERT_FALSE(line.words.empty());
      for (const auto& word : line.words) EXPECT_EQ(models::intersected(word.box, line.box), word.box);
      EXPECT_EQ(models::intersected(line.box, block.box), line.box);
    }
    all = models::united(all, block.box);
  }
  EXPECT_EQ(all, page.blocks.front().box);
}

TEST(ReadingOrder, TakesAPageWithoutText) { EXPECT_TRUE(in_reading_order({}).blocks.empty()); }

TEST(ReadingOrder, ReadsANoteBesideAColumnAfterIt) {
  models::PageText page = tests::page_of(
      {line_at(400, 100, {"Quê", "quán:", "xã", "Ninh", "Gia"}), line_at(400, 155, {"Nơi", "thường", "trú:"}),
       line_at(400, 210, {"Ấp", "Tân", "Lập"}), line_at(400, 265, {"xã", "Quảng", "Tiến"})});
  page.blocks.push_back(tests::page_of({line_at(50, 183, {"Có", "giá", "trị", "đến:"})}).blocks.front());
  EXPECT_EQ(models::text_of(in_reading_order(page)),
            "Quê quán: xã Ninh Gia\nNơi thường trú:\nẤp Tân Lập\nxã Quảng Tiến\n\nCó giá trị đến:\n");
}

TEST(ReadingOrder, ReadsCaptionsSideBySideAfterTheColumnTheyStandBeside) {
  models::PageText page =
      tests::page_of({line_at(100, 100, {"Nốt", "ruồi", "trên", "trước", "cánh", "mũi"}),
                      line_at(150, 190, {"Ngày", "5", "tháng", "6"}), line_at(150, 245, {"CỤC", "TRƯỞNG", "CỤC"})});
  page.blocks.push_back(tests::page_of({line_at(900, 155, {"Ngón", "trái"})}).blocks.front());
  page.blocks.push_back(tests::page_of({line_at(1200, 155, {"Ngón", "phải"})}).blocks.front());
  EXPECT_EQ(models::text_of(in_reading_order(page)),
            "Nốt ruồi trên trước cánh mũi\nNgày 5 tháng 6\nCỤC TRƯỞNG CỤC\n\nNgón trái\nNgón phải\n");
}

TEST(ReadingOrder, ReadsCaptionsInSmallPrintAfterASignatureBlockThatBeginsLower) {
  const auto small = [](double x, const std::vector<std::string>& words) {
    models::Line line = line_at(x, 155, words);
    line.box.height /= 2;
    for (models::Word& word : line.words) word.box.height /= 2;
    return line;
  };
  models::PageText page =
      tests::page_of({line_at(100, 50, {"Nốt", "ruồi", "trên", "trước", "cánh", "mũi"}),
                      line_at(150, 215, {"Ngày", "5", "tháng", "6"}), line_at(110, 270, {"CỤC", "TRƯỞNG", "CỤC"}),
                      line_at(150, 500, {"Trần", "Văn", "An"})});
  page.blocks.push_back(tests::page_of({small(900, {"Ngón", "trái"})}).blocks.front());
  page.blocks.push_back(tests::page_of({small(1200, {"Ngón", "phải"})}).blocks.front());
  EXPECT_EQ(models::text_of(in_reading_order(page)),
            "Nốt ruồi trên trước cánh mũi\nNgày 5 tháng 6\nCỤC TRƯỞNG CỤC\nTrần Văn An\n\nNgón trái\nNgón phải\n");
}

TEST(ReadingOrder, ReadsTheLastWordOfAParagraphBeforeTheNextOne) {
  // Indented lines to the right of a short last line are no column.
  models::PageText page = tests::page_of({line_at(200, 100, {"chi", "phí", "phải", "được", "lập", "thành", "văn"})});
  page.blocks.push_back(tests::page_of({line_at(200, 260, {"Điều", "sáu.", "Bảo", "hành"}),
                                        line_at(200, 320, {"Bên", "A", "có", "trách", "nhiệm"})})
                            .blocks.front());
  page.blocks.push_back(tests::page_of({line_at(80, 180, {"bản."})}).blocks.front());
  EXPECT_EQ(models::text_of(in_reading_order(page)),
            "chi phí phải được lập thành văn\n\nbản.\n\nĐiều sáu. Bảo hành\nBên A có trách nhiệm\n");
}

TEST(ReadingOrder, ReadsAllRecipientsBeforeAShorterSignatureBlock) {
  models::PageText page;
  const auto add = [&](std::vector<models::Line> lines) {
    page.blocks.push_back(tests::page_of(std::move(lines)).blocks.front());
  };
  add({line_at(100, 100, {"Nơi", "nhận:"}), line_at(100, 155, {"-", "Như", "trên;"}), line_at(100, 210, {"-", "Bộ;"})});
  add({line_at(800, 100, {"TL.", "CHỦ", "TỊCH"}), line_at(760, 155, {"KT.", "CHÁNH", "VĂN"}),
       line_at(780, 225, {"PHÓ", "CHÁNH"})});
  add({line_at(100, 255, {"-", "Ủy", "ban;"}), line_at(100, 305, {"-", "Sở;"})});
  add({line_at(100, 360, {"-", "Lưu:", "VT."})});
  EXPECT_EQ(models::text_of(in_reading_order(page)),
            "Nơi nhận:\n- Như trên;\n- Bộ;\n- Ủy ban;\n- Sở;\n- Lưu: VT.\n\nTL. CHỦ TỊCH\nKT. CHÁNH VĂN\nPHÓ CHÁNH\n");
}

TEST(ReadingOrder, JoinsPartsOfOneLineOfAColumn) {
  EXPECT_EQ(ordered({line_at(100, 100, {"ỦY", "BAN", "NHÂN", "DÂN"}), line_at(900, 100, {"CỘNG", "HÒA", "XÃ", "HỘI"}),
                     line_at(930, 158, {"Độc", "lập", "-", "Tự", "do", "-"}),
                     line_at(110, 160, {"TỈNH", "HÒA", "BÌNH"}), line_at(1290, 159, {"Hạnh", "phúc"})}),
            "ỦY BAN NHÂN DÂN\nTỈNH HÒA BÌNH\nCỘNG HÒA XÃ HỘI\nĐộc lập - Tự do - Hạnh phúc\n");
}

TEST(ReadingOrder, ReadsRowsOfAFormAcross) {
  EXPECT_EQ(
      ordered({joined(line_at(100, 100, {"Họ", "và", "tên:", "AN"}), line_at(700, 100, {"Giới", "tính:", "Nữ"})),
               line_at(100, 170, {"Chức", "danh:", "Giám", "đốc"}),
               joined(line_at(100, 240, {"Sinh", "ngày:", "9/2/1967"}), line_at(680, 240, {"Quốc", "tịch:", "Lào"}))}),
      "Họ và tên: AN Giới tính: Nữ\nChức danh: Giám đốc\nSinh ngày: 9/2/1967 Quốc tịch: Lào\n");
}

}  // namespace
}  // namespace hoso::ocr
