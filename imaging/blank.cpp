// SPDX-License-Identifier: Apache-2.0
#include "imaging/blank.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/core.hpp>

#include "hoso/imaging/components.h"

namespace hoso::imaging {
namespace {

constexpr double kMillimetresPerInch = 25.4;
constexpr double kWorkingDpi = 150;
constexpr double kInkLevelMax = 0.66;  // of the paper's light; what shines through from the back is lighter
constexpr double kEdgeShare = 0.03;    // of each side

struct Blob {
  double width_mm = 0, height_mm = 0, area_mm2 = 0;
  bool at_edge = false;
};

bool is_letter(const Blob& blob) {
  return blob.height_mm >= 0.9 && blob.height_mm <= 12 && blob.width_mm >= 0.25 && blob.width_mm <= 25;
}

/// ISO 838: 6 mm across; others are up to 8 mm. A disc fills pi/4 of its box.
bool is_punch_hole(const Blob& blob) {
  const double fill = blob.area_mm2 / (blob.width_mm * blob.height_mm);
  const bool round = std::abs(blob.width_mm - blob.height_mm) < 0.2 * blob.width_mm;
  return round && blob.width_mm > 3.5 && blob.width_mm < 9 && fill > 0.85 * std::numbers::pi / 4;
}

bool is_speck(const Blob& blob) { return blob.width_mm < 0.5 && blob.height_mm < 0.5; }

cv::Mat ink_of(const Readable& readable, double dpi) {
  const double scale = std::min(1.0, kWorkingDpi / dpi);
  cv::Mat ink;
  const cv::Size size(std::max(1, static_cast<int>(readable.image.cols * scale)),
                      std::max(1, static_cast<int>(readable.image.rows * scale)));
  const double share =
      (kInkLevelMax - readable.black_level) / std::max(0.01, readable.white_level - readable.black_level);
  cv::compare(readable.at(size), std::clamp(255 * share, 1.0, 254.0), ink, cv::CMP_LT);
  return ink;
}

Blob blob_of(const Component& component, cv::Size page, double pixels_per_mm) {
  const cv::Rect& box = component.box;
  const double margin_x = kEdgeShare * page.width, margin_y = kEdgeShare * page.height;
  Blob blob{box.width / pixels_per_mm, box.height / pixels_per_mm, component.area_px / (pixels_per_mm * pixels_per_mm)};
  blob.at_edge = box.x < margin_x || box.y < margin_y || box.x + box.width > page.width - margin_x ||
                 box.y + box.height > page.height - margin_y;
  return blob;
}

}  // namespace

models::BlankEvidence find_blank_evidence(const Readable& readable, double dpi) {
  models::BlankEvidence evidence;
  if (readable.image.empty()) return evidence;
  const cv::Mat ink = ink_of(readable, dpi);
  const double pixels_per_mm = std::min(kWorkingDpi, dpi) / kMillimetresPerInch;
  double inked = 0;
  for (const Component& component : components_of(ink)) {
    const Blob blob = blob_of(component, ink.size(), pixels_per_mm);
    if (blob.at_edge || is_speck(blob) || is_punch_hole(blob)) continue;
    inked += component.area_px;
    if (is_letter(blob)) ++evidence.text_components;
  }
  evidence.ink_coverage = inked / static_cast<double>(ink.total());
  return evidence;
}

}  // namespace hoso::imaging
