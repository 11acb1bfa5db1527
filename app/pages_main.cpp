// SPDX-License-Identifier: Apache-2.0
// hoso-pages: the commands of hoso that look at pages; hoso hands them over.
#include <cstdio>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <opencv2/core/utility.hpp>

#include "app/program.h"

namespace hoso::app {
namespace {

/// Pages are large and come one after another: given back to the system and taken again, their memory costs a
/// twenty-fifth of the time.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kMegabyte = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, 1024 * kMegabyte);
  mallopt(M_TRIM_THRESHOLD, 1024 * kMegabyte);
  mallopt(M_TOP_PAD, 16 * kMegabyte);
#endif
}

ExitCode not_here(const std::vector<std::string>& /*words*/) {
  std::fputs("hoso-pages is started by hoso, for commands that look at pages; see `hoso --help`.\n", stderr);
  return ExitCode::usage;
}

}  // namespace
}  // namespace hoso::app

int main(int argc, char** argv) {
  // A process's own choice, not the library's: pages run side by side, so the work inside one page stays on its thread.
  cv::setNumThreads(1);
  hoso::app::keep_freed_memory();
  return hoso::app::run_program({argv + 1, argv + argc}, hoso::app::commands_of_pages(), hoso::app::not_here);
}
