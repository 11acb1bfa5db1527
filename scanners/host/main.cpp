// SPDX-License-Identifier: Apache-2.0
// hoso-scan-host: libsane in a process of its own. Started by hoso with one end of a socket pair; docs/scanning.md has
// the protocol.
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <csignal>
#include <cstdio>
#include <string_view>

#include "scanners/host/host.h"

namespace {

constexpr int kDefaultFd = 3;

int socket_from(int argc, char** argv) {
  int fd = kDefaultFd;
  if (argc > 1) {
    const std::string_view text = argv[1];
    if (std::from_chars(text.data(), text.data() + text.size(), fd).ec != std::errc{}) return -1;
  }
  int type = 0;
  socklen_t size = sizeof type;
  return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 ? fd : -1;
}

}  // namespace

int main(int argc, char** argv) {
  const int fd = socket_from(argc, argv);
  if (fd < 0) {
    std::fputs("hoso-scan-host is started by hoso, with a socket; see `hoso scan --help`.\n", stderr);
    return 2;
  }
  // A network driver writes to a dead connection when it is closed.
  std::signal(SIGPIPE, SIG_IGN);
  hoso::scan_host::Host host{hoso::models::UniqueFd(fd)};
  host.run();
  // Threads of drivers, and the listener, may still be at work: no destructors.
  _exit(0);
}
