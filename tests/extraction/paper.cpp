// SPDX-License-Identifier: Apache-2.0
#include "tests/extraction/paper.h"

#include <algorithm>
#include <sstream>

namespace hoso::tests {
namespace {

constexpr double kPixelsAPoint = 300.0 / 72;
constexpr double kLetterPt = 6.2, kHeightPt = 11;

int letters_of(const std::string& text) {
  int count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

models::Box in_pixels(double x, double y, double width, double height) {
  return {x * kPixelsAPoint, y * kPixelsAPoint, width * kPixelsAPoint, height * kPixelsAPoint};
}

}  // namespace

Paper::Paper(int number) {
  page_.facts.id.number = number;
  page_.facts.shown = {2480, 3508};
  page_.facts.shown_dpi = 300;
}

Paper& Paper::print(double x_pt, double y_pt, const std::string& text, double confidence) {
  models::Line line;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) {
    const double width = letters_of(word) * kLetterPt;
    line.words.push_back({models::nfc(word), in_pixels(x_pt, y_pt, width - 1, kHeightPt), confidence});
    line.box = models::united(line.box, line.words.back().box);
    x_pt += width + kLetterPt * 0.7;
  }
  models::Block block{.lines = {line}, .box = line.box};
  page_.text.blocks.push_back(std::move(block));
  return *this;
}

Paper& Paper::centred(double middle_pt, double y_pt, const std::string& text, double confidence) {
  int words = 0, letters = 0;
  std::istringstream stream(text);
  for (std::string word; stream >> word; ++words) letters += letters_of(word);
  const double width = letters * kLetterPt + (words - 1) * kLetterPt * 0.7;
  return print(middle_pt - width / 2, y_pt, text, confidence);
}

Paper& Paper::as_one_line() {
  models::Block last = std::move(page_.text.blocks.back());
  page_.text.blocks.pop_back();
  models::Block& block = page_.text.blocks.back();
  for (models::Word& word : last.lines.front().words) block.lines.front().words.push_back(std::move(word));
  block.lines.front().box = block.box = models::united(block.box, last.box);
  return *this;
}

Paper& Paper::barcode(const std::string& format, const std::string& text) {
  page_.facts.barcodes.push_back({format, text, {100, 100, 300, 300}});
  return *this;
}

Paper& Paper::check_box(const models::Box& box_pt, bool ticked) {
  page_.facts.check_boxes.push_back({in_pixels(box_pt.x, box_pt.y, box_pt.width, box_pt.height), ticked, 0.95});
  return *this;
}

Paper& Paper::grid(const std::vector<double>& columns_pt, const std::vector<double>& rows_pt,
                   const std::vector<double>& parted_pt, double ruling_pt) {
  const int heads = parted_pt.empty() ? 1 : 2, columns = static_cast<int>(columns_pt.size()) - 1;
  models::Table table{.box = in_pixels(columns_pt.front(), rows_pt.front(), columns_pt.back() - columns_pt.front(),
                                       rows_pt.back() - rows_pt.front()),
                      .rows = static_cast<int>(rows_pt.size()) - 2 + heads,
                      .columns = columns,
                      .cells = {}};
  const auto cell = [&](int row, int column, int rows, int width, double top, double bottom) {
    const double left = columns_pt.at(static_cast<std::size_t>(column));
    const double right = columns_pt.at(static_cast<std::size_t>(column + width));
    table.cells.push_back({row, column, rows, width, in_pixels(left, top, right - left, bottom - top), std::nullopt});
  };
  const double top = rows_pt.at(0), bottom = rows_pt.at(1);
  for (int column = 0; column < columns; ++column) {
    const double left = columns_pt.at(static_cast<std::size_t>(column));
    if (parted_pt.empty() || left < parted_pt.front() || left >= parted_pt.back())
      cell(0, column, heads, 1, top, bottom);
    else if (left == parted_pt.front())
      cell(0, column, 1, static_cast<int>(parted_pt.size()) - 1, top, ruling_pt);
  }
  for (int column = 0; column < columns && !parted_pt.empty(); ++column) {
    const double left = columns_pt.at(static_cast<std::size_t>(column));
    if (left >= parted_pt.front() && left < parted_pt.back()) cell(1, column, 1, 1, ruling_pt, bottom);
  }
  for (std::size_t row = 1; row + 1 < rows_pt.size(); ++row)
    for (int column = 0; column < columns; ++column)
      cell(static_cast<int>(row) - 1 + heads, column, 1, 1, rows_pt[row], rows_pt[row + 1]);
  page_.text.tables.push_back(std::move(table));
  return *this;
}

Paper& Paper::mark(const models::Box& box_pt) {
  page_.facts.marks.push_back(in_pixels(box_pt.x, box_pt.y, box_pt.width, box_pt.height));
  return *this;
}

Paper& Paper::blank() {
  page_.facts.blank = true;
  return *this;
}

Paper& Paper::head(const std::string& number_line, const std::string& date_line) {
  centred(165, 60, "ỦY BAN NHÂN DÂN");
  centred(420, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").as_one_line();
  centred(165, 77, "HUYỆN ĐÔNG ANH");
  centred(420, 77, "Độc lập - Tự do - Hạnh phúc").as_one_line();
  if (!number_line.empty()) centred(165, 105, number_line);
  if (!date_line.empty()) centred(420, 105, date_line);
  return *this;
}

Paper& Paper::title(const std::string& type_name, const std::vector<std::string>& subject) {
  centred(320, 140, type_name);
  double y = 158;
  for (const std::string& line : subject) centred(320, y, line), y += 17;
  return *this;
}

Paper& Paper::body(double y_pt, int lines) {
  for (int i = 0; i < lines; ++i, y_pt += 19)
    print(i % 4 == 0 ? 120 : 85, y_pt,
          i % 4 == 0 ? "các cơ quan và đơn vị có liên quan thực hiện theo đúng quy định của"
                     : "pháp luật hiện hành và báo cáo kết quả về Văn phòng để tổng hợp theo dõi");
  return *this;
}

Paper& Paper::foot(double y_pt, const std::vector<std::string>& title, const std::string& signer) {
  print(85, y_pt, "Nơi nhận:");
  print(85, y_pt + 15, "- Như Điều 3;");
  print(85, y_pt + 29, "- Sở Nội vụ thành phố;");
  print(85, y_pt + 43, "- Lưu: VT, NC.");
  double y = y_pt;
  for (const std::string& line : title) centred(420, y, line), y += 17;
  if (!signer.empty()) centred(420, y + 80, signer);
  return *this;
}

/// The page with each word as `change` makes it.
models::ComposedPage changed(models::ComposedPage page, const std::function<void(models::Word&)>& change) {
  for (models::Block& block : page.text.blocks)
    for (models::Line& line : block.lines)
      for (models::Word& word : line.words) change(word);
  return page;
}

const models::Field* field_of(const models::Document& document, const std::string& name) {
  const auto at = std::ranges::find(document.fields, name, &models::Field::name);
  return at == document.fields.end() ? nullptr : &*at;
}

}  // namespace hoso::tests
