// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "hoso/models/source.h"
#include "scanners/files/regular_file.h"

namespace hoso::scanners {

struct OpenLimits {
  std::uint64_t pixels_max = 0;
  std::size_t pages_max = 0;
};

/// What a page needs before it is decoded.
struct PageHeader {
  std::uint64_t decoded_bytes = 0;
  std::optional<models::Error> failure;
};

/// A file whose pages are counted, by its headers alone.
class OpenedFile {
 public:
  OpenedFile() = default;
  OpenedFile(const OpenedFile&) = delete;
  OpenedFile& operator=(const OpenedFile&) = delete;
  virtual ~OpenedFile() = default;

  [[nodiscard]] virtual models::Container container() const = 0;
  /// At least 1.
  [[nodiscard]] virtual int pages() const = 0;
  virtual PageHeader page(int index) = 0;
  /// Why the file is to be kept byte for byte beside the rendition: "signed", "born_digital"; empty if it is not. Known
  /// once every page was asked for.
  [[nodiscard]] virtual std::string original_reason() const { return {}; }
};

/// Errors: those of reading; too many pages are image_too_large.
models::Result<std::unique_ptr<OpenedFile>> open_pages(const RegularFile& file, const OpenLimits& limits);

}  // namespace hoso::scanners
