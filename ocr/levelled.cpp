// SPDX-License-Identifier: Apache-2.0
#include "ocr/levelled.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

namespace hoso::ocr {
namespace {

using models::Box;
using models::LineFan;

/// How much lower what is level at (x, y) stands on the page.
double drop(const LineFan& fan, double x, double y) {
  return (fan.slope + fan.growth * (y - fan.centre.y)) * (x - fan.centre.x);
}

Box on_page(const Box& box, const LineFan& fan) {
  const double top = std::min(drop(fan, box.x, box.y), drop(fan, box.right(), box.y));
  const double bottom = std::max(drop(fan, box.x, box.bottom()), drop(fan, box.right(), box.bottom()));
  return {box.x, box.y + top, box.width, box.height + bottom - top};
}

/// On the levelled image, how far down stands what is at (x, y) of the page.
double level_y(const LineFan& fan, double x, double y) {
  const double across = x - fan.centre.x;
  return (y - (fan.slope - fan.growth * fan.centre.y) * across) / (1 + fan.growth * across);
}

void move(models::Line& line, const LineFan& fan) {
  line.box = {};
  for (models::Word& word : line.words) {
    word.box = on_page(word.box, fan);
    line.box = models::united(line.box, word.box);
  }
}

}  // namespace

cv::Mat levelled(const cv::Mat& image, const LineFan& fan) {
  if (image.empty()) return {};
  // Strip by strip, so that the maps stay in the cache.
  constexpr int kStrip = 32;
  cv::Mat out(image.size(), image.type()), xs(kStrip, image.cols, CV_32FC1), ys(kStrip, image.cols, CV_32FC1);
  for (int x = 0; x < image.cols; ++x) xs.col(x).setTo(x);
  for (int top = 0; top < image.rows; top += kStrip) {
    const int rows = std::min(kStrip, image.rows - top);
    for (int row = 0; row < rows; ++row) {
      const int y = top + row;
      const double at_left = y + drop(fan, 0.5, y + 0.5), growth = drop(fan, 1.5, y + 0.5) - drop(fan, 0.5, y + 0.5);
      auto* to = ys.ptr<float>(row);
      for (int x = 0; x < image.cols; ++x) to[x] = static_cast<float>(at_left + growth * x);
    }
    cv::Mat strip = out.rowRange(top, top + rows);
    cv::remap(image, strip, xs.rowRange(0, rows), ys.rowRange(0, rows), cv::INTER_LINEAR, cv::BORDER_CONSTANT,
              cv::Scalar::all(255));
  }
  return out;
}

Box levelled_box(const Box& box, const LineFan& fan) {
  const double top = std::min(level_y(fan, box.x, box.y), level_y(fan, box.right(), box.y));
  const double bottom = std::max(level_y(fan, box.x, box.bottom()), level_y(fan, box.right(), box.bottom()));
  return {box.x, top, box.width, bottom - top};
}

models::PageText on_page(models::PageText text, const LineFan& fan) {
  for (models::Block& block : text.blocks) {
    block.box = {};
    for (models::Line& line : block.lines) {
      move(line, fan);
      block.box = models::united(block.box, line.box);
    }
  }
  for (models::Line& line : text.framed) move(line, fan);
  for (models::Table& table : text.tables) {
    table.box = on_page(table.box, fan);
    for (models::TableCell& cell : table.cells) cell.box = on_page(cell.box, fan);
  }
  return text;
}

}  // namespace hoso::ocr
