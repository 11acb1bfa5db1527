// SPDX-License-Identifier: Apache-2.0
// hoso: what needs records and the catalogue only; all that looks at pages is handed over to hoso-pages.
#include <sys/auxv.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "app/program.h"
#include "app/say.h"

namespace hoso::app {
namespace {

std::filesystem::path this_program() {
  std::error_code none;
  std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", none);
  if (none)  // a changed root without /proc
    self = std::filesystem::canonical(reinterpret_cast<const char*>(getauxval(AT_EXECFN)), none);
  return self;
}

/// Becomes hoso-pages, which lies beside this program where it was built, in libexec where it was installed: with the
/// same words, standard streams and process number. Comes back only where that is not there.
ExitCode hand_over(const std::vector<std::string>& words) {
  std::vector<char*> arguments{const_cast<char*>("hoso")};  // execv changes none of them
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const std::filesystem::path here = this_program().parent_path();
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
  return hoso::app::run_program({argv + 1, argv + argc}, hoso::app::commands_of_records(), hoso::app::hand_over);
}
