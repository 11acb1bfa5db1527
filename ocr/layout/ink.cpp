// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/ink.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

#include <opencv2/imgproc.hpp>

#include "ocr/layout/histogram.h"

namespace hoso::ocr {
namespace {

/// How dark pixels are, counted by how much light changes there.
class EdgeStatistics {
 public:
  explicit EdgeStatistics(const cv::Mat& grey) {
    for (int y = 1; y + 1 < grey.rows; y += kSampledRows) {
      const auto* above = grey.ptr<std::uint8_t>(y - 1);
      const auto* row = grey.ptr<std::uint8_t>(y);
      const auto* below = grey.ptr<std::uint8_t>(y + 1);
      for (int x = 1; x + 1 < grey.cols; x += 2) {
        const int change = (std::abs(row[x + 1] - row[x - 1]) + std::abs(below[x] - above[x])) / 2;
        ++by_change_.at(static_cast<std::size_t>(change)).at(static_cast<std::size_t>(255 - row[x]));
      }
    }
  }

  /// Darkness of the pixels with the strongest change, that share of all.
  [[nodiscard]] Histogram strongest(double share) const {
    std::int64_t all = 0;
    for (const Histogram& counts : by_change_) all += sum(counts);
    Histogram found{};
    std::int64_t taken = 0;
    for (std::size_t change = by_change_.size() - 1; change >= kChangeMin; --change) {
      for (std::size_t level = 0; level < found.size(); ++level) found.at(level) += by_change_.at(change).at(level);
      taken += sum(by_change_.at(change));
      if (static_cast<double>(taken) > share * static_cast<double>(all)) break;
    }
    return found;
  }

 private:
  static constexpr int kSampledRows = 4;
  static constexpr std::size_t kChangeMin = 6;  // less is the paper's grain
  std::array<Histogram, 256> by_change_{};

  static std::int64_t sum(const Histogram& counts) {
    std::int64_t total = 0;
    for (const std::int64_t count : counts) total += count;
    return total;
  }
};

constexpr int kSide = 4;

/// The darkest level of each square of 4 by 4 pixels, as darkness.
cv::Mat darkest_of_squares(const cv::Mat& grey) {
  cv::Mat squares((grey.rows + kSide - 1) / kSide, (grey.cols + kSide - 1) / kSide, CV_8UC1);
  cv::Mat darkest(1, kSide * squares.cols, CV_8UC1, cv::Scalar(255));  // of the columns of a row of squares
  cv::Mat within = darkest.colRange(0, grey.cols);
  for (int y = 0; y < squares.rows; ++y) {
    grey.row(kSide * y).copyTo(within);
    for (int row = kSide * y + 1; row < std::min(kSide * (y + 1), grey.rows); ++row)
      cv::min(within, grey.row(row), within);
    const auto* columns = darkest.ptr<std::uint8_t>();
    auto* out = squares.ptr<std::uint8_t>(y);
    for (int x = 0; x < squares.cols; ++x, columns += kSide) {
      const int least = std::min(std::min(columns[0], columns[1]), std::min(columns[2], columns[3]));
      out[x] = static_cast<std::uint8_t>(255 - least);
    }
  }
  return squares;
}

/// 255 where the page is darker than its square's level. Levels change little from square to square.
cv::Mat below(const cv::Mat& grey, const cv::Mat& squares) {
  cv::Mat ink(grey.size(), CV_8UC1), level_row(1, kSide * squares.cols, CV_8UC1);
  const cv::Mat levels = level_row.colRange(0, grey.cols);
  for (int y = 0; y < squares.rows; ++y) {
    const auto* level = squares.ptr<std::uint8_t>(y);
    auto* out = level_row.ptr<std::uint8_t>();
    for (int x = 0; x < squares.cols; ++x, out += kSide) std::fill_n(out, kSide, level[x]);
    for (int row = kSide * y; row < std::min(kSide * (y + 1), grey.rows); ++row) {
      cv::Mat ink_row = ink.row(row);
      cv::compare(grey.row(row), levels, ink_row, cv::CMP_LT);
    }
  }
  return ink;
}

}  // namespace

double print_contrast(const cv::Mat& grey, double share) {
  if (grey.rows < 3 || grey.cols < 3) return 0;
  const Histogram darkness = EdgeStatistics(grey).strongest(share);
  return otsu(darkness).mean_above;
}

cv::Mat find_ink(const cv::Mat& grey, double contrast, double reach_px) {
  constexpr double kPageShare = 0.38, kLocalShare = 0.5, kLocalMax = 0.75;
  cv::Mat local = darkest_of_squares(grey);
  const int reach = std::max(1, static_cast<int>(reach_px / kSide)) | 1;
  cv::dilate(local, local, cv::getStructuringElement(cv::MORPH_RECT, {reach, reach}));
  cv::blur(local, local, {reach, reach});
  cv::min(local, cv::Scalar(kLocalMax * contrast), local);
  // The highest grey level that is ink.
  local.convertTo(local, CV_8UC1, kLocalShare);
  cv::max(local, cv::Scalar(std::max(1.0, kPageShare * contrast)), local);
  cv::subtract(cv::Scalar(255), local, local);
  return below(grey, local);
}

}  // namespace hoso::ocr
