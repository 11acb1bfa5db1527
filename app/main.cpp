// SPDX-License-Identifier: Apache-2.0
// hoso: what needs records and the catalogue only; all that looks at pages is handed over to hoso-pages.
#include <unistd.h>

#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "app/command.h"
#include "app/program.h"
#include "app/say.h"

namespace hoso::app {
namespace {

constexpr std::array kOwn{OwnCommand{for_find, run_find},
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

/// Becomes hoso-pages, which lies beside this program where it was built, in libexec where it was installed: with the
/// same words, standard streams and process number. Comes back only where that is not there.
ExitCode hand_over(const std::vector<std::string>& words) {
  std::vector<char*> arguments{const_cast<char*>("hoso")};  // execv changes none of them
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const std::filesystem::path here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  for (const auto& folder : {here, here.parent_path() / HOSO_LIBEXEC_RELATIVE})
    execv((folder / "hoso-pages").c_str(), arguments.data());
  fmt::print(stderr, "hoso: {}\n",
             say("its part that reads pages, hoso-pages, is neither in {} nor in its libexec. Install hoso again.",
                 here.string()));
  return ExitCode::unavailable;
}

}  // namespace
}  // namespace hoso::app

int main(int argc, char** argv) {
  return hoso::app::run_program({argv + 1, argv + argc}, hoso::app::kOwn, hoso::app::hand_over);
}
