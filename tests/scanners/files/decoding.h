// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <opencv2/core.hpp>

#include "hoso/scanners/decode.h"
#include "tests/support/temp_folder.h"

namespace hoso::tests {

/// Decodes page `index` of a file as page 7 of the dossier "HS-1".
inline models::Result<models::DecodedPage> decode_path(const std::filesystem::path& path, int index = 0,
                                                       const scanners::DecodeOptions& options = {}) {
  models::SourcePage page;
  page.id = {*models::DossierName::from("HS-1"), 7};
  page.source = {path.filename().string(), index, {}};
  page.path = path;
  return scanners::decode(page, options, {});
}

inline models::Result<models::DecodedPage> decode_bytes(const std::string& bytes,
                                                        const scanners::DecodeOptions& options = {}) {
  const TempFolder folder;
  write_file(folder / "page", bytes);
  return decode_path(folder / "page", 0, options);
}

/// Whether both images are the same in every sample, up to `tolerance`.
inline testing::AssertionResult same_pixels(const cv::Mat& one, const cv::Mat& other, double tolerance = 0) {
  if (one.size() != other.size() || one.type() != other.type())
    return testing::AssertionFailure() << one.cols << "x" << one.rows << " type " << one.type() << " and " << other.cols
                                       << "x" << other.rows << " type " << other.type();
  const double distance = cv::norm(one, other, cv::NORM_INF);
  if (distance <= tolerance) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "differ by " << distance;
}

inline std::string text_of_bytes(const std::vector<std::uint8_t>& bytes) { return {bytes.begin(), bytes.end()}; }

/// The code of what must have failed; a page that was decoded all the same is `internal` and fails the test.
inline models::ErrorCode code_of(const models::Result<models::DecodedPage>& page) {
  if (page) ADD_FAILURE() << "decoded, though it must not be";
  return page ? models::ErrorCode::internal : page.error().code;
}

}  // namespace hoso::tests
