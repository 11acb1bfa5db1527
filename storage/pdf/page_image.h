// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "hoso/models/page_stages.h"
#include "hoso/storage/compose.h"

namespace hoso::storage {

/// An image as it will stand in a PDF: encoded bytes and what the image dictionary must say (ISO 32000-1 8.9.5).
struct PageImage {
  enum class Filter { jpeg, ccitt_g4, flate_rows, bilevel_rows };

  Filter filter = Filter::flate_rows;
  std::string bytes;  ///< bilevel_rows: packed rows, 1 is white, not yet encoded (libharu makes G4 of them)
  models::Size size;
  int components = 1;       ///< 1: DeviceGray, 3: DeviceRGB
  int bits = 8;             ///< a component: 1, 8, 16
  bool black_is_1 = false;  ///< ccitt_g4
  bool tell_rgb = false;    ///< jpeg: RGB without an Adobe marker, so /ColorTransform 0 must be written
  models::Embedding embedding = models::Embedding::none;
  std::string note;  ///< why it is not as delivered; empty where it is
};

/// Encodes the master for a level: kept bytes stay as they are. Error: page_rejected_by_writer.
models::Result<PageImage> page_image(const models::MasterImage& master, PdfaLevel level);

/// Lossless image of CV_8UC1 or CV_8UC3 pixels.
models::Result<PageImage> lossless_image(const cv::Mat& pixels);

/// 1-bit image of a CV_8UC1 of 0 and 255.
models::Result<PageImage> bilevel_image(const cv::Mat& pixels);

/// Short for the error of this room's page writing.
tl::unexpected<models::Error> page_rejected(std::string cause);

}  // namespace hoso::storage
