// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pdf/colour_space.h"

#include <algorithm>
#include <string>

#include <opencv2/imgproc.hpp>

#include "scanners/files/pdf/document.h"

namespace hoso::scanners {
namespace {

using Kind = ColourSpace::Kind;

constexpr std::size_t kPaletteBytesMax = 1 << 16;

ColourSpace plain(Kind kind) { return {.kind = kind, .components = kind == Kind::rgb ? 3 : 1}; }

ColourSpace named(const std::string& name) {
  if (name == "/DeviceGray" || name == "/CalGray" || name == "/G") return plain(Kind::grey);
  if (name == "/DeviceRGB" || name == "/CalRGB" || name == "/RGB") return plain(Kind::rgb);
  return {};
}

ColourSpace profiled(QPDFObjectHandle profile) {
  if (!profile.isStream()) return {};
  QPDFObjectHandle components = profile.getDict().getKey("/N");
  if (!components.isInteger()) return {};
  return components.getIntValue() == 1   ? plain(Kind::grey)
         : components.getIntValue() == 3 ? plain(Kind::rgb)
                                         : ColourSpace{};
}

std::string palette_bytes(QPDFObjectHandle table) {
  if (table.isString()) return table.getStringValue();
  QPDF* owner = table.isStream() ? table.getOwningQPDF() : nullptr;
  if (owner == nullptr) return {};
  const auto data = stream_data(*owner, table, kPaletteBytesMax);
  return data ? std::string(data->begin(), data->end()) : std::string();
}

ColourSpace indexed(QPDFObjectHandle space) {
  if (space.getArrayNItems() < 4 || !space.getArrayItem(2).isInteger()) return {};
  QPDFObjectHandle base_object = space.getArrayItem(1);
  const ColourSpace base = base_object.isArray() && base_object.getArrayNItems() > 0 &&
                                   base_object.getArrayItem(0).isNameAndEquals("/Indexed")
                               ? ColourSpace{}
                               : colour_space_of(base_object);
  const long long highest = space.getArrayItem(2).getIntValue();
  if (base.kind == Kind::other || highest < 0 || highest > 255) return {};
  const std::string bytes = palette_bytes(space.getArrayItem(3));
  const auto count = static_cast<std::size_t>(highest) + 1, width = static_cast<std::size_t>(base.components);
  if (bytes.size() < count * width) return {};
  ColourSpace found{.kind = Kind::indexed, .components = 1};
  for (std::size_t i = 0; i < count; ++i) {
    const auto value = [&](std::size_t c) {
      return static_cast<std::uint8_t>(bytes[i * width + (width == 3 ? c : 0)]);
    };
    found.palette.emplace_back(value(2), value(1), value(0));
  }
  return found;
}

RawPixels through_palette(const cv::Mat& indices, const ColourSpace& space) {
  cv::Mat table(1, 256, CV_8UC3);
  for (int i = 0; i < 256; ++i)
    table.at<cv::Vec3b>(i) =
        space.palette[std::min<std::size_t>(static_cast<std::size_t>(i), space.palette.size() - 1)];
  cv::Mat three;
  RawPixels raw;
  cv::merge(std::vector<cv::Mat>(3, indices), three);
  cv::LUT(three, table, raw.samples);
  if (is_grey(raw.samples)) cv::extractChannel(raw.samples.clone(), raw.samples, 0);
  raw.bilevel = space.palette.size() <= 2 && raw.samples.channels() == 1 && is_bilevel(raw.samples);
  return raw;
}

}  // namespace

ColourSpace colour_space_of(QPDFObjectHandle space) {
  if (space.isName()) return named(space.getName());
  if (!space.isArray() || space.getArrayNItems() < 1 || !space.getArrayItem(0).isName()) return {};
  const std::string family = space.getArrayItem(0).getName();
  if (family == "/ICCBased" && space.getArrayNItems() > 1) return profiled(space.getArrayItem(1));
  if (family == "/Indexed" || family == "/I") return indexed(space);
  return named(family);
}

RawPixels shown_samples(cv::Mat samples, const ColourSpace& space, int bits, bool inverted) {
  if (space.kind == Kind::indexed) return through_palette(samples, space);
  RawPixels raw{.samples = std::move(samples)};
  if (bits < 8) raw.samples.convertTo(raw.samples, -1, 255.0 / ((1 << bits) - 1));
  if (inverted) cv::bitwise_not(raw.samples, raw.samples);
  if (space.kind == Kind::rgb) cv::cvtColor(raw.samples, raw.samples, cv::COLOR_RGB2BGR);
  raw.bilevel = space.kind == Kind::grey && bits == 1;
  return raw;
}

}  // namespace hoso::scanners
