// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/message_channel.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <string_view>

namespace hoso::models {
namespace {

using nlohmann::json;

constexpr std::size_t kPrefixBytes = 4;
constexpr std::size_t kMessageBytesMax = 1 << 20;

int poll_timeout_ms(const Wait& wait) {
  if (!wait.until) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*wait.until - std::chrono::steady_clock::now());
  return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 1'000'000'000));
}

std::string framed(const json& message) {
  // Names of devices come from drivers in any encoding; dump() would throw on what is not UTF-8.
  const std::string body = message.dump(-1, ' ', false, json::error_handler_t::replace);
  std::string bytes(kPrefixBytes, '\0');
  for (std::size_t i = 0; i < kPrefixBytes; ++i)
    bytes[i] = static_cast<char>(body.size() >> (8 * (kPrefixBytes - 1 - i)));
  return bytes + body;
}

}  // namespace

tl::expected<void, ChannelFault> MessageChannel::send(const json& message) {
  const std::string bytes = framed(message);
  for (std::string_view rest = bytes; !rest.empty();) {
    const ssize_t sent = ::send(socket_.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return tl::make_unexpected(ChannelFault::closed);
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  return {};
}

std::optional<tl::expected<json, ChannelFault>> MessageChannel::take_message() {
  if (received_.size() < kPrefixBytes) return std::nullopt;
  std::size_t length = 0;
  for (std::size_t i = 0; i < kPrefixBytes; ++i) length = length << 8 | static_cast<unsigned char>(received_[i]);
  if (length > kMessageBytesMax) return tl::make_unexpected(ChannelFault::damaged);
  if (received_.size() < kPrefixBytes + length) return std::nullopt;
  json message = json::parse(received_.substr(kPrefixBytes, length), nullptr, false);
  received_.erase(0, kPrefixBytes + length);
  const bool valid = message.is_object() && message.contains("type") && message["type"].is_string();
  if (!valid) return tl::make_unexpected(ChannelFault::damaged);
  return message;
}

tl::expected<void, ChannelFault> MessageChannel::read_some(const Wait& wait) {
  std::array<pollfd, 2> waiting{pollfd{socket_.get(), POLLIN, 0}, pollfd{wait.wake_fd, POLLIN, 0}};
  const int ready = poll(waiting.data(), waiting.size(), poll_timeout_ms(wait));
  if (ready < 0) return errno == EINTR ? tl::expected<void, ChannelFault>{} : tl::make_unexpected(ChannelFault::closed);
  if (ready == 0) return tl::make_unexpected(ChannelFault::timed_out);
  if (waiting[1].revents != 0) return tl::make_unexpected(ChannelFault::woken);
  std::array<char, 16 * 1024> buffer;
  const ssize_t got = recv(socket_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return {};
  if (got <= 0) return tl::make_unexpected(ChannelFault::closed);
  received_.append(buffer.data(), static_cast<std::size_t>(got));
  return {};
}

tl::expected<json, ChannelFault> MessageChannel::receive(const Wait& wait) {
  for (;;) {
    if (auto message = take_message()) return *std::move(message);
    if (auto read = read_some(wait); !read) return tl::make_unexpected(read.error());
  }
}

}  // namespace hoso::models
