// SPDX-License-Identifier: Apache-2.0
#include "extraction/marks/blue_words.h"

#include <algorithm>
#include <optional>
#include <tuple>

#include <opencv2/imgproc.hpp>

#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

constexpr double kInkShare = 0.12, kPaperShare = 0.75;  // of a word's pixels, by how dark they are
constexpr double kContrast = 0.8;                       // of the paper's red is left by ink at most
constexpr double kBluer = 0.12;  // ink leaves so much more of the paper's blue than of its red, beside the page's print
constexpr int kSmallestPx = 6;

/// Mean of the pixels from one share of the darkest to another.
cv::Scalar mean_between(const cv::Mat& word, const cv::Mat& grey, double from, double to) {
  std::vector<uchar> levels(grey.begin<uchar>(), grey.end<uchar>());
  const auto level_at = [&](double share) {
    const auto at = levels.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(levels.size() - 1));
    std::nth_element(levels.begin(), at, levels.end());
    return *at;
  };
  const uchar low = level_at(from), high = level_at(to);
  cv::Mat within;
  cv::inRange(grey, low, high, within);
  return cv::mean(word, within);
}

/// How much more of the paper's blue than of its red a word's ink leaves; none: too pale to tell.
std::optional<double> blueness_of(const cv::Mat& word) {
  cv::Mat red;
  cv::extractChannel(word, red, 2);  // where blue ink is darkest
  const cv::Scalar ink = mean_between(word, red, 0, kInkShare), paper = mean_between(word, red, kPaperShare, 1);
  const double blue_left = ink[0] / std::max(1.0, paper[0]), red_left = ink[2] / std::max(1.0, paper[2]);
  return red_left < kContrast ? std::optional(blue_left - red_left) : std::nullopt;
}

/// What most print of the page has: on yellowed paper black ink is not black.
double usual(std::vector<double> blueness) {
  const auto middle = blueness.begin() + static_cast<std::ptrdiff_t>(blueness.size() / 2);
  std::nth_element(blueness.begin(), middle, blueness.end());
  return *middle;
}

}  // namespace

std::vector<models::Box> find_blue_words(const cv::Mat& shown, const models::PageText& text) {
  std::vector<models::Box> boxes, out;
  std::vector<double> blueness;
  if (shown.channels() != 3) return out;
  for (const models::Block& block : text.blocks)
    for (const models::Line& line : block.lines)
      for (const models::Word& word : line.words) {
        const cv::Rect box(cv::Point(cvRound(word.box.x), cvRound(word.box.y)),
                           cv::Point(cvRound(word.box.right()), cvRound(word.box.bottom())));
        const cv::Rect inside = box & cv::Rect({}, shown.size());
        if (inside.width < kSmallestPx || inside.height < kSmallestPx || key_of(word.text).empty()) continue;
        const auto found = blueness_of(shown(inside));
        if (found) boxes.push_back(word.box), blueness.push_back(*found);
      }
  if (boxes.empty()) return out;
  const double print = usual(blueness);
  for (std::size_t i = 0; i < boxes.size(); ++i)
    if (blueness[i] > print + kBluer) out.push_back(boxes[i]);
  std::sort(out.begin(), out.end(), [](const models::Box& one, const models::Box& other) {
    return std::tie(one.y, one.x) < std::tie(other.y, other.x);
  });
  return out;
}

}  // namespace hoso::extraction
