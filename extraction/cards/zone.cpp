// SPDX-License-Identifier: Apache-2.0
#include "extraction/cards/zone.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <string>

#include <opencv2/imgproc.hpp>

#include "extraction/cards/mrz.h"
#include "extraction/cards/ocr_b.h"
#include "extraction/cards/zone_line.h"
#include "hoso/imaging/channel.h"

namespace hoso::extraction {
namespace {

constexpr int kLetters = 30, kLines = 3;
constexpr double kSameEdge = 0.08, kSameWidth = 0.12;  // of a line's width, between lines of one zone
constexpr double kTallest = 1.4;                       // of the usual height of the lines
constexpr double kLineGapMax = 0.12;                   // of a line's width, from one line to the next
constexpr double kFixedMean = -1.5;  // least mean of what stands on every zone, as logarithms of probabilities
constexpr std::size_t kDoubtfulMax = 8;
constexpr double kImpossible = -1e9;
constexpr double kDoubt = 7, kGivingWayMax = 12;  // natural logarithms

constexpr std::string_view kDigits = "0123456789", kSexes = "MF<", kNameLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

using Lines = std::array<models::Box, kLines>;

/// One decision: the same character in one or two places of the zone.
struct Slot {
  std::vector<std::pair<int, int>> places;  // line, column
  std::string_view allowed;
};

/// Places of Vietnam's cards: the number's last nine digits are said twice (line 1, columns 6-14 and 16-27).
std::vector<Slot> slots() {
  std::vector<Slot> out;
  for (int i = 0; i < 12; ++i) {
    out.push_back({{{0, 15 + i}}, kDigits});
    if (i >= 3) out.back().places.emplace_back(0, 5 + i - 3);
  }
  for (const int column : {14, 29}) out.push_back({{{0, column}}, kDigits});
  for (const int column : {0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 29}) out.push_back({{{1, column}}, kDigits});
  out.push_back({{{1, 7}}, kSexes});
  return out;
}

constexpr std::array<std::string_view, kLines> kFixed{"IDVNM                      << ",
                                                      "               VNM<<<<<<<<<<< ", ""};

/// Logarithms of probabilities of every character in every place.
class Sheet {
 public:
  Sheet(const OcrB& reader, std::array<cv::Mat1f, kLines> lines) : reader_(&reader), lines_(std::move(lines)) {}
  [[nodiscard]] double of(int line, int column, char character) const {
    const auto at = reader_->characters().find(character);
    return at == std::string::npos ? 0 : lines_.at(static_cast<std::size_t>(line))(column, static_cast<int>(at));
  }
  [[nodiscard]] double of(const Slot& slot, char character) const {
    return std::accumulate(slot.places.begin(), slot.places.end(), 0.0, [&](double sum, const auto& place) {
      return sum + of(place.first, place.second, character);
    });
  }

 private:
  const OcrB* reader_;
  std::array<cv::Mat1f, kLines> lines_;
};

/// Mean over what stands on every zone: whether this is one.
double fixed_mean(const Sheet& sheet) {
  double sum = 0;
  int count = 0;
  for (int line = 0; line < kLines; ++line)
    for (int column = 0; column < static_cast<int>(kFixed.at(static_cast<std::size_t>(line)).size()); ++column) {
      const char character = kFixed.at(static_cast<std::size_t>(line)).at(static_cast<std::size_t>(column));
      if (character == ' ') continue;
      sum += std::max(-8.0, sheet.of(line, column, character));
      ++count;
    }
  return sum / count;
}

/// What was decided for a slot, and what might stand there instead.
struct Choice {
  const Slot* slot = nullptr;
  char best = '<', second = '<';
  double cost = 0;  // of taking the second
};

Choice choose(const Sheet& sheet, const Slot& slot) {
  double best = -1e9, second = -1e9;
  Choice choice{.slot = &slot};
  for (const char character : slot.allowed) {
    const double score = sheet.of(slot, character);
    if (score > best)
      second = best, choice.second = choice.best, best = score, choice.best = character;
    else if (score > second)
      second = score, choice.second = character;
  }
  choice.cost = best - second;
  return choice;
}

/// Parts of the third line (ICAO Doc 9303-5, 4.2.2): surname, "<<", given names with "<" between, fillers.
enum NamePart : std::size_t { surname, first_filler, second_filler, given, between, end, name_parts };

constexpr bool is_letter(std::size_t part) { return part == surname || part == given; }

/// What may stand before each part.
const std::vector<std::size_t>& before(std::size_t part) {
  static const std::array<std::vector<std::size_t>, name_parts> parts{
      {{surname}, {surname}, {first_filler}, {second_filler, given, between}, {given}, {given, end}}};
  return parts.at(part);
}

char best_letter(const Sheet& sheet, int column) {
  return *std::max_element(kNameLetters.begin(), kNameLetters.end(),
                           [&](char one, char other) { return sheet.of(2, column, one) < sheet.of(2, column, other); });
}

/// The most probable name, with the logarithm of its probability (Viterbi).
std::pair<std::string, double> best_name(const Sheet& sheet) {
  using Scores = std::array<double, name_parts>;
  std::array<std::array<std::size_t, name_parts>, kLetters> from{};
  std::string letters;
  Scores score{};
  score.fill(kImpossible);
  for (int column = 0; column < kLetters; ++column) {
    letters += best_letter(sheet, column);
    Scores next{};
    for (std::size_t part = 0; part < name_parts; ++part) {
      const auto best =
          *std::max_element(before(part).begin(), before(part).end(),
                            [&](std::size_t one, std::size_t other) { return score.at(one) < score.at(other); });
      const double start = column > 0 ? score.at(best) : part == surname ? 0 : kImpossible;
      from.at(static_cast<std::size_t>(column)).at(part) = best;
      next.at(part) = start + sheet.of(2, column, is_letter(part) ? letters.back() : '<');
    }
    score = next;
  }
  std::size_t part = score[end] > score[given] ? end : given;
  const double probability = score.at(part);
  std::string name(kLetters, '<');
  for (std::size_t at = kLetters; at-- > 0; part = from.at(at).at(part))
    if (is_letter(part)) name[at] = letters[at];
  return {name, probability};
}

using Text = std::array<std::string, kLines>;

void write(Text& text, const Slot& slot, char character) {
  for (const auto& [line, column] : slot.places)
    text.at(static_cast<std::size_t>(line)).at(static_cast<std::size_t>(column)) = character;
}

Text text_of(const std::vector<Choice>& choices) {
  Text text;
  for (std::size_t line = 0; line < text.size(); ++line) {
    text.at(line) = kFixed.at(line);
    text.at(line).resize(kLetters, ' ');
  }
  for (const Choice& choice : choices) write(text, *choice.slot, choice.best);
  return text;
}

bool digits_hold(const Text& text) {
  const auto mrz = read_mrz(text);
  return mrz && mrz->checked;
}

/// Lets the least sure digits give way, the cheapest set first, until the check digits hold.
std::optional<Text> mended(const Text& text, std::vector<Choice> doubtful) {
  std::erase_if(doubtful, [](const Choice& choice) { return choice.cost > kDoubt || choice.slot->allowed != kDigits; });
  std::sort(doubtful.begin(), doubtful.end(),
            [](const Choice& one, const Choice& other) { return one.cost < other.cost; });
  doubtful.resize(std::min(doubtful.size(), kDoubtfulMax));
  std::vector<std::pair<double, unsigned>> sets;
  for (unsigned set = 1; set < (1U << doubtful.size()); ++set) {
    double cost = 0;
    for (std::size_t i = 0; i < doubtful.size(); ++i)
      if ((set >> i & 1U) != 0) cost += doubtful[i].cost;
    if (cost <= kGivingWayMax) sets.emplace_back(cost, set);
  }
  std::sort(sets.begin(), sets.end());
  for (const auto& [cost, set] : sets) {
    Text other = text;
    for (std::size_t i = 0; i < doubtful.size(); ++i)
      if ((set >> i & 1U) != 0) write(other, *doubtful[i].slot, doubtful[i].second);
    if (digits_hold(other)) return other;
  }
  return std::nullopt;
}

struct Zone {
  models::MachineReadable found;
  bool holds = false;
};

std::optional<Zone> read_zone(const cv::Mat& grey, const Lines& boxes) {
  const OcrB& reader = OcrB::built_in();
  std::array<cv::Mat1f, kLines> lines;
  Zone zone;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const models::Box& box = boxes.at(i);
    const auto cells = cells_of_line(grey, {cvRound(box.x), cvRound(box.y), cvRound(box.width), cvRound(box.height)},
                                     kLetters, reader.cell());
    if (!cells) return std::nullopt;
    lines.at(i) = reader.log_probabilities(*cells);
    zone.found.box = models::united(zone.found.box, box);
  }
  const Sheet sheet(reader, std::move(lines));
  if (fixed_mean(sheet) < kFixedMean) return std::nullopt;
  static const std::vector<Slot> all_slots = slots();
  std::vector<Choice> choices;
  for (const Slot& slot : all_slots) choices.push_back(choose(sheet, slot));
  Text text = text_of(choices);
  const auto [name, probability] = best_name(sheet);
  text[2] = name;
  zone.holds = digits_hold(text);
  if (!zone.holds)
    if (auto other = mended(text, choices)) text = std::move(*other), zone.holds = true;
  zone.found.lines.assign(text.begin(), text.end());
  zone.found.confidence = std::exp(std::min(0.0, probability));
  return zone;
}

/// The page in grey, then in the channels in which a seal's red or a card's ground may fade.
class Views {
 public:
  static constexpr std::size_t kCount = 3;

  explicit Views(const cv::Mat& shown) : shown_(shown), count_(shown.channels() == 1 ? 1 : kCount) {}

  [[nodiscard]] std::size_t count() const { return count_; }

  /// Made when first asked for: the zone is seldom hidden in grey.
  const cv::Mat& view(std::size_t index) {
    cv::Mat& view = views_.at(index);
    if (!view.empty()) return view;
    if (shown_.channels() == 1)
      view = shown_;
    else if (index == 0)
      cv::cvtColor(shown_, view, cv::COLOR_BGR2GRAY);
    else
      view = imaging::channel_of(shown_, index == 1 ? imaging::Channel::red : imaging::Channel::blue);
    return view;
  }

 private:
  cv::Mat shown_;
  std::size_t count_;
  std::array<cv::Mat, kCount> views_;
};

/// The line below another of the same zone.
const models::Box* next_line(const std::vector<models::Box>& boxes, const models::Box& above) {
  const models::Box* nearest = nullptr;
  for (const models::Box& box : boxes) {
    const double gap = box.y + box.height / 2 - above.y - above.height / 2;
    if (gap <= 0.01 * above.width || gap > kLineGapMax * above.width) continue;
    if (std::abs(box.x - above.x) > kSameEdge * above.width) continue;
    if (std::abs(box.width - above.width) > kSameWidth * above.width) continue;
    if (nearest == nullptr || box.y < nearest->y) nearest = &box;
  }
  return nearest;
}

double median(std::array<double, kLines> values) {
  std::sort(values.begin(), values.end());
  return values[1];
}

double middle_of(const models::Box& box) { return box.y + box.height / 2; }

/// What touches a line from above or below must not move its middle: lines of a zone are evenly spaced.
void space_evenly(Lines& lines) {
  const double height = median({lines[0].height, lines[1].height, lines[2].height});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines.at(i).height <= kTallest * height) continue;
    const double middle = i == 0   ? 2 * middle_of(lines[1]) - middle_of(lines[2])
                          : i == 1 ? (middle_of(lines[0]) + middle_of(lines[2])) / 2
                                   : 2 * middle_of(lines[1]) - middle_of(lines[0]);
    lines.at(i).y = middle - height / 2, lines.at(i).height = height;
  }
}

/// A speck beside one of the lines must not move its ends.
Lines with_common_ends(Lines lines) {
  space_evenly(lines);
  const double left = median({lines[0].x, lines[1].x, lines[2].x});
  const double right = median({lines[0].right(), lines[1].right(), lines[2].right()});
  for (models::Box& line : lines) line.x = left, line.width = right - left;
  return lines;
}

/// The middle line, where it was not read, between two that look like a zone's outer lines.
std::vector<Lines> without_middle(const std::vector<models::Box>& likely) {
  std::vector<Lines> out;
  for (const models::Box& first : likely)
    for (const models::Box& third : likely) {
      const double gap = middle_of(third) - middle_of(first);
      if (gap <= kLineGapMax * first.width || gap > 2 * kLineGapMax * first.width) continue;
      if (std::abs(third.x - first.x) > kSameEdge * first.width) continue;
      if (std::abs(third.width - first.width) > kSameWidth * first.width) continue;
      models::Box second = first;
      second.y += gap / 2;
      out.push_back(with_common_ends({first, second, third}));
    }
  return out;
}

/// Three lines of one width below each other, of which one at least looks like a zone's.
std::vector<Lines> candidates(const models::PageText& text) {
  std::vector<models::Box> boxes, likely;
  for (const models::Block& block : text.blocks)
    for (const models::Line& line : block.lines) {
      boxes.push_back(line.box);
      if (looks_like_mrz(models::text_of(line))) likely.push_back(line.box);
    }
  std::vector<Lines> out;
  for (const models::Box& first : boxes) {
    const models::Box* second = next_line(boxes, first);
    const models::Box* third = second != nullptr ? next_line(boxes, *second) : nullptr;
    if (third == nullptr) continue;
    const bool any = std::any_of(likely.begin(), likely.end(), [&](const models::Box& box) {
      return box == first || box == *second || box == *third;
    });
    if (any) out.push_back(with_common_ends({first, *second, *third}));
  }
  if (out.empty()) out = without_middle(likely);
  return out;
}

}  // namespace

std::vector<models::MachineReadable> read_zones(const cv::Mat& shown, const models::PageText& text) {
  std::vector<models::MachineReadable> out;
  const std::vector<Lines> found = candidates(text);
  if (found.empty()) return out;
  Views views(shown);
  for (const Lines& lines : found) {
    std::optional<Zone> best;
    for (std::size_t i = 0; i < views.count(); ++i) {
      auto zone = read_zone(views.view(i), lines);
      if (zone && (!best || zone->holds)) best = std::move(zone);
      if (best && best->holds) break;
    }
    if (best) out.push_back(std::move(best->found));
  }
  return out;
}

}  // namespace hoso::extraction
