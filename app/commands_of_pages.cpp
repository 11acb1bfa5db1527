// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "app/command.h"
#include "app/program.h"

namespace hoso::app {

std::span<const OwnCommand> commands_of_pages() {
  static constexpr std::array kCommands{
      OwnCommand{for_digitise, run_digitise}, OwnCommand{for_scan, run_scan},
      OwnCommand{for_scanners, run_scanners}, OwnCommand{for_separators, run_separators},
      OwnCommand{for_render, run_render},     OwnCommand{for_reread, run_reread},
      OwnCommand{for_verify, run_verify},     OwnCommand{for_line, run_line},
      OwnCommand{for_doctor, run_doctor}};
  return kCommands;
}

}  // namespace hoso::app
