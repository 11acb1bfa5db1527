// SPDX-License-Identifier: Apache-2.0
#include "app/separation_options.h"

#include "app/option_kinds.h"

namespace hoso::app {

std::vector<Option> separation_options(unsigned commands) {
  return {flag(
              {.name = "separator-codes",
               .commands = commands,
               .in_record = true,
               .help = "A sheet with the code HOSO:START begins a document"},
              [](Settings & s) -> auto& { return s.job.separation.separator_codes; }),
          flag(
              {.name = "patch-t",
               .commands = commands,
               .in_record = true,
               .help = "A sheet with the patch code T, or the bar code PATCHT, begins a document"},
              [](Settings & s) -> auto& { return s.job.separation.patch_t; }),
          flag(
              {.name = "receipt-codes",
               .commands = commands,
               .in_record = true,
               .help = "A receipt with the bar code of a dossier begins a document"},
              [](Settings & s) -> auto& { return s.job.separation.receipt_codes; }),
          flag(
              {.name = "blank-ends", .commands = commands, .in_record = true, .help = "A blank sheet ends a document"},
              [](Settings & s) -> auto& { return s.job.separation.blank_ends; }),
          number(
              {.name = "every-pages",
               .commands = commands,
               .in_record = true,
               .value_name = "N",
               .help = "A document ends after so many pages; 0: any number"},
              0, 10'000, [](Settings & s) -> auto& { return s.job.separation.every_pages; }),
          flag(
              {.name = "by-content",
               .commands = commands,
               .in_record = true,
               .help = "Heads, titles and page numbers tell where documents begin"},
              [](Settings & s) -> auto& { return s.job.separation.content; }),
          flag(
              {.name = "stop-at-secrets",
               .commands = commands,
               .in_record = true,
               .help = "Store nothing of a dossier with a sheet marked MẬT, TỐI MẬT or TUYỆT MẬT"},
              [](Settings & s) -> auto& { return s.job.stop_at_secrets; }),
          text(
              {.name = "code",
               .commands = for_separators,
               .in_profile = false,
               .value_name = "CODES",
               .help = "Codes of dossiers, with commas between; the same as arguments"},
              [](Settings & s) -> auto& { return s.codes; }),
          flag(
              {.name = "patch-sheet",
               .commands = for_separators,
               .in_profile = false,
               .help = "Add a sheet with the patch code T"},
              [](Settings & s) -> auto& { return s.patch_sheet; })};
}

}  // namespace hoso::app
