// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/page_layout.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

#include "ocr/layout/check_boxes.h"
#include "ocr/layout/ink.h"
#include "ocr/layout/red_print.h"
#include "ocr/layout/stamps.h"

namespace hoso::ocr {
namespace {

constexpr double kUsualXHeightInch = 0.085;  // of 13 point print, between x-height and capitals

struct InkOfPage {
  cv::Mat grey, ink;
  std::vector<Component> components;
  double letter_height = 0, contrast = 0;
};

InkOfPage ink_at(const cv::Mat& grey, double contrast, double dpi) {
  InkOfPage page{.grey = grey, .contrast = contrast};
  if (contrast <= 0) return page;
  page.ink = find_ink(grey, contrast, 3 * kUsualXHeightInch * dpi);
  page.components = components_of(page.ink);
  page.letter_height = usual_letter_height(page.components);
  return page;
}

cv::Mat scaled(const cv::Mat& grey, double scale) {
  if (scale == 1) return grey;
  cv::Mat other;
  cv::resize(grey, other, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  return other;
}

cv::Rect scaled(const cv::Rect& box, double factor) {
  const int left = static_cast<int>(std::floor(box.x * factor)), top = static_cast<int>(std::floor(box.y * factor));
  const int right = static_cast<int>(std::ceil((box.x + box.width) * factor));
  const int bottom = static_cast<int>(std::ceil((box.y + box.height) * factor));
  return {left, top, right - left, bottom - top};
}

void shift_down(TextLine& line, int rows) {
  line.box.y += rows;
  line.band_top += rows;
  line.band_bottom += rows;
  for (std::vector<cv::Rect>* boxes : {&line.parts, &line.tied})
    for (cv::Rect& box : *boxes) box.y += rows;
}

void scale(PageLayout& layout, double factor) {
  if (factor == 1) return;
  layout.letter_height_px *= factor;
  for (TextLine& line : layout.lines) {
    line.box = scaled(line.box, factor);
    line.band_top *= factor;
    line.band_bottom *= factor;
    for (cv::Rect& part : line.parts) part = scaled(part, factor);
    for (cv::Rect& part : line.tied) part = scaled(part, factor);
  }
  for (std::vector<cv::Rect>* some : {&layout.rulings.horizontal, &layout.rulings.vertical, &layout.rulings.teeth})
    for (cv::Rect& ruling : *some) ruling = scaled(ruling, factor);
}

constexpr double kLetterHeightMin = 19;  // accents of smaller print are a pixel apart: it is enlarged
constexpr double kSameUnit = 1.25;
constexpr double kPixelsMax = 40e6;

/// Takes stamps and rulings out of the ink and tells what the rest is.
std::vector<Role> prepare(InkOfPage& page, PageLayout& layout) {
  layout.letter_height_px = page.letter_height;
  layout.contrast = page.contrast;
  const bool freed = take_out_pale_stamps(page.ink, page.grey, page.components, page.letter_height);
  layout.rulings = take_out_rulings(page.ink, page.letter_height);
  const bool ruled = !layout.rulings.horizontal.empty() || !layout.rulings.vertical.empty();
  if (freed || ruled) page.components = components_of(page.ink);
  std::vector<Role> roles = roles_of(page.components, page.ink.size(), page.letter_height);
  for (std::size_t index = 0; index < roles.size(); ++index) {
    if (roles[index] == Role::letter && is_check_box(page.ink, page.components[index], page.letter_height))
      roles[index] = Role::large;
  }
  return roles;
}

/// A page may have large and small print, and most letters may be large.
bool has_much_small_print(const std::vector<Component>& components, const std::vector<Role>& roles) {
  constexpr double kShare = 0.3, kSmall = 0.75 * kLetterHeightMin;
  int letters = 0, small = 0;
  for (std::size_t index = 0; index < components.size(); ++index) {
    if (roles[index] != Role::letter) continue;
    ++letters;
    small += components[index].box.height < kSmall ? 1 : 0;
  }
  return small > kShare * letters;
}

/// Whether the ink can only be grain: no print is so small (1.5 point).
bool is_grain(const InkOfPage& page, double dpi) {
  constexpr double kLeastHeightInch = 0.02;
  return page.letter_height > 0 && page.letter_height < kLeastHeightInch * dpi;
}

/// A stamp of one short word ("MẬT") on a page where nothing else is red.
PageLayout find_stamp(const cv::Mat& red, double dpi) {
  constexpr std::size_t kLetters = 3;
  PageLayout layout;
  InkOfPage page = ink_at(red, print_contrast(red), dpi);
  page.letter_height = usual_letter_height(page.components, kLetters);
  if (page.letter_height <= 0) return layout;
  const std::vector<Role> roles = prepare(page, layout);
  layout.lines = text_lines_of(page.ink, page.components, roles, layout.rulings, page.letter_height);
  return layout;
}

}  // namespace

PageLayout find_layout(const cv::Mat& grey, double dpi) {
  double contrast = print_contrast(grey);
  InkOfPage page = ink_at(grey, contrast, dpi);
  if (is_grain(page, dpi)) {
    contrast = print_contrast(grey, kSparseShare);
    page = ink_at(grey, contrast, dpi);
  }
  if (page.letter_height <= 0) return {};
  const bool can_be_enlarged = 4.0 * static_cast<double>(grey.total()) < kPixelsMax;
  double factor = page.letter_height < kLetterHeightMin && can_be_enlarged ? 2 : 1;
  PageLayout layout;
  if (factor == 1) {
    const std::vector<Role> roles = prepare(page, layout);
    if (!can_be_enlarged || !has_much_small_print(page.components, roles)) {
      layout.lines = text_lines_of(page.ink, page.components, roles, layout.rulings, page.letter_height);
      return layout;
    }
    factor = 2;
  }
  const double unit = factor * page.letter_height;
  page = ink_at(scaled(grey, factor), contrast, dpi * factor);
  // The same print: where few letters have another height on the larger picture, the first look's unit holds.
  if (page.letter_height > kSameUnit * unit || unit > kSameUnit * page.letter_height) page.letter_height = unit;
  layout = {};
  const std::vector<Role> roles = prepare(page, layout);
  layout.lines = text_lines_of(page.ink, page.components, roles, layout.rulings, page.letter_height);
  scale(layout, 1 / factor);
  return layout;
}

std::vector<TextLine> find_lines_again(const cv::Mat& rows_grey, int first_row, double dpi, const PageLayout& page) {
  if (page.letter_height_px <= 0) return {};
  const double factor = page.letter_height_px < kLetterHeightMin ? 2 : 1;
  InkOfPage rows = ink_at(scaled(rows_grey, factor), page.contrast, factor * dpi);
  rows.letter_height = factor * page.letter_height_px;
  PageLayout layout;
  const std::vector<Role> roles = prepare(rows, layout);
  layout.lines = text_lines_of(rows.ink, rows.components, roles, layout.rulings, rows.letter_height);
  scale(layout, 1 / factor);
  for (TextLine& line : layout.lines) shift_down(line, first_row);
  return std::move(layout.lines);
}

PageLayout find_red_layout(const cv::Mat& shown, double dpi) {
  const cv::Mat red = red_print(shown);
  if (red.empty()) return {};
  PageLayout layout = find_layout(red, dpi);
  return layout.letter_height_px > 0 ? layout : find_stamp(red, dpi);
}

}  // namespace hoso::ocr
