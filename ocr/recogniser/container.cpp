// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/container.h"

#include <vector>

#include "ocr/recogniser/byte_reader.h"

namespace hoso::ocr {
namespace {

constexpr std::uint32_t kComponentsMax = 1000;  // more: the bytes of the number stand the other way round

/// The table of offsets: -1 for a part that is absent, the others rising and inside the file.
std::vector<std::int64_t> offsets_of(std::span<const std::uint8_t> file) {
  ByteReader reader(file);
  const auto count = reader.number<std::uint32_t>();
  require_sound(count > 0, "no components");
  require_supported(count <= kComponentsMax, "big-endian file");
  std::vector<std::int64_t> offsets(count);
  for (auto& offset : offsets) offset = reader.number<std::int64_t>();
  auto least = static_cast<std::int64_t>(file.size() - reader.left());
  for (const auto offset : offsets) {
    if (offset < 0) continue;
    require_sound(offset >= least && offset <= static_cast<std::int64_t>(file.size()), "component outside the file");
    least = offset;
  }
  return offsets;
}

}  // namespace

std::span<const std::uint8_t> component(std::span<const std::uint8_t> file, Component which) {
  const auto offsets = offsets_of(file);
  const auto index = static_cast<std::size_t>(which);
  if (index >= offsets.size() || offsets[index] < 0) return {};
  const auto begin = static_cast<std::size_t>(offsets[index]);
  auto end = file.size();
  for (std::size_t next = index + 1; next < offsets.size(); ++next) {
    if (offsets[next] < 0) continue;
    end = static_cast<std::size_t>(offsets[next]);
    break;
  }
  return file.subspan(begin, end - begin);
}

}  // namespace hoso::ocr
