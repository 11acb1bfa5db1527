// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/eventfd.h>

#include <cstdint>

#include "hoso/models/unique_fd.h"

namespace hoso::scanners {

/// A descriptor that becomes readable, for good, when somebody calls `ring`. Any thread.
class Wake {
 public:
  Wake() : fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
  void ring() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = write(fd_.get(), &one, sizeof one);
  }
  [[nodiscard]] int fd() const { return fd_.get(); }

 private:
  models::UniqueFd fd_;
};

}  // namespace hoso::scanners
