// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <utility>

#include <opencv2/core.hpp>

#include "hoso/models/unique_fd.h"

namespace hoso::extraction {

/// Memory that a code host and the program that started it share: one page at a time, written by the latter. It grows,
/// and stays.
class SharedPixels {
 public:
  /// Memory of one's own, without a name; `fd()` is below 0 where there is none to be had.
  SharedPixels();
  /// What another process made.
  explicit SharedPixels(models::UniqueFd fd) : fd_(std::move(fd)) {}
  SharedPixels(SharedPixels&& other) noexcept
      : fd_(std::move(other.fd_)), start_(std::exchange(other.start_, nullptr)), bytes_(other.bytes_) {}
  SharedPixels& operator=(SharedPixels&&) = delete;
  ~SharedPixels();

  [[nodiscard]] int fd() const { return fd_.get(); }
  struct Images {
    cv::Mat grey, colour;  ///< CV_8UC1; CV_8UC3, empty where none was written
  };
  /// Whether they could be written. Through the kernel, which costs less than a second mapping.
  [[nodiscard]] bool write(const cv::Mat& grey, const cv::Mat& colour) const;
  /// What was written, valid until the next call. Throws std::bad_alloc where the memory does not hold as much.
  Images images(cv::Size size, bool colour);

 private:
  models::UniqueFd fd_;
  uchar* start_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace hoso::extraction
