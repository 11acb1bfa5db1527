// SPDX-License-Identifier: Apache-2.0
#include "tests/imaging/papers.h"

#include <opencv2/imgproc.hpp>

namespace hoso::tests {

cv::Mat block_letter_page(cv::Size size, int rows) {
  cv::Mat page(size, CV_8UC1, cv::Scalar(255));
  cv::RNG random(7);
  const int pitch = 80, height = 36;
  for (int row = 0; row < rows; ++row) {
    const int top = 300 + row * pitch;
    const int end = size.width - 250 - random.uniform(0, size.width / 4);
    for (int x = 250; x < end;) {
      const int width = random.uniform(14, 26);
      cv::rectangle(page, cv::Rect(x, top + height / 2, width, height / 2), cv::Scalar(20), cv::FILLED);
      cv::rectangle(page, cv::Rect(x, top, 5, height), cv::Scalar(20), cv::FILLED);
      x += width + (random.uniform(0, 5) == 0 ? 22 : 7);
    }
  }
  return page;
}

cv::Mat specks(cv::Size size, double share_black) {
  constexpr int kSide = 4;
  cv::Mat noise(size, CV_8UC1, cv::Scalar(255));
  cv::RNG random(11);
  const int count = static_cast<int>(share_black * size.area() / (kSide * kSide));
  for (int index = 0; index < count; ++index) {
    const cv::Point at(random.uniform(0, size.width - kSide), random.uniform(0, size.height - kSide));
    cv::rectangle(noise, cv::Rect(at.x, at.y, kSide, kSide), cv::Scalar(0), cv::FILLED);
  }
  return noise;
}

double block_letters_upright(const cv::Mat& line) {
  const cv::Mat ink = line < 128;
  if (cv::countNonZero(ink) == 0) return 0;
  std::vector<cv::Point> inked;
  cv::findNonZero(ink, inked);
  const cv::Rect box = cv::boundingRect(inked);
  const cv::Mat tight = ink(box);
  const int upper = cv::countNonZero(tight.rowRange(0, tight.rows / 2));
  const int lower = cv::countNonZero(tight.rowRange(tight.rows / 2, tight.rows));
  const bool dense = upper + lower > box.area() / 4;
  return dense && box.width > 3 * box.height && lower > 1.4 * upper ? 20 : 0;
}

}  // namespace hoso::tests
