// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sane/sane.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "hoso/models/message_channel.h"
#include "scanners/host/configure.h"
#include "scanners/host/encode.h"
#include "scanners/host/spool.h"

namespace hoso::scan_host {

/// The scanner's side of the socket: does what the commands say, one after another, on the thread that calls `run`. A
/// second thread listens, so that a cancel reaches a driver at work; sane_cancel is the one call that SANE allows from
/// there.
class Host {
 public:
  explicit Host(models::UniqueFd socket) : channel_(std::move(socket)) {}
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  /// Until `quit`, or until the other side is gone. The listener may still be at work afterwards: end the process, do
  /// not destroy.
  void run();

 private:
  using Json = nlohmann::json;

  void listen();
  void cancel();
  void push(Json command);
  Json next_command();
  bool obey(const Json& command);  ///< false: time to go

  End devices();
  End open(const Json& command);
  End set(const Json& command);
  End scan();
  /// One side: read, encode, keep, announce.
  std::optional<End> scan_side(int number);
  void announce(const ScannedSide& side, const SpooledSide& spooled, std::size_t bytes, int number, double seconds);
  void tell_end(const std::string& command, const End& end);
  void set_scanning(bool scanning);
  void close_device();

  models::MessageChannel channel_;

  std::mutex command_mutex_;
  std::condition_variable command_came_;
  std::deque<Json> commands_;

  std::atomic<bool> cancelled_ = false;
  std::mutex cancel_mutex_;
  bool scanning_ = false;  ///< under cancel_mutex_: the handle may be cancelled

  SANE_Handle device_ = nullptr;
  std::optional<DeviceOptions> options_;
  std::optional<Spool> spool_;
  Configuration configuration_;
  EncodeOptions encode_options_;
  int sides_max_ = 0;
  int sides_ = 0;  ///< of this stack, finished
};

}  // namespace hoso::scan_host
