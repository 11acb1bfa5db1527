// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace hoso::app {

/// Below it a page is in doubt: too many of its words may be wrong (mean of their confidences).
inline constexpr double kDoubtfulPage = 0.85;

/// How far a run is.
struct ProgressFacts {
  int pages = 0;  ///< done, failed ones among them
  std::optional<int> pages_expected;
  int pages_failed = 0;
  int pages_in_doubt = 0;
  int dossiers = 0;    ///< done, stored or not
  double seconds = 0;  ///< since it began
  std::string dossier;
};

/// One line of at most `columns` letters: what does not fit is left out, the least important first.
std::string progress_line(const ProgressFacts& facts, int columns);

/// Pages a minute; 0 where it is too early to tell.
double pages_a_minute(int pages, double seconds);

/// "8 s", "12 min", "2 h 5 min".
std::string in_time(double seconds);

}  // namespace hoso::app
