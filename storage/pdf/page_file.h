// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "storage/pdf/haru_page.h"

namespace hoso::storage {

/// A one-page PDF and the hash of its first image's stream.
struct PageFile {
  std::string bytes;
  models::Sha256 image_sha256;
};

/// Puts the images that libharu has stand-ins for in their place, and writes the page. Error: page_rejected_by_writer.
models::Result<PageFile> finished_page(HaruPage& page);

}  // namespace hoso::storage
