// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "hoso/scanners/sane_source.h"
#include "scanners/sane/messages.h"
#include "scanners/sane/scan_host.h"

namespace hoso::scanners {

/// An open device and the host that has it. One thread at a time.
class ScanSession {
 public:
  /// Starts the host, opens the device (a busy one is asked again) and sets it. A readable `wake_fd` ends the wait:
  /// cancelled.
  static models::Result<ScanSession> open(const ScanOptions& options, int wake_fd);

  [[nodiscard]] const std::vector<OptionMessage>& settings() const { return settings_; }

  /// Scans the stack; `on_side` is told each finished side. Returns why it did not end well. A readable `wake_fd`
  /// cancels it.
  std::optional<models::Error> run(const std::function<void(const SideMessage&)>& on_side, int wake_fd);

  /// Ends the host: orderly if it still listens.
  void close();

 private:
  using Clock = std::chrono::steady_clock;
  enum class Stopping { no, asked, silent };
  struct Stack;

  ScanSession(HostProcess host, const ScanOptions& options) : host_(std::move(host)), options_(options) {}
  models::Result<void> expect_hello(int wake_fd);
  models::Result<EndMessage> command(const nlohmann::json& message, int wake_fd);
  models::Result<void> open_device(int wake_fd);
  models::Result<void> configure(int wake_fd);
  models::Result<EndMessage> scan_once(Stack& stack);
  std::optional<models::Error> on_silence(Stack& stack, ChannelFault fault);
  models::Result<std::optional<EndMessage>> on_message(Stack& stack, const nlohmann::json& message);
  [[nodiscard]] std::optional<models::Error> wait_while_busy(const models::Error& busy, Clock::time_point until,
                                                             int wake_fd) const;
  models::Error fault_error(ChannelFault fault);
  [[nodiscard]] models::Error error(models::ErrorCode code, std::string cause) const;

  HostProcess host_;
  ScanOptions options_;
  std::vector<OptionMessage> settings_;
  int sides_ = 0;
  bool listens_ = true;  ///< the host answers and may be asked to leave
};

}  // namespace hoso::scanners
