// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/progress_line.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "app/say.h"
#include "app/terminal/changing_line.h"
#include "app/terminal/talk.h"

namespace hoso::app {
namespace {

constexpr double kMinute = 60, kHour = 3600;
constexpr int kPagesForRate = 3;  // fewer tell nothing of those to come
constexpr double kSecondsForRate = 2;

std::string time_left(const ProgressFacts& facts) {
  const double rate = pages_a_minute(facts.pages, facts.seconds);
  if (!facts.pages_expected || rate <= 0 || *facts.pages_expected <= facts.pages) return {};
  return say("about {} left", in_time((*facts.pages_expected - facts.pages) / rate * kMinute));
}

}  // namespace

double pages_a_minute(int pages, double seconds) {
  return pages >= kPagesForRate && seconds >= kSecondsForRate ? pages / seconds * kMinute : 0;
}

std::string in_time(double seconds) {
  if (seconds < kMinute) return say("{:.0f} s", std::ceil(seconds));
  if (seconds < kHour) return say("{:.0f} min", std::ceil(seconds / kMinute));
  const double hours = std::floor(seconds / kHour);
  return say("{:.0f} h {:.0f} min", hours, std::floor((seconds - hours * kHour) / kMinute));
}

std::string progress_line(const ProgressFacts& facts, int columns) {
  const bool has_goal = facts.pages_expected && *facts.pages_expected >= facts.pages;
  std::string line =
      has_goal ? say("{} of {} pages", facts.pages, *facts.pages_expected) : counted(facts.pages, "page", "pages");
  const double rate = pages_a_minute(facts.pages, facts.seconds);
  // In the order of importance; they stand in that order too.
  const std::vector<std::string> parts{time_left(facts),
                                       facts.pages_failed > 0 ? say("{} failed", facts.pages_failed) : "",
                                       facts.pages_in_doubt > 0 ? say("{} in doubt", facts.pages_in_doubt) : "",
                                       rate > 0 ? say("{:.0f} pages/min", rate) : "",
                                       facts.dossiers > 0 ? counted(facts.dossiers, "dossier", "dossiers") : "",
                                       facts.dossier};
  const auto most = static_cast<std::size_t>(std::max(1, columns));
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (letters(line) + 2 + letters(part) > most) break;
    line += "  " + part;
  }
  return beginning(line, most);
}

}  // namespace hoso::app
