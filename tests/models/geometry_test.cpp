// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/geometry.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hoso::models {
namespace {

TEST(Affine, InverseUndoesTheMap) {
  const Affine map{0.98, 0.17, 40, -0.17, 0.98, -7};
  const Point p = then(map, inverse(map))({123, 456});
  EXPECT_NEAR(p.x, 123, 1e-9);
  EXPECT_NEAR(p.y, 456, 1e-9);
}

TEST(Affine, ThenAppliesTheFirstFirst) {
  const Affine shift{1, 0, 10, 0, 1, 0}, twice{2, 0, 0, 0, 2, 0};
  EXPECT_EQ(then(shift, twice)({1, 1}), (Point{22, 2}));
}

TEST(Affine, EveryExifOrientationKeepsTheImageInsideItsUprightSize) {
  const Size delivered{300, 200};
  for (int value = 1; value <= 8; ++value) {
    const auto orientation = static_cast<ExifOrientation>(value);
    const Size upright = upright_size(orientation, delivered);
    const Box box = mapped(upright_map(orientation, delivered), {0, 0, 300, 200});
    EXPECT_EQ(box, (Box{0, 0, static_cast<double>(upright.width_px), static_cast<double>(upright.height_px)})) << value;
  }
}

TEST(Affine, ExifSixMeansTheTopOfThePageIsOnTheLeft) {
  // EXIF 2.3: 6 = row 0 is the right side, column 0 is the top: the delivered top left corner is shown at the top
  // right.
  const Point corner = upright_map(ExifOrientation::turned_90, {300, 200})({0, 0});
  EXPECT_EQ(corner, (Point{200, 0}));
}

TEST(Affine, TellsHowFarItTurnsCounterClockwise) {
  EXPECT_DOUBLE_EQ(turn_degrees({}), 0);
  EXPECT_DOUBLE_EQ(turn_degrees(upright_map(ExifOrientation::turned_90, {300, 200})), -90);
  EXPECT_DOUBLE_EQ(turn_degrees(upright_map(ExifOrientation::turned_270, {300, 200})), 90);
  EXPECT_DOUBLE_EQ(std::abs(turn_degrees(upright_map(ExifOrientation::turned_180, {300, 200}))), 180);
  EXPECT_TRUE(is_level({.x0 = 7, .y0 = -3}));
  EXPECT_FALSE(is_level(upright_map(ExifOrientation::turned_180, {300, 200})));
  EXPECT_FALSE(is_level({.xy = 0.01, .yx = -0.01}));
}

TEST(Box, UnionWithNothingIsTheBoxItself) { EXPECT_EQ(united({}, {1, 2, 3, 4}), (Box{1, 2, 3, 4})); }

TEST(Box, DisjointBoxesHaveNothingInCommon) { EXPECT_TRUE(intersected({0, 0, 5, 5}, {6, 0, 5, 5}).empty()); }

}  // namespace
}  // namespace hoso::models
