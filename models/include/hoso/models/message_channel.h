// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include "hoso/models/unique_fd.h"

namespace hoso::models {

enum class ChannelFault {
  closed,  ///< the other side is gone
  timed_out,
  woken,   ///< the wake descriptor became readable
  damaged  ///< not a message: wrong length, not JSON, no "type"
};

/// Until when a message is waited for, and what else ends the wait.
struct Wait {
  std::optional<std::chrono::steady_clock::time_point> until;
  int wake_fd = -1;
};

/// Messages between a host and the program that started it, over one end of a stream socket pair: four bytes
/// of length, most significant first, then a JSON object with a string "type". One thread may send while another
/// receives.
class MessageChannel {
 public:
  explicit MessageChannel(UniqueFd socket) : socket_(std::move(socket)) {}
  /// Blocks while the other side does not read. Never raises SIGPIPE.
  tl::expected<void, ChannelFault> send(const nlohmann::json& message);
  tl::expected<nlohmann::json, ChannelFault> receive(const Wait& wait);
  /// Readable when something is said, or the other side is gone.
  [[nodiscard]] int fd() const { return socket_.get(); }

 private:
  std::optional<tl::expected<nlohmann::json, ChannelFault>> take_message();
  tl::expected<void, ChannelFault> read_some(const Wait& wait);

  UniqueFd socket_;
  std::string received_;
};

}  // namespace hoso::models
