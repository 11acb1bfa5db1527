// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pdf/outline.h"

#include <algorithm>
#include <cmath>

#include "scanners/files/pdf/content.h"

namespace hoso::scanners {
namespace {

using models::Affine;
using models::ExifOrientation;

constexpr double kPointsAnInch = 72;
constexpr double kEdgeShare = 0.015;  // how far a scan's edge may be from the page's: 97 % of each side
constexpr double kSlantMax = 0.002;   // a scan that is turned by more is not lying square

/// How an image lies whose pixels are shown by that map, if it is one of the eight ways.
std::optional<ExifOrientation> orientation_of_map(const Affine& map) {
  const double along = std::hypot(map.xx, map.yx), down = std::hypot(map.xy, map.yy);
  if (!(along > 0) || !(down > 0)) return {};
  const bool straight = std::abs(map.yx) <= kSlantMax * along && std::abs(map.xy) <= kSlantMax * down;
  const bool turned = std::abs(map.xx) <= kSlantMax * along && std::abs(map.yy) <= kSlantMax * down;
  if (straight && map.xx > 0) return map.yy > 0 ? ExifOrientation::normal : ExifOrientation::flipped;
  if (straight) return map.yy > 0 ? ExifOrientation::mirrored : ExifOrientation::turned_180;
  if (turned && map.xy > 0) return map.yx > 0 ? ExifOrientation::transposed : ExifOrientation::turned_270;
  if (turned) return map.yx > 0 ? ExifOrientation::turned_90 : ExifOrientation::transverse;
  return {};
}

/// The largest distance of the image's edges from the page's, as a share of the side.
double edge_distance(const models::Box& image, models::Point page) {
  return std::max({std::abs(image.x) / page.x, std::abs(image.right() - page.x) / page.x, std::abs(image.y) / page.y,
                   std::abs(image.bottom() - page.y) / page.y});
}

const PlacedImage* largest(const PageContent& content) {
  const auto area = [](const PlacedImage& placed) { return std::abs(placed.to_user.determinant()); };
  const auto found = std::ranges::max_element(content.images, {}, area);
  return found == content.images.end() ? nullptr : &*found;
}

}  // namespace

models::Dpi PlacedImage::dpi() const {
  const double across = std::hypot(to_user.xx, to_user.yx) / kPointsAnInch,
               down = std::hypot(to_user.xy, to_user.yy) / kPointsAnInch;
  if (!(across > 0) || !(down > 0)) return {.x = 0, .y = 0};
  return {.x = size.width_px / across,
          .y = size.height_px / down,
          .source = models::DpiSource::placement,
          .confidence = 0.95};
}

Affine user_to_rendered(const PdfPage& page, double dpi) {
  const double s = dpi / kPointsAnInch;
  const PdfBox& box = page.box;
  switch (page.rotate) {
    case 90:
      return {0, s, -box.bottom * s, s, 0, -box.left * s};
    case 180:
      return {-s, 0, box.right * s, 0, s, -box.bottom * s};
    case 270:
      return {0, -s, box.top * s, -s, 0, box.right * s};
    default:
      return {s, 0, -box.left * s, 0, -s, box.top * s};
  }
}

Affine delivered_to_rendered(const PlacedImage& scan, const PdfPage& page, double dpi) {
  const Affine to_unit{1.0 / scan.size.width_px, 0, 0, 0, -1.0 / scan.size.height_px, 1};
  return then(then(to_unit, scan.to_user), user_to_rendered(page, dpi));
}

models::Point rendered_size(const PdfPage& page, double dpi) {
  const models::Point size{page.box.width() * dpi / kPointsAnInch, page.box.height() * dpi / kPointsAnInch};
  return page.rotate % 180 == 0 ? size : models::Point{size.y, size.x};
}

PdfOutline outline_of(const PdfDocument& document, const PdfPage& page) {
  PdfOutline outline;
  const PageContent content = read_content(document, page);
  QPDFObjectHandle object = page.object, annotations = object.getKey("/Annots");
  outline.annotated = annotations.isArray() && annotations.getArrayNItems() > 0;
  outline.draws = content.draws || content.unreadable;
  for (const PlacedImage& placed : content.images)
    outline.image_dpi = std::max({outline.image_dpi, placed.dpi().x, placed.dpi().y});
  const PlacedImage* scan = largest(content);
  if (scan == nullptr || content.unreadable || scan->size.width_px < 1 || scan->size.height_px < 1) return outline;

  const Affine map = delivered_to_rendered(*scan, page, kPointsAnInch);
  const auto lies = orientation_of_map(map);
  const models::Box placed =
      mapped(map, {0, 0, static_cast<double>(scan->size.width_px), static_cast<double>(scan->size.height_px)});
  const models::Point shown = rendered_size(page, kPointsAnInch);
  const double distance = edge_distance(placed, shown);
  if (!lies || !(distance <= kEdgeShare)) return outline;
  outline.scan = *scan;
  outline.lies = *lies;
  const bool alone = content.images.size() == 1 && !content.draws && !content.alters && !outline.annotated;
  outline.kind = alone ? PdfPageKind::image_only : PdfPageKind::image_and_more;
  return outline;
}

}  // namespace hoso::scanners
