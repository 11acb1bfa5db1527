// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "hoso/models/error.h"
#include "hoso/models/page.h"

namespace hoso::extraction {

struct CodesSought;

struct CodeHostOptions {
  std::filesystem::path program;  ///< else $HOSO_CODE_HOST, else beside the running program, else where it is installed
  std::chrono::milliseconds timeout{20'000};  ///< for each search
};

/// Where hoso-code-host is. Error: tool_missing.
models::Result<std::filesystem::path> find_code_host(const CodeHostOptions& options = {});

/// Programs (hoso-code-host) in which decoders search pages for bar codes, since on some input ZXing aborts its
/// process. Started when first needed, as many as threads search at once; they end with this object, or with this
/// process. Thread-safe.
class CodeHosts {
 public:
  explicit CodeHosts(CodeHostOptions options = {});
  CodeHosts(const CodeHosts&) = delete;
  CodeHosts& operator=(const CodeHosts&) = delete;
  ~CodeHosts();

  /// `search_codes` in a host; in this process where no host can be started at all. A part whose search ends its host,
  /// or takes too long, is searched again in overlapping crops, of which each may fail by itself; then `notes` tells
  /// so.
  std::vector<models::Barcode> search(const CodesSought& sought, std::vector<std::string>& notes);

  /// Starts a host, and keeps it for the first search. Error: tool_missing, tool_failed.
  models::Result<void> start();

 private:
  class Pool;
  std::unique_ptr<Pool> pool_;
};

}  // namespace hoso::extraction
