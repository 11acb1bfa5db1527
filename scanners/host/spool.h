// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <tl/expected.hpp>

#include "hoso/models/unique_fd.h"
#include "scanners/host/encode.h"
#include "scanners/host/status.h"

namespace hoso::scan_host {

struct SpooledSide {
  std::string file;    ///< name in the spool, "side-0001.jpg"
  std::string sha256;  ///< 64 hexadecimal digits
};

/// The folder that keeps the masters. A side is there whole or not at all, also after a loss of power.
class Spool {
 public:
  static tl::expected<Spool, End> open(const std::string& folder);
  /// Temporary file, fsync, rename, fsync of the folder. Never replaces a side that is there.
  tl::expected<SpooledSide, End> keep(const EncodedSide& side, int number);

 private:
  explicit Spool(models::UniqueFd folder) : folder_(std::move(folder)) {}
  models::UniqueFd folder_;
};

}  // namespace hoso::scan_host
