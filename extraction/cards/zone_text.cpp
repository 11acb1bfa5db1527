// SPDX-License-Identifier: Apache-2.0
#include "extraction/cards/zone_text.h"

#include <array>
#include <cstddef>
#include <vector>

#include "extraction/cards/mrz.h"

namespace hoso::extraction {
namespace {

constexpr std::size_t kRows = 3;
constexpr double kCheckedConfidence = 0.99;  // two check digits cover each character
constexpr double kWidthShareMin = 0.8;

/// The lines of text in each of the zone's rows.
std::array<std::vector<models::Line*>, kRows> lines_in(const models::Box& zone, models::PageText& text) {
  std::array<std::vector<models::Line*>, kRows> rows;
  for (models::Block& block : text.blocks)
    for (models::Line& line : block.lines) {
      const double row = (line.box.y + line.box.height / 2 - zone.y) / zone.height * kRows;
      const bool beside = line.box.right() < zone.x || line.box.x > zone.right();
      if (row >= 0 && row < kRows && !beside) rows.at(static_cast<std::size_t>(row)).push_back(&line);
    }
  return rows;
}

}  // namespace

void put_zone_into_text(const models::MachineReadable& zone, models::PageText& text) {
  if (zone.lines.size() != kRows || zone.box.empty()) return;
  const auto mrz = read_mrz({zone.lines[0], zone.lines[1], zone.lines[2]});
  if (!mrz || !mrz->checked) return;
  const auto rows = lines_in(zone.box, text);
  for (std::size_t i = 0; i < kRows; ++i) {
    if (rows.at(i).size() != 1 || rows.at(i).front()->box.width < kWidthShareMin * zone.box.width) continue;
    models::Line& line = *rows.at(i).front();
    const double confidence = i + 1 < kRows ? kCheckedConfidence : zone.confidence;
    line.words = {{zone.lines[i], line.box, confidence}};
  }
}

}  // namespace hoso::extraction
