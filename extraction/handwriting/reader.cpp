// SPDX-License-Identifier: Apache-2.0
#include "extraction/handwriting/reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "extraction/handwriting/decode.h"
#include "extraction/handwriting/ink.h"
#include "extraction/handwriting/nets.h"
#include "extraction/handwriting/segmenter.h"

namespace hoso::extraction {
namespace {

using Kind = models::FilledGap::Kind;

constexpr std::array<GapView, 5> kViews{GapView{}, GapView{.stretch_x = 0.9}, GapView{.stretch_x = 1.12},
                                        GapView{.stretch_y = 0.92, .lift_px = 1.5},
                                        GapView{.stretch_y = 1.08, .lift_px = -1.5}};
constexpr double kColumnPx = 2;  // of the ink, a column of the nets' output
constexpr double kSeen = 0.5;
constexpr double kBesideNeighbour = 0.15;  // heights of capitals: print leans over its edge
constexpr std::size_t kNumberDigitsMax = 6;

bool can_stand(Kind kind, const std::string& digits) {
  if (digits.empty() || digits.size() > kNumberDigitsMax) return false;
  const int value = std::stoi(digits);
  switch (kind) {
    case Kind::number:
      return value > 0;
    case Kind::day:
      return digits.size() <= 2 && value >= 1 && value <= 31;
    case Kind::month:
      return digits.size() <= 2 && value >= 1 && value <= 12;
    case Kind::year:
      return digits.size() == 4 && value >= 1900 && value < 2100;
  }
  return false;
}

/// What all nets and views say together.
struct Opinion {
  std::map<std::string, double> readings;
  double left_seen = 0, right_seen = 0, by_hand = 0;
  Look plain;  ///< the first net's look at the gap as it is
};

/// Whether the gap is filled by print that the page's text has right: other views would say the same.
bool is_plain_print(const Gap& gap, const Opinion& sum, int looks) {
  constexpr double kByHandMax = 0.05, kSureMin = 0.97;
  const auto same = sum.readings.find(gap.recognised);
  return same != sum.readings.end() && sum.by_hand <= kByHandMax * looks && same->second >= kSureMin * looks;
}

Opinion opinion_of(const cv::Mat& grey, const Gap& gap) {
  Opinion out;
  int looks = 0;
  for (const GapView& view : kViews) {
    if (looks > 0 && is_plain_print(gap, out, looks)) break;
    for (const cv::Mat1f& probabilities : field_probabilities(ink_of(grey, gap, view))) {
      const Look look = decode(probabilities);
      if (looks++ == 0) out.plain = look;
      for (const auto& [digits, probability] : look.readings)
        if (can_stand(gap.kind, digits)) out.readings[digits] += probability;
      out.left_seen += look.left_seen, out.right_seen += look.right_seen, out.by_hand += look.by_hand;
    }
  }
  for (auto& [digits, probability] : out.readings) probability /= looks;
  out.left_seen /= looks, out.right_seen /= looks, out.by_hand /= looks;
  return out;
}

/// A column of the nets' output in pixels of the page.
double on_page(const Gap& gap, double column) { return gap.from_px + (column + 0.5) * kColumnPx / ink_scale(gap, {}); }

models::Box box_of(const Gap& gap, const Look& look) {
  const bool read = look.first_digit >= 0;
  const double left = read ? on_page(gap, look.first_digit) - gap.cap_px / 2 : gap.left_px;
  const double right = read ? on_page(gap, look.last_digit) + gap.cap_px / 2 : gap.right_px;
  return {left, gap.base_px - 1.3 * gap.cap_px, std::max(1.0, right - left), 1.6 * gap.cap_px};
}

void doubt_neighbours(const Gap& gap, const Opinion& opinion, std::vector<std::string>& doubts) {
  if (opinion.left_seen < kSeen) doubts.emplace_back("left_neighbour");
  if (gap.kind != Kind::year && opinion.right_seen < kSeen) doubts.emplace_back("right_neighbour");
}

/// The ink between the neighbours.
cv::Mat1f between(const cv::Mat& grey, const Gap& gap) {
  const cv::Mat1f ink = ink_of(grey, gap, {});
  const double scale = ink_scale(gap, {}), margin = kBesideNeighbour * kInkCap;
  const int from = std::clamp(cvRound((gap.left_px - gap.from_px) * scale + margin), 0, ink.cols);
  const int to = std::clamp(cvRound((gap.right_px - gap.from_px) * scale - margin), from, ink.cols);
  return ink.colRange(from, to);
}

/// Digits that pixels and file agree on are print: the nets for handwriting have nothing to tell.
bool is_given_print(const Gap& gap) {
  constexpr double kAgreed = 0.9;
  const bool digits = std::ranges::all_of(gap.recognised, [](char c) { return c >= '0' && c <= '9'; });
  return gap.given && digits && gap.recognised_confidence >= kAgreed && can_stand(gap.kind, gap.recognised);
}

models::FilledGap as_given(const Gap& gap) {
  return {.kind = gap.kind,
          .box = box_of(gap, {}),
          .recognised = gap.recognised,
          .recognised_confidence = gap.recognised_confidence};
}

}  // namespace

models::FilledGap read_gap(const cv::Mat& grey, const Gap& gap) {
  const Opinion opinion = opinion_of(grey, gap);
  models::FilledGap out{.kind = gap.kind, .box = box_of(gap, opinion.plain), .doubts = gap.doubts};
  out.by_hand = opinion.by_hand;
  out.recognised = gap.recognised, out.recognised_confidence = gap.recognised_confidence;
  const auto best = std::max_element(opinion.readings.begin(), opinion.readings.end(),
                                     [](const auto& one, const auto& other) { return one.second < other.second; });
  if (best != opinion.readings.end()) out.digits = best->first, out.confidence = std::min(1.0, best->second);
  out.second = read_by_digits(between(grey, gap));
  doubt_neighbours(gap, opinion, out.doubts);
  return out;
}

std::vector<models::FilledGap> read_gaps(const cv::Mat& shown, const models::PageText& text,
                                         const std::vector<models::Box>& marks) {
  if (shown.empty() || text.blocks.empty()) return {};
  const cv::Mat grey = pen_channel(shown);
  std::vector<models::FilledGap> out;
  for (const Gap& gap : find_gaps(lay_out(text, {shown.cols, shown.rows}, marks), grey))
    out.push_back(is_given_print(gap) ? as_given(gap) : read_gap(grey, gap));
  return out;
}

}  // namespace hoso::extraction
