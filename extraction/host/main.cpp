// SPDX-License-Identifier: Apache-2.0
// hoso-code-host: ZXing's decoders in a process of their own. Started by hoso with one end of a socket pair (3) and the
// memory in which pages lie (4); see hoso/extraction/code_hosts.h.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <cstdio>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <opencv2/core/utility.hpp>

#include "extraction/barcodes/code_messages.h"
#include "extraction/barcodes/search.h"

namespace {

constexpr int kSocket = 3, kShared = 4;
constexpr rlim_t kMemoryMax = rlim_t{2} << 30;

bool is_socket(int fd) {
  int type = 0;
  socklen_t size = sizeof type;
  return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
}

/// No picture of a page is left on a disk when this process aborts, and no page takes the machine's memory.
void restrict_this_process() {
  const rlimit no_core{0, 0}, memory{kMemoryMax, kMemoryMax};
  setrlimit(RLIMIT_CORE, &no_core);
  prctl(PR_SET_DUMPABLE, 0);
#ifdef HOSO_LIMIT_MEMORY  // sanitizers reserve more than there is
  setrlimit(RLIMIT_AS, &memory);
#else
  (void)memory;
#endif
}

/// As hoso-pages does: images of a page come one after another.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kMegabyte = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, 1024 * kMegabyte);
  mallopt(M_TRIM_THRESHOLD, 1024 * kMegabyte);
#endif
}

}  // namespace

int main() {
  if (!is_socket(kSocket)) {
    std::fputs("hoso-code-host is started by hoso, with a socket; see `hoso digitise --help`.\n", stderr);
    return 2;
  }
  restrict_this_process();
  keep_freed_memory();
  cv::setNumThreads(1);
  hoso::extraction::serve_codes(hoso::models::UniqueFd(kSocket), hoso::models::UniqueFd(kShared),
                                hoso::extraction::search_codes);
  return 0;
}
