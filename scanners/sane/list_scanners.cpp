// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <utility>

#include "hoso/models/messages.h"
#include "hoso/scanners/sane_source.h"
#include "scanners/sane/messages.h"
#include "scanners/sane/scan_errors.h"
#include "scanners/sane/scan_host.h"
#include "scanners/sane/wake.h"

namespace hoso::scanners {
namespace {

using models::ErrorCode;
using models::Result;
using Clock = std::chrono::steady_clock;
using Devices = std::vector<ScannerDevice>;

tl::unexpected<models::Error> fault_of(HostProcess& host, ChannelFault fault, const ScanTimeouts& timeouts) {
  const auto patience = fault == ChannelFault::closed ? timeouts.after_terminate : std::chrono::milliseconds(0);
  const std::string ending = host.end({.quit = patience, .terminate = timeouts.after_terminate});
  const ErrorCode code = fault == ChannelFault::woken       ? ErrorCode::cancelled
                         : fault == ChannelFault::timed_out ? ErrorCode::scanner_not_answering
                                                            : ErrorCode::scanner_host_died;
  return models::failure({.code = code,
                          .stage = models::Stage::scan,
                          .cause = models::english("listing devices; host ended: {}", ending)});
}

Result<Devices> ask(HostProcess& host, const ScanTimeouts& timeouts, int wake_fd) {
  const auto hello = host.channel().receive({Clock::now() + timeouts.open, wake_fd});
  if (!hello) return fault_of(host, hello.error(), timeouts);
  if (!is_hello(*hello)) return fault_of(host, ChannelFault::damaged, timeouts);
  if (auto sent = host.channel().send({{"type", "devices"}}); !sent) return fault_of(host, sent.error(), timeouts);
  const auto until = Clock::now() + timeouts.devices;
  Devices devices;
  for (;;) {
    const auto message = host.channel().receive({until, wake_fd});
    if (!message) return fault_of(host, message.error(), timeouts);
    if (const auto end = end_from(*message)) {
      if (const auto error = error_from(*end, "")) return tl::make_unexpected(*error);
      return devices;
    }
    auto listed = devices_from(*message);
    if (!listed) return fault_of(host, ChannelFault::damaged, timeouts);
    devices = *std::move(listed);
  }
}

}  // namespace

Result<Devices> list_scanners(const ListOptions& options, const std::stop_token& stop) {
  auto host = start_scan_host(options.host_program, options.sane_config);
  if (!host) return tl::make_unexpected(host.error());
  const Wake wake;
  const std::stop_callback on_stop(stop, [&wake] { wake.ring(); });
  auto devices = ask(*host, options.timeouts, wake.fd());
  const bool asked = devices && host->channel().send({{"type", "quit"}});
  host->end({.quit = asked ? options.timeouts.after_cancel : std::chrono::milliseconds(0),
             .terminate = options.timeouts.after_terminate});
  return devices;
}

}  // namespace hoso::scanners
