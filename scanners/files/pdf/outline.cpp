// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pdf/outline.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "scanners/files/pdf/content.h"

namespace hoso::scanners {
namespace {

using models::Affine;
using models::ExifOrientation;

constexpr double kPointsAnInch = 72;
constexpr double kEdgeShare = 0.015;  // how far a scan's edge may be from the page's: 97 % of each side
constexpr double kSlantMax = 0.002;   // a scan that is turned by more is not lying square
constexpr double kDeskewMax = 0.2, kDeskewedEdgeShare = 0.03;  // the same for one that was straightened by its place

/// How an image lies whose pixels are shown by that map, if it is one of the eight ways.
std::optional<ExifOrientation> orientation_of_map(const Affine& map, double slant_max) {
  const double along = std::hypot(map.xx, map.yx), down = std::hypot(map.xy, map.yy);
  if (!(along > 0) || !(down > 0)) return {};
  const bool straight = std::abs(map.yx) <= slant_max * along && std::abs(map.xy) <= slant_max * down;
  const bool turned = std::abs(map.xx) <= slant_max * along && std::abs(map.yy) <= slant_max * down;
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

/// Whether the map turns only: what lies square stays square.
bool keeps_angles(const Affine& map) {
  const double along = std::hypot(map.xx, map.yx), down = std::hypot(map.xy, map.yy);
  return std::abs(map.xx * map.xy + map.yx * map.yy) <= kSlantMax * along * down;
}

/// Where the image would lie if it were turned about its centre until it lies square.
models::Box squared(const Affine& map, models::Size size) {
  double width = size.width_px * std::hypot(map.xx, map.yx), height = size.height_px * std::hypot(map.xy, map.yy);
  if (std::abs(map.yx) > std::abs(map.xx)) std::swap(width, height);
  const models::Point centre = map({size.width_px / 2.0, size.height_px / 2.0});
  return {centre.x - width / 2, centre.y - height / 2, width, height};
}

/// A scan that the PDF shows straightened (hoso's own do): it is taken as it was delivered, and straightened again.
std::optional<ExifOrientation> deskewed(const Affine& map, models::Size size, models::Point shown) {
  const auto lies = orientation_of_map(map, kDeskewMax);
  if (!lies || !keeps_angles(map) || !(edge_distance(squared(map, size), shown) <= kDeskewedEdgeShare)) return {};
  return lies;
}

/// The share of the page's area under its images, as if none lay over another.
double image_share(const PageContent& content, const PdfPage& page) {
  const models::Point size = rendered_size(page, kPointsAnInch);
  double area = 0;
  for (const PlacedImage& placed : content.images) {
    const Affine map = then(placed.to_user, user_to_rendered(page, kPointsAnInch));
    const models::Box seen = models::intersected(mapped(map, {0, 0, 1, 1}), {0, 0, size.x, size.y});
    area += seen.width * seen.height;
  }
  return std::min(1.0, area / (size.x * size.y));
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
  outline.shows_text = content.shows_text;
  outline.hidden_text = content.hidden_text;
  outline.unreadable = content.unreadable;
  outline.image_share = image_share(content, page);
  for (const PlacedImage& placed : content.images)
    outline.image_dpi = std::max({outline.image_dpi, placed.dpi().x, placed.dpi().y});
  const PlacedImage* scan = largest(content);
  if (scan == nullptr || content.unreadable || scan->size.width_px < 1 || scan->size.height_px < 1) return outline;

  const Affine map = delivered_to_rendered(*scan, page, kPointsAnInch);
  const models::Box placed =
      mapped(map, {0, 0, static_cast<double>(scan->size.width_px), static_cast<double>(scan->size.height_px)});
  const models::Point shown = rendered_size(page, kPointsAnInch);
  const bool alone = content.images.size() == 1 && !content.draws && !content.alters && !outline.annotated;
  std::optional<ExifOrientation> lies;
  if (edge_distance(placed, shown) <= kEdgeShare) lies = orientation_of_map(map, kSlantMax);
  if (!lies && alone) lies = deskewed(map, scan->size, shown);
  if (!lies) return outline;
  outline.scan = *scan;
  outline.lies = *lies;
  outline.kind = alone ? PdfPageKind::image_only : PdfPageKind::image_and_more;
  return outline;
}

}  // namespace hoso::scanners
