// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "app/command.h"
#include "app/program.h"

namespace hoso::app {

std::span<const OwnCommand> commands_of_records() {
  static constexpr std::array kCommands{OwnCommand{for_find, run_find},
                                        OwnCommand{for_list, run_list},
                                        OwnCommand{for_show, run_show},
                                        OwnCommand{for_explain, run_explain},
                                        OwnCommand{for_view, run_view},
                                        OwnCommand{for_export, run_export},
                                        OwnCommand{for_report, run_report},
                                        OwnCommand{for_catalogue, run_catalogue},
                                        OwnCommand{for_profile, run_profile},
                                        OwnCommand{for_types, run_types},
                                        OwnCommand{for_procedures, run_procedures}};
  return kCommands;
}

}  // namespace hoso::app
