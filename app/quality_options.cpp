// SPDX-License-Identifier: Apache-2.0
#include "app/quality_options.h"

#include "app/option_kinds.h"

namespace hoso::app {

std::vector<Option> quality_options(unsigned commands) {
  return {number(
              {.name = "quality-dpi",
               .commands = commands,
               .in_record = true,
               .value_name = "DPI",
               .help = "Scan a page again that has a lower resolution"},
              0, 1200, [](Settings & s) -> auto& { return s.job.quality.dpi_min; }),
          number(
              {.name = "quality-blur",
               .commands = commands,
               .in_record = true,
               .value_name = "MM",
               .help = "Scan a page again whose print has wider edges, on paper"},
              0, 25, [](Settings & s) -> auto& { return s.job.quality.blur_mm_max; }),
          number(
              {.name = "quality-contrast",
               .commands = commands,
               .in_record = true,
               .value_name = "SHARE",
               .help = "Scan a page again whose print is less darker than its paper"},
              0, 1, [](Settings & s) -> auto& { return s.job.quality.contrast_min; }),
          number(
              {.name = "quality-noise",
               .commands = commands,
               .in_record = true,
               .value_name = "SHARE",
               .help = "Scan a page again whose bare paper varies more"},
              0, 1, [](Settings & s) -> auto& { return s.job.quality.noise_max; }),
          number(
              {.name = "quality-skew",
               .commands = commands,
               .in_record = true,
               .value_name = "DEGREES",
               .help = "Scan a page again that lies more askew"},
              0, 90, [](Settings & s) -> auto& { return s.job.quality.skew_degrees_max; }),
          number(
              {.name = "quality-cut-lines",
               .commands = commands,
               .in_record = true,
               .value_name = "N",
               .help = "Scan a page again with more lines that run off its edge"},
              0, 1000, [](Settings & s) -> auto& { return s.job.quality.cut_lines_max; }),
          number(
              {.name = "quality-corner",
               .commands = commands,
               .in_record = true,
               .value_name = "MM",
               .help = "Scan a page again on which more of a corner is missing"},
              0, 1000, [](Settings & s) -> auto& { return s.job.quality.missing_corner_mm_max; }),
          number(
              {.name = "quality-confidence",
               .commands = commands,
               .in_record = true,
               .value_name = "SHARE",
               .help = "Scan a page again whose words are less sure in the mean"},
              0, 1, [](Settings & s) -> auto& { return s.job.quality.confidence_min; })};
}

}  // namespace hoso::app
