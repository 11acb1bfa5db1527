// SPDX-License-Identifier: Apache-2.0
#include "extraction/handwriting/reader.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string>
#include <utility>

#include "extraction/handwriting/decode.h"
#include "extraction/handwriting/filled.h"
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

/// Digits that the page's text has surely, too.
bool is_surely_text(const Gap& gap, const std::string& digits) {
  return digits == gap.recognised && gap.recognised_confidence >= kTextRead;
}

/// Whether other views cannot change what is made of it: plain print, digits that the page's text has surely, or ones
/// of which both nets are sure, neighbours included.
bool is_settled(const Gap& gap, const Opinion& sum, int looks) {
  constexpr double kSure = 0.9, kLikely = 0.5;
  if (is_plain_print(gap, sum, looks)) return true;
  const auto best = std::ranges::max_element(
      sum.readings, [](const auto& one, const auto& other) { return one.second < other.second; });
  if (best == sum.readings.end()) return false;
  if (is_surely_text(gap, best->first)) return best->second >= kLikely * looks;
  const bool neighbours = sum.left_seen >= kSure * looks && (gap.kind == Kind::year || sum.right_seen >= kSure * looks);
  return neighbours && best->second >= kSure * looks;
}

Opinion opinion_of(const cv::Mat& shown, const Gap& gap) {
  Opinion out;
  int looks = 0;
  for (const GapView& view : kViews) {
    if (looks > 0 && is_settled(gap, out, looks)) break;
    for (const cv::Mat1f& probabilities : field_probabilities(ink_of(shown, gap, view))) {
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
cv::Mat1f between(const cv::Mat& shown, const Gap& gap) {
  const cv::Mat1f ink = ink_of(shown, gap, {});
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

/// Below 10 a 0 stands before the digit of a number or day, and of months before that of 1 and 2 (NĐ 30/2020, Phụ lục
/// I, mục II.3 and II.4).
double likely_form(Kind kind, const std::string& digits) {
  constexpr double kAgainstTheRule = 0.25;
  const bool ruled = kind == Kind::number || kind == Kind::day || (kind == Kind::month && digits < "3");
  return ruled && digits.size() == 1 ? kAgainstTheRule : 1;
}

/// Takes the likeliest of the nets' readings. The segmenter and the page's text seldom read the same by chance. What
/// the nets do not like best themselves counts half, which is never enough without the others.
void choose(const Opinion& opinion, const Prior& prior, models::FilledGap& out) {
  constexpr double kSeconded = 8, kInText = 5;
  double best = 0, own = 0;
  for (const auto& [digits, probability] : opinion.readings) {
    own = std::max(own, probability);
    const double weight = probability * likely_form(out.kind, digits) * (prior ? prior(digits) : 1) *
                          (digits == out.second ? kSeconded : 1) * (digits == out.recognised ? kInText : 1);
    if (weight <= best) continue;
    best = weight;
    out.digits = digits, out.confidence = std::min(1.0, probability);
  }
  if (out.confidence < std::min(1.0, own)) out.confidence /= 2;
}

/// Whether nets and text have the same so surely that a third reader would change nothing.
bool is_read_alike(const Gap& gap, const Opinion& opinion) {
  constexpr double kMost = 0.5;  // no other reading can be likelier
  const auto same = opinion.readings.find(gap.recognised);
  return same != opinion.readings.end() && same->second > kMost && is_surely_text(gap, same->first);
}

bool is_date(const std::vector<Gap>& gaps, std::size_t i) {
  return i + 2 < gaps.size() && gaps[i].kind == Kind::day && gaps[i + 1].kind == Kind::month &&
         gaps[i + 2].kind == Kind::year;
}

/// From a day to a signature, by the calendar of Viet Nam; nullopt where there is no such day.
std::optional<int> days_between(const std::string& day, const models::FilledGap& month, const models::FilledGap& year,
                                std::int64_t signed_time) {
  using namespace std::chrono;
  constexpr hours kVietNam{7};
  const std::string months = value_of(month).digits, years = value_of(year).digits;
  if (day.empty() || !can_stand(Kind::month, months) || !can_stand(Kind::year, years)) return std::nullopt;
  const year_month_day date{std::chrono::year(std::stoi(years)),
                            std::chrono::month(static_cast<unsigned>(std::stoi(months))),
                            std::chrono::day(static_cast<unsigned>(std::stoi(day)))};
  if (!date.ok()) return std::nullopt;
  const auto signature = floor<std::chrono::days>(sys_seconds(seconds(signed_time)) + kVietNam);
  return static_cast<int>((signature - sys_days(date)).count());
}

double likely_after(std::optional<int> days) {
  constexpr int kSoon = 7;
  constexpr double kSignedBefore = 0.05, kSignedLate = 0.3;
  if (!days) return 1;
  return *days < 0 ? kSignedBefore : *days > kSoon ? kSignedLate : 1;
}

}  // namespace

models::FilledGap read_gap(const cv::Mat& shown, const Gap& gap, const Prior& prior) {
  const Opinion opinion = opinion_of(shown, gap);
  models::FilledGap out{.kind = gap.kind, .box = box_of(gap, opinion.plain), .doubts = gap.doubts};
  out.by_hand = opinion.by_hand;
  out.recognised = gap.recognised, out.recognised_confidence = gap.recognised_confidence;
  if (!is_read_alike(gap, opinion)) out.second = read_by_digits(between(shown, gap));
  choose(opinion, prior, out);
  doubt_neighbours(gap, opinion, out.doubts);
  return out;
}

std::vector<models::FilledGap> read_gaps(const cv::Mat& shown, const models::PageText& text,
                                         const std::vector<models::Box>& marks,
                                         std::optional<std::int64_t> signed_time) {
  if (shown.empty() || text.blocks.empty()) return {};
  const std::vector<Gap> gaps = find_gaps(lay_out(text, {shown.cols, shown.rows}, marks), shown);
  std::vector<models::FilledGap> out(gaps.size());
  for (std::size_t i = gaps.size(); i-- > 0;) {  // month and year tell something of the day before them
    const auto days = [&](const std::string& digits) -> std::optional<int> {
      return signed_time && is_date(gaps, i) ? days_between(digits, out[i + 1], out[i + 2], *signed_time)
                                             : std::nullopt;
    };
    const Prior prior = [&](const std::string& digits) { return likely_after(days(digits)); };
    out[i] = is_given_print(gaps[i]) ? as_given(gaps[i]) : read_gap(shown, gaps[i], prior);
    if (const auto own = days(out[i].digits)) out[i].days_to_signature = out[i + 1].days_to_signature = own;
  }
  return out;
}

}  // namespace hoso::extraction
