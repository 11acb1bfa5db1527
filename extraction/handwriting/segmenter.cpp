// SPDX-License-Identifier: Apache-2.0
#include "extraction/handwriting/segmenter.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "extraction/handwriting/ink.h"
#include "extraction/handwriting/nets.h"

namespace hoso::extraction {
namespace {

constexpr double kInk = 0.35;
constexpr int kSide = 28, kInkSide = 20;  // of a cut-out, and of the ink in it
// In heights of capitals.
constexpr double kDot = 0.25, kDigitHeight = 0.55, kNarrow = 0.12, kWide = 1.3, kCutEvery = 0.18;
constexpr std::size_t kCutsMax = 40;
constexpr double kLeastProbability = 1e-4;

int px(double caps) { return std::max(1, cvRound(caps * kInkCap)); }

/// The ink without leaders and specks, and without what a line above or below lets in.
cv::Mat1f digits_only(const cv::Mat1f& ink) {
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(ink > kInk, labels, stats, centres, 8);
  cv::Mat keep = cv::Mat::zeros(ink.size(), CV_8UC1);
  for (int i = 1; i < count; ++i) {
    const int height = stats.at<int>(i, cv::CC_STAT_HEIGHT), width = stats.at<int>(i, cv::CC_STAT_WIDTH);
    const int top = stats.at<int>(i, cv::CC_STAT_TOP);
    const bool dot = height <= px(kDot) && width <= 2 * px(kDot);
    const bool beyond = top + height <= kInkBase - 1.1 * kInkCap || top >= kInkBase + 2;
    if (!dot && !beyond) keep.setTo(255, labels == i);
  }
  cv::dilate(keep, keep, cv::Mat());
  cv::Mat1f out = cv::Mat1f::zeros(ink.size());
  ink.copyTo(out, keep);
  return out;
}

/// Columns where the ink may be cut: where it begins and ends, and where it is thinnest around.
std::vector<int> cuts_of(const cv::Mat1f& ink) {
  cv::Mat1f profile;
  cv::reduce(ink, profile, 0, cv::REDUCE_SUM);
  const auto at = [&](int x) { return x < 0 || x >= profile.cols ? 0.0F : profile(0, x); };
  std::vector<int> cuts;
  const int reach = px(kCutEvery);
  for (int x = 0; x <= profile.cols; ++x) {
    const float own = std::min(at(x), at(x - 1));
    const bool border = (at(x - 1) < kInk) != (at(x) < kInk);
    bool least = own > 0;
    for (int other = x - reach; least && other < x + reach; ++other) least = at(other) >= own;
    if (border || least) cuts.push_back(x);
  }
  if (cuts.size() > kCutsMax) cuts.clear();
  return cuts;
}

/// A cut-out as the net was trained to see it: its ink in the middle, the longer side `kInkSide`.
cv::Mat1f framed(const cv::Mat1f& part) {
  cv::Mat1f out = cv::Mat1f::zeros(kSide, kSide);
  const cv::Rect box = cv::boundingRect(part > kInk);
  if (box.empty()) return out;
  const double scale = static_cast<double>(kInkSide) / std::max(box.width, box.height);
  const int width = std::max(1, cvRound(box.width * scale)), height = std::max(1, cvRound(box.height * scale));
  cv::resize(part(box), out(cv::Rect((kSide - width) / 2, (kSide - height) / 2, width, height)), {width, height}, 0, 0,
             cv::INTER_LINEAR);
  return out;
}

/// A digit between two cuts.
struct Piece {
  std::size_t from = 0, to = 0;
  char digit = '0';
  double score = 0;  ///< log probability times width: however it is cut, the same ink weighs the same
};

std::vector<Piece> pieces_of(const cv::Mat1f& ink, const std::vector<int>& cuts) {
  std::vector<Piece> pieces;
  std::vector<cv::Mat1f> cut_outs;
  for (std::size_t i = 0; i < cuts.size(); ++i)
    for (std::size_t k = i + 1; k < cuts.size() && cuts[k] - cuts[i] <= px(kWide); ++k) {
      if (cuts[k] - cuts[i] < px(kNarrow)) continue;
      const cv::Mat1f part = ink.colRange(cuts[i], cuts[k]);
      if (cv::boundingRect(part > kInk).height < px(kDigitHeight)) continue;
      pieces.push_back({.from = i, .to = k});
      cut_outs.push_back(framed(part));
    }
  const cv::Mat1f probabilities = digit_probabilities(cut_outs);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const cv::Mat1f digits = probabilities.row(static_cast<int>(i)).colRange(0, 10);
    double best = 0;
    cv::Point at;
    cv::minMaxLoc(digits, nullptr, &best, nullptr, &at);
    pieces[i].digit = static_cast<char>('0' + at.x);
    pieces[i].score = std::log(std::max(best, kLeastProbability)) * (cuts[pieces[i].to] - cuts[pieces[i].from]);
  }
  return pieces;
}

/// The best row of pieces from the first cut to the last; columns without ink cost nothing.
std::string best_row(const cv::Mat1f& ink, const std::vector<int>& cuts, const std::vector<Piece>& pieces) {
  struct Way {
    double score = -1e18;
    std::string digits;
  };
  std::vector<Way> ways(cuts.size());
  ways.front().score = 0;
  for (std::size_t k = 1; k < cuts.size(); ++k) {
    const cv::Mat1f gap = ink.colRange(cuts[k - 1], cuts[k]);
    const double lost = cv::sum(gap)[0] * std::log(kLeastProbability) / px(kDigitHeight);
    ways[k] = {ways[k - 1].score + lost, ways[k - 1].digits};
    for (const Piece& piece : pieces)
      if (piece.to == k && ways[piece.from].score + piece.score > ways[k].score)
        ways[k] = {ways[piece.from].score + piece.score, ways[piece.from].digits + piece.digit};
  }
  return ways.back().digits;
}

}  // namespace

std::string read_by_digits(const cv::Mat1f& ink) {
  if (ink.empty()) return {};
  const cv::Mat1f digits = digits_only(ink);
  const std::vector<int> cuts = cuts_of(digits);
  if (cuts.size() < 2) return {};
  return best_row(digits, cuts, pieces_of(digits, cuts));
}

}  // namespace hoso::extraction
