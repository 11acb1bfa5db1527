// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/host_process.h"
#include "hoso/models/messages.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>
#include <vector>

extern "C" {  // glibc 2.36 declares these without it
#include <sys/pidfd.h>
}

namespace hoso::models {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kSocketInHost = 3, kSharedInHost = 4;
constexpr std::chrono::seconds kAfterKill{2};  // a process in an uninterruptible USB transfer does not end

class SpawnPlan {
 public:
  /// `shared`: -1, or a descriptor above the host's.
  SpawnPlan(int socket, int shared, const std::string& variable) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, socket, kSocketInHost);
    if (shared >= 0) posix_spawn_file_actions_adddup2(&actions_, shared, kSharedInHost);
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
      posix_spawn_file_actions_addopen(&actions_, fd, "/dev/null", fd == STDIN_FILENO ? O_RDONLY : O_WRONLY, 0);
    }
    // What the caller has open without close-on-exec is none of the host's business.
    posix_spawn_file_actions_addclosefrom_np(&actions_, (shared >= 0 ? kSharedInHost : kSocketInHost) + 1);
    posix_spawnattr_init(&attributes_);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    copy_environment(variable);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }

  /// 0, or an errno.
  int run(const std::filesystem::path& program, pid_t& pid) {
    std::string name = program.string(), fd = std::to_string(kSocketInHost);
    std::array<char*, 3> arguments{name.data(), fd.data(), nullptr};
    return posix_spawn(&pid, program.c_str(), &actions_, &attributes_, arguments.data(), pointers_.data());
  }

 private:
  void copy_environment(const std::string& own) {
    const std::string_view name = std::string_view(own).substr(0, own.find('=') + 1);
    for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
      if (name.empty() || !std::string_view(*variable).starts_with(name)) environment_.emplace_back(*variable);
    }
    if (!own.empty()) environment_.push_back(own);
    for (std::string& variable : environment_) pointers_.push_back(variable.data());
    pointers_.push_back(nullptr);
  }

  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
  std::vector<std::string> environment_;
  std::vector<char*> pointers_;
};

tl::unexpected<Error> not_started(const std::filesystem::path& program, Stage stage, int error) {
  return failure({.code = error == ENOENT || error == EACCES ? ErrorCode::tool_missing : ErrorCode::tool_failed,
                  .stage = stage,
                  .subject = program.filename().string(),
                  .cause = english("cannot start: {}", strerrordesc_np(error))});
}

std::string told(const siginfo_t& info) {
  return (info.si_code == CLD_EXITED ? "exit code " : "signal ") + std::to_string(info.si_status);
}

}  // namespace

Result<HostProcess> HostProcess::launch(const std::filesystem::path& program, const HostOptions& options) {
  const auto failed = [&](int error) { return not_started(program, options.stage, error); };
  std::array<int, 2> pair{-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) return failed(errno);
  UniqueFd ours(pair[0]);
  const UniqueFd theirs(pair[1]);
  UniqueFd shared;  // at a number that the socket does not take
  if (options.shared_fd >= 0) shared = UniqueFd(fcntl(options.shared_fd, F_DUPFD_CLOEXEC, kSharedInHost + 1));
  if (options.shared_fd >= 0 && !shared) return failed(errno);
  SpawnPlan plan(theirs.get(), shared.get(), options.variable);
  pid_t pid = -1;
  if (const int error = plan.run(program, pid); error != 0) return failed(error);
  UniqueFd process(
      pidfd_open(pid, 0));  // close-on-exec by itself; the child is not waited for yet, so the number is still its own
  if (process) return HostProcess(std::move(process), std::move(ours));
  const int error = errno;
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
  return failed(error);
}

HostProcess::~HostProcess() {
  if (process_ && ending_.empty()) end({});
}

bool HostProcess::reap() {
  siginfo_t info{};
  int result = 0;
  do {
    result = waitid(P_PIDFD, static_cast<id_t>(process_.get()), &info, WEXITED | WNOHANG);
  } while (result != 0 && errno == EINTR);
  if (result != 0)
    ending_ = "unknown";  // the program that hoso is part of ignores SIGCHLD: the kernel has taken it away
  else if (info.si_pid != 0)
    ending_ = told(info);
  return !ending_.empty();
}

bool HostProcess::ended_within(std::chrono::milliseconds time) {
  const auto until = Clock::now() + time;
  while (!reap()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
    if (left.count() <= 0) return false;
    pollfd waiting{process_.get(), POLLIN, 0};
    poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 1'000'000'000)));
  }
  return true;
}

void HostProcess::signal(int number) const { pidfd_send_signal(process_.get(), number, nullptr, 0); }

std::string HostProcess::end(const EndClocks& clocks) {
  if (!ending_.empty() || ended_within(clocks.quit)) return ending_;
  signal(SIGTERM);
  if (ended_within(clocks.terminate)) return ending_;
  signal(SIGKILL);
  return ended_within(kAfterKill) ? ending_ : "does not end";
}

}  // namespace hoso::models
