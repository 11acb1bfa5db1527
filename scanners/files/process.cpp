// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include "scanners/files/regular_file.h"

extern char** environ;  // POSIX has no header for it

namespace hoso::scanners {
namespace {

using models::ErrorCode;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kComplaintsMax = 4096;
constexpr std::size_t kBlockBytes = 1 << 18;
constexpr int kPollMs = 100;  // how soon a stop is noticed

struct Pipe {
  int from = -1, to = -1;
  Pipe() {
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC) == 0) std::tie(from, to) = std::pair(ends[0], ends[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(from);
    close_end(to);
  }
  static void close_end(int& end) {
    if (end >= 0) close(end);
    end = -1;
  }
};

/// A child process that does not outlive its handle.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (id_ > 0) {
      kill(id_, SIGKILL);
      wait();
    }
  }
  int wait() {
    int status = 0;
    while (waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + (WIFSIGNALED(status) ? WTERMSIG(status) : 0);
  }

 private:
  pid_t id_;
};

models::Result<pid_t> spawn(const std::vector<std::string>& arguments, const Pipe& out, const Pipe& err) {
  std::vector<char*> argv;
  argv.reserve(arguments.size() + 1);
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.to, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.to, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none, ordinary;
  sigemptyset(&none);
  sigemptyset(&ordinary);
  for (const int signal : {SIGPIPE, SIGTERM, SIGINT, SIGHUP}) sigaddset(&ordinary, signal);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &ordinary);
  // A group of its own: Ctrl-C at the terminal stops the caller, who decides about the pages in work.
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  pid_t child = -1;
  const int failed = posix_spawnp(&child, argv[0], &actions, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0)
    return models::failure({.code = failed == ENOENT ? ErrorCode::tool_missing : ErrorCode::tool_failed,
                            .stage = models::Stage::decode,
                            .subject = arguments.front(),
                            .cause = "cannot be started"});
  return child;
}

/// The kernel's limits. By that of CPU time the tool ends by itself, should nobody be left to stop it.
void set_limits(pid_t child, const ProcessOptions& options) {
  const rlimit memory{.rlim_cur = options.memory_max, .rlim_max = options.memory_max};
  prlimit(child, RLIMIT_AS, &memory, nullptr);
  const auto seconds = static_cast<rlim_t>(std::chrono::ceil<std::chrono::seconds>(options.timeout).count() + 1);
  const rlimit cpu_time{.rlim_cur = seconds, .rlim_max = seconds};
  prlimit(child, RLIMIT_CPU, &cpu_time, nullptr);
}

tl::unexpected<models::Error> ended(ErrorCode code, const std::string& tool, const char* cause) {
  return models::failure({.code = code, .stage = models::Stage::decode, .subject = tool, .cause = cause});
}

/// Reads what is there; false at the end of the stream.
bool drain(int from, std::vector<std::uint8_t>& block, const auto& take) {
  const ssize_t got = read(from, block.data(), block.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  take(std::span(block.data(), static_cast<std::size_t>(got)));
  return got > 0;
}

}  // namespace

models::Result<ProcessOutput> run_tool(const std::vector<std::string>& arguments, const ProcessOptions& options,
                                       const std::stop_token& stop) {
  const std::string& tool = arguments.front();
  Pipe out, err;
  if (out.from < 0 || err.from < 0) return ended(ErrorCode::tool_failed, tool, "no more file descriptors");
  const auto started = spawn(arguments, out, err);
  if (!started) return tl::make_unexpected(started.error());
  Child child(*started);
  set_limits(*started, options);
  Pipe::close_end(out.to);
  Pipe::close_end(err.to);

  ProcessOutput result;
  std::vector<std::uint8_t> block(kBlockBytes);
  const auto until = Clock::now() + options.timeout;
  while (out.from >= 0 || err.from >= 0) {
    if (stop.stop_requested()) return ended(ErrorCode::cancelled, tool, "stopped");
    if (Clock::now() >= until) return ended(ErrorCode::timed_out, tool, "took too long");
    std::array<pollfd, 2> ends{{{out.from, POLLIN, 0}, {err.from, POLLIN, 0}}};
    if (poll(ends.data(), ends.size(), kPollMs) <= 0) continue;
    if (ends[0].revents != 0 &&
        !drain(out.from, block, [&](auto bytes) { result.out.insert(result.out.end(), bytes.begin(), bytes.end()); }))
      Pipe::close_end(out.from);
    if (ends[1].revents != 0 && !drain(err.from, block, [&](auto bytes) {
          const std::size_t room = kComplaintsMax - std::min(kComplaintsMax, result.complaints.size());
          result.complaints.append(bytes.begin(),
                                   bytes.begin() + static_cast<std::ptrdiff_t>(std::min(room, bytes.size())));
        }))
      Pipe::close_end(err.from);
    if (result.out.size() > options.output_max) return ended(ErrorCode::tool_failed, tool, "wrote more than it should");
  }
  result.exit_code = child.wait();
  return result;
}

}  // namespace hoso::scanners
