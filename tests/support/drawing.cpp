// SPDX-License-Identifier: Apache-2.0
#include "tests/support/drawing.h"

#include <cmath>
#include <memory>

#include <pango/pangocairo.h>
#include <opencv2/imgproc.hpp>

namespace hoso::tests {
namespace {

struct CairoSurface {
  cairo_surface_t* surface;
  cairo_t* context;
  explicit CairoSurface(models::Size size)
      : surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, size.width_px, size.height_px)),
        context(cairo_create(surface)) {
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
  }
  CairoSurface(const CairoSurface&) = delete;
  CairoSurface& operator=(const CairoSurface&) = delete;
  ~CairoSurface() {
    cairo_destroy(context);
    cairo_surface_destroy(surface);
  }
};

models::Box ink_of(PangoLayout* layout, const std::string& text, std::size_t begin, std::size_t end, models::Point at) {
  // The ink of one word: a layout of its own at the x where the word begins in the line.
  PangoRectangle start{};
  pango_layout_index_to_pos(layout, static_cast<int>(begin), &start);
  PangoLayout* word = pango_layout_copy(layout);
  pango_layout_set_text(word, text.substr(begin, end - begin).c_str(), -1);
  PangoRectangle ink{};
  pango_layout_get_extents(word, &ink, nullptr);
  g_object_unref(word);
  const double unit = PANGO_SCALE;
  return {at.x + (start.x + ink.x) / unit, at.y + (start.y + ink.y) / unit, ink.width / unit, ink.height / unit};
}

models::Line draw_line(cairo_t* context, const PrintedLine& line) {
  cairo_set_source_rgb(context, line.colour[2] / 255, line.colour[1] / 255, line.colour[0] / 255);
  PangoLayout* layout = pango_cairo_create_layout(context);
  PangoFontDescription* font = pango_font_description_from_string(line.font.c_str());
  pango_font_description_set_absolute_size(font, line.font_px * PANGO_SCALE);
  pango_font_description_set_weight(font, line.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout, font);
  pango_layout_set_text(layout, line.text.c_str(), -1);
  cairo_move_to(context, line.x_px, line.y_px);
  pango_cairo_show_layout(context, layout);
  models::Line truth;
  for (std::size_t begin = 0; begin < line.text.size();) {
    const std::size_t end = std::min(line.text.find(' ', begin), line.text.size());
    if (end > begin) {
      truth.words.push_back(
          {line.text.substr(begin, end - begin), ink_of(layout, line.text, begin, end, {line.x_px, line.y_px}), 1});
      truth.box = models::united(truth.box, truth.words.back().box);
    }
    begin = end + 1;
  }
  pango_font_description_free(font);
  g_object_unref(layout);
  return truth;
}

}  // namespace

DrawnPage draw_page(models::Size size, const std::vector<PrintedLine>& lines) {
  const CairoSurface surface(size);
  models::Block block;
  for (const PrintedLine& line : lines) {
    block.lines.push_back(draw_line(surface.context, line));
    block.box = models::united(block.box, block.lines.back().box);
  }
  cairo_surface_flush(surface.surface);
  const cv::Mat bgra(size.height_px, size.width_px, CV_8UC4, cairo_image_surface_get_data(surface.surface),
                     static_cast<std::size_t>(cairo_image_surface_get_stride(surface.surface)));
  DrawnPage page;
  cv::cvtColor(bgra, page.image, cv::COLOR_BGRA2BGR);
  if (!block.lines.empty()) page.truth.blocks.push_back(std::move(block));
  return page;
}

DrawnPage draw_decision(int dpi) {
  const double k = dpi / 300.0;
  std::vector<PrintedLine> lines{
      {"ỦY BAN NHÂN DÂN", 330 * k, 240 * k, 50 * k},
      {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 1120 * k, 240 * k, 50 * k, true},
      {"XÃ HÒA BÌNH", 400 * k, 310 * k, 50 * k, true},
      {"Độc lập - Tự do - Hạnh phúc", 1320 * k, 310 * k, 54 * k, true},
      {"Số: 127/QĐ-UBND", 370 * k, 430 * k, 54 * k},
      {"Hòa Bình, ngày 05 tháng 11 năm 2025", 1240 * k, 430 * k, 54 * k},
      {"QUYẾT ĐỊNH", 1070 * k, 580 * k, 58 * k, true},
      {"Về việc phê duyệt kế hoạch số hóa hồ sơ lưu trữ năm 2025", 560 * k, 660 * k, 54 * k, true},
      {"CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HÒA BÌNH", 690 * k, 800 * k, 54 * k, true}};
  const std::vector<std::string> body{"Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
                                      "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;",
                                      "Xét đề nghị của Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã,",
                                      "Điều 1. Phê duyệt kế hoạch số hóa hồ sơ, tài liệu lưu trữ của cơ quan năm 2025",
                                      "với tổng số 1.234 hồ sơ, thời gian thực hiện từ ngày 10 tháng 11 năm 2025.",
                                      "Điều 2. Văn phòng chủ trì, phối hợp với các bộ phận chuyên môn triển khai",
                                      "thực hiện kế hoạch, bảo đảm đúng tiến độ và chất lượng được giao.",
                                      "Điều 3. Chánh Văn phòng và các cá nhân có liên quan chịu trách nhiệm",
                                      "thi hành Quyết định này kể từ ngày ký."};
  double y = 940;
  for (const std::string& text : body) {
    lines.push_back({text, 330 * k, y * k, 54 * k});
    y += 84;
  }
  lines.push_back({"Nơi nhận:", 330 * k, (y + 90) * k, 50 * k, true});
  lines.push_back({"CHỦ TỊCH", 1560 * k, (y + 90) * k, 54 * k, true});
  lines.push_back({"- Như Điều 3;", 330 * k, (y + 160) * k, 46 * k});
  lines.push_back({"- Lưu: VT, VP.", 330 * k, (y + 220) * k, 46 * k});
  lines.push_back({"Nguyễn Văn Minh", 1480 * k, (y + 420) * k, 54 * k, true});
  return draw_page({static_cast<int>(std::lround(2480 * k)), static_cast<int>(std::lround(3508 * k))}, lines);
}

cv::Mat rotated(const cv::Mat& image, double degrees) {
  const cv::Point2f centre(static_cast<float>(image.cols - 1) / 2, static_cast<float>(image.rows - 1) / 2);
  cv::Mat out;
  cv::warpAffine(image, out, cv::getRotationMatrix2D(centre, degrees, 1), image.size(), cv::INTER_CUBIC,
                 cv::BORDER_CONSTANT, cv::Scalar::all(255));
  return out;
}

}  // namespace hoso::tests
