// SPDX-License-Identifier: Apache-2.0
// Scanner hosts that misbehave as $MISBEHAVIOUR says. Speaks the protocol with code of its own.
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;
constexpr int kSocket = 3;

void send_bytes(const std::string& bytes) {
  [[maybe_unused]] const ssize_t written = write(kSocket, bytes.data(), bytes.size());
}

void send(const json& message) {
  const std::string body = message.dump();
  const auto size = static_cast<std::uint32_t>(body.size());
  send_bytes({static_cast<char>(size >> 24), static_cast<char>(size >> 16), static_cast<char>(size >> 8),
              static_cast<char>(size)});
  send_bytes(body);
}

json receive() {
  const auto exactly = [](std::size_t count) {
    std::string bytes(count, '\0');
    for (std::size_t done = 0; done < count;) {
      const ssize_t got = read(kSocket, &bytes[done], count - done);
      if (got <= 0) _exit(0);
      done += static_cast<std::size_t>(got);
    }
    return bytes;
  };
  std::uint32_t size = 0;
  for (const char byte : exactly(4)) size = size << 8 | static_cast<unsigned char>(byte);
  return json::parse(exactly(size));
}

[[noreturn]] void hang() {
  for (;;) pause();
}

void end(const std::string& command, const char* status, int sides) {
  send({{"type", "end"},
        {"command", command},
        {"status", status},
        {"call", "test"},
        {"bytes_of_broken_side", 0},
        {"sides", sides}});
}

json side(const std::filesystem::path& spool, int number) {
  const std::string file = "side-000" + std::to_string(number) + ".jpg";
  std::ofstream(spool / file) << "not a real image";
  return {{"type", "side"},
          {"n", number},
          {"file", file},
          {"bytes", 16},
          {"width_px", 10},
          {"height_px", 10},
          {"channels", 1},
          {"bits", 8},
          {"dpi_x", 300.0},
          {"dpi_y", 300.0},
          {"sha256", std::string(64, 'a')},
          {"seconds", 0.1},
          {"uniform_rows", 0},
          {"uniform_value", 0}};
}

/// What happens after two sides.
void misbehave(const std::string& how, const std::filesystem::path& spool) {
  if (how == "hang") hang();
  if (how == "stubborn") {
    std::signal(SIGTERM, SIG_IGN);
    send({{"type", "progress"}, {"n", 3}, {"bytes", 1}});
    hang();
  }
  if (how == "exit") _exit(7);
  if (how == "killed") raise(SIGKILL);
  if (how == "cut short") {
    send_bytes(std::string("\0\0\1\0{\"type\"", 11));
    _exit(0);
  }
  if (how == "silent end") {
    close(kSocket);
    hang();
  }
  if (how == "garbage") send_bytes(std::string("\0\0\0\5hello", 9));
  if (how == "huge") send_bytes("\xff\xff\xff\xff");
  if (how == "no type") send({{"n", 3}});
  if (how == "unknown type") send({{"type", "picture"}});
  if (how == "text for number")
    send({{"type", "end"},
          {"command", "start"},
          {"status", 5},
          {"call", ""},
          {"bytes_of_broken_side", "x"},
          {"sides", 2}});
  json third = side(spool, 3);
  if (how == "outside") third["file"] = "../side-0003.jpg";
  if (how == "same side") third["n"] = 2, third["file"] = "side-0002.jpg";
  if (how == "missing file") std::filesystem::remove(spool / "side-0003.jpg");
  if (how == "wrong size") third["bytes"] = 17;
  if (how == "impossible number") third["width_px"] = 1e300;
  if (how == "wrong hash") third["sha256"] = "a";
  if (how == "many") {
    for (int n = 3; n < 10; ++n) send(side(spool, n));
    return;
  }
  send(third);
}

}  // namespace

int main() {
  const std::string how = std::getenv("MISBEHAVIOUR");
  if (how == "mute") hang();
  if (how == "dead at once") return 3;
  if (const char* report = std::getenv("MISBEHAVIOUR_REPORT")) {
    std::ofstream out(std::string(report) + ".part");
    out << getpid() << '\n';
    // The folder itself is open while it is listed.
    for (int fd = 0; fd < 256; ++fd) {
      if (fcntl(fd, F_GETFD) != -1 &&
          std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(fd)) != std::string(report) + ".part")
        out << fd << ' ';
    }
    out.close();
    std::filesystem::rename(std::string(report) + ".part", report);
  }
  send({{"type", "hello"}, {"protocol", how == "other protocol" ? 99 : 1}, {"backend", "none"}});
  std::filesystem::path spool;
  for (;;) {
    const json command = receive();
    const std::string type = command["type"];
    if (type == "quit") return 0;
    if (how == "deaf to " + type) hang();
    if (type == "configure") spool = std::string(command["spool"]);
    if (type == "start") {
      for (const int n : {1, 2}) send(side(spool, n));
      misbehave(how, spool);
      end(type, "NO_DOCS", how == "many" ? 9 : 3);
    } else if (type != "cancel") {
      end(type, "GOOD", 0);
    }
  }
}
