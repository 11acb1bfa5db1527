// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "hoso/models/error.h"

namespace hoso::scanners {

struct ProcessOptions {
  std::chrono::milliseconds timeout{120'000};
  std::size_t output_max = 0;                         ///< more bytes on its output end it
  std::uint64_t memory_max = std::uint64_t{4} << 30;  ///< its address space
};

struct ProcessOutput {
  std::vector<std::uint8_t> out;
  std::string complaints;  ///< the first bytes of what it wrote to its error output
  int exit_code = 0;       ///< 128 + signal where it was killed
};

/// Runs a program found by PATH, without a shell and without input, and waits for it. It is killed when the time is
/// over, when too much comes out, or when `stop` is requested. Errors: tool_missing, tool_failed, timed_out, cancelled.
models::Result<ProcessOutput> run_tool(const std::vector<std::string>& arguments, const ProcessOptions& options,
                                       const std::stop_token& stop);

}  // namespace hoso::scanners
