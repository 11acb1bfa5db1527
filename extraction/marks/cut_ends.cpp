// SPDX-License-Identifier: Apache-2.0
#include "extraction/marks/cut_ends.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include <opencv2/imgproc.hpp>

#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

// In heights of the word.
constexpr double kReach = 1.5;                           // where the next letters would stand
constexpr double kOwnEdge = 0.15;                        // what may still be the word's last letter
constexpr double kLetterHigh = 0.35, kLetterWide = 0.2;  // less is a dot, a ruling, a border
constexpr double kLetterInk = 0.18;                      // area of ink, in squares of the height
constexpr double kHeightMinPx = 8;
constexpr double kSameRow = 0.4;        // of the lower word's height
constexpr double kPaperShare = 0.7;     // of the pixels are darker than paper at most
constexpr double kAsDarkAsPrint = 0.4;  // of the way from the word's ink to the paper

cv::Rect pixels_of(const models::Box& box, const cv::Mat& image) {
  const cv::Rect rect(cv::Point(cvRound(box.x), cvRound(box.y)),
                      cv::Point(cvRound(box.right()), cvRound(box.bottom())));
  return rect & cv::Rect({}, image.size());
}

/// The lightest of the channels: coloured ink is paler there, black is not.
cv::Mat lightest(const cv::Mat& image) {
  if (image.channels() == 1) return image.clone();
  std::vector<cv::Mat> channels;
  cv::split(image, channels);
  cv::Mat out = cv::max(channels[0], channels[1]);
  return cv::max(out, channels[2]);
}

/// Pixels of each level.
std::array<std::size_t, 256> levels_of(const cv::Mat& grey) {
  std::array<std::size_t, 256> counts{};
  for (int y = 0; y < grey.rows; ++y) {
    const auto* row = grey.ptr<uchar>(y);
    for (int x = 0; x < grey.cols; ++x) ++counts.at(row[x]);
  }
  return counts;
}

double quantile(const std::array<std::size_t, 256>& counts, double share) {
  const auto total = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
  const auto before = static_cast<std::size_t>(share * static_cast<double>(total - 1));
  std::size_t level = 0;
  for (std::size_t below = counts[0]; below <= before; below += counts.at(level)) ++level;
  return static_cast<double>(level);
}

/// Area of what has the size of letters, in squares of the height.
double letters_in(const cv::Mat& grey, double darkest, double height) {
  cv::Mat ink, labels, stats, centres;
  cv::threshold(grey, ink, darkest, 255, cv::THRESH_BINARY_INV);
  const int count = cv::connectedComponentsWithStats(ink, labels, stats, centres);
  double area = 0;
  for (int i = 1; i < count; ++i)
    if (stats.at<int>(i, cv::CC_STAT_HEIGHT) >= kLetterHigh * height &&
        stats.at<int>(i, cv::CC_STAT_WIDTH) >= kLetterWide * height)
      area += stats.at<int>(i, cv::CC_STAT_AREA);
  return area / (height * height);
}

enum class Side { left, right };

bool is_cut(const cv::Mat& shown, const models::Box& word, Side side) {
  const double reach = (kReach - kOwnEdge) * word.height, edge = kOwnEdge * word.height;
  const cv::Rect own = pixels_of(word, shown);
  const cv::Rect beside =
      pixels_of({side == Side::left ? word.x - edge - reach : word.right() + edge, word.y, reach, word.height}, shown);
  if (own.empty()) return false;
  if (beside.width < kLetterWide * word.height) return true;  // print goes to the sheet's edge, perhaps over it
  const cv::Mat print = lightest(shown(own)), next = lightest(shown(beside));
  const auto levels = levels_of(print);
  const double ink = quantile(levels, 0.05);
  const double paper = std::max(quantile(levels, kPaperShare), quantile(levels_of(next), kPaperShare));
  return letters_in(next, ink + kAsDarkAsPrint * (paper - ink), word.height) >= kLetterInk;
}

/// Whether a word stands so near to another's side that nothing between them was left out.
bool stands_beside(const models::Box& next, const models::Box& word, Side side) {
  const double common = std::min(next.bottom(), word.bottom()) - std::max(next.y, word.y);
  if (common <= kSameRow * std::min(next.height, word.height)) return false;
  const double reach = kReach * word.height, middle = word.x + word.width / 2;
  return side == Side::left ? next.right() < middle && word.x - next.right() < reach
                            : next.x > middle && next.x - word.right() < reach;
}

}  // namespace

std::vector<models::Box> find_cut_ends(const cv::Mat& shown, const models::PageText& text) {
  std::vector<const models::Word*> words;
  for (const models::Block& block : text.blocks)
    for (const models::Line& line : block.lines)
      for (const models::Word& word : line.words) words.push_back(&word);
  std::vector<models::Box> out;
  if (shown.empty()) return out;
  for (const models::Word* word : words) {
    if (word->box.height < kHeightMinPx || key_of(word->text).empty()) continue;
    const auto is_cut_at = [&](Side side) {
      const auto beside = [&](const models::Word* next) { return stands_beside(next->box, word->box, side); };
      return std::none_of(words.begin(), words.end(), beside) && is_cut(shown, word->box, side);
    };
    if (is_cut_at(Side::left) || is_cut_at(Side::right)) out.push_back(word->box);
  }
  std::sort(out.begin(), out.end(), [](const models::Box& one, const models::Box& other) {
    return std::tie(one.y, one.x) < std::tie(other.y, other.x);
  });
  return out;
}

}  // namespace hoso::extraction
