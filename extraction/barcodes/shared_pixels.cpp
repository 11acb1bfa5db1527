// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/shared_pixels.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <new>
#include <optional>

namespace hoso::extraction {
namespace {

std::size_t bytes_in(int fd) {
  struct stat facts {};
  return fstat(fd, &facts) == 0 ? static_cast<std::size_t>(facts.st_size) : 0;
}

/// Where it ends; nothing: it could not be written.
std::optional<std::size_t> written(int fd, const cv::Mat& image, std::size_t at) {
  const cv::Mat whole = image.isContinuous() ? image : image.clone();
  const std::size_t end = at + whole.total() * whole.elemSize();
  while (at < end) {
    const ssize_t done =
        pwrite(fd, whole.data + whole.total() * whole.elemSize() - (end - at), end - at, static_cast<off_t>(at));
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return std::nullopt;
    at += static_cast<std::size_t>(done);
  }
  return end;
}

}  // namespace

SharedPixels::SharedPixels() : fd_(memfd_create("hoso-page", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
  // What is mapped must stay there, whatever the other process does.
  if (fd_) fcntl(fd_.get(), F_ADD_SEALS, F_SEAL_SHRINK);
}

SharedPixels::~SharedPixels() {
  if (start_ != nullptr) munmap(start_, bytes_);
}

bool SharedPixels::write(const cv::Mat& grey, const cv::Mat& colour) const {
  const auto behind_grey = written(fd_.get(), grey, 0);
  return behind_grey && written(fd_.get(), colour, *behind_grey);
}

SharedPixels::Images SharedPixels::images(cv::Size size, bool colour) {
  const std::size_t pixels = static_cast<std::size_t>(size.area()), bytes = pixels * (colour ? 4 : 1);
  if (bytes == 0 || bytes > bytes_in(fd_.get())) throw std::bad_alloc();
  if (bytes > bytes_) {
    if (start_ != nullptr) munmap(start_, bytes_);
    void* mapped = mmap(nullptr, bytes, PROT_READ, MAP_SHARED, fd_.get(), 0);
    start_ = mapped == MAP_FAILED ? nullptr : static_cast<uchar*>(mapped);
    bytes_ = bytes;
    if (start_ == nullptr) throw std::bad_alloc();
  }
  return {.grey = cv::Mat(size, CV_8UC1, start_),
          .colour = colour ? cv::Mat(size, CV_8UC3, start_ + pixels) : cv::Mat()};
}

}  // namespace hoso::extraction
