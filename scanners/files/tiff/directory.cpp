// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/tiff/directory.h"

#include <array>
#include <optional>
#include <unordered_set>

namespace hoso::scanners {
namespace {

using models::ErrorCode;

constexpr std::uint64_t kTagWidth = 256, kTagHeight = 257, kTagBits = 258, kTagSamples = 277;
constexpr std::uint64_t kTypeShort = 3;
constexpr std::uint64_t kEntriesMax = 4096;
constexpr std::size_t kWindowBytes = 4096;

/// Numbers at places in the file, through a window, in the file's byte order.
class TiffReader {
 public:
  TiffReader(const RegularFile& file, bool little, bool big_tiff) : big(big_tiff), file_(file), little_(little) {}

  std::optional<std::uint64_t> number(std::uint64_t at, std::size_t size) {
    if (at > file_.size() || file_.size() - at < size) return {};
    if (at < start_ || at + size > start_ + filled_) {
      start_ = at;
      filled_ = file_.read(at, window_);
      if (filled_ < size) return {};
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | window_[at - start_ + (little_ ? size - 1 - i : i)];
    return value;
  }

  const bool big;

 private:
  const RegularFile& file_;
  const bool little_;
  std::array<std::uint8_t, kWindowBytes> window_{};
  std::uint64_t start_ = 0;
  std::size_t filled_ = 0;
};

void take(TiffReader& reader, std::uint64_t entry, TiffDirectory& directory) {
  const std::size_t wide = reader.big ? 8 : 4;
  const auto tag = reader.number(entry, 2), type = reader.number(entry + 2, 2), count = reader.number(entry + 4, wide);
  const std::uint64_t place = entry + 4 + wide;
  if (!tag || !type || !count) return;
  // More than fit into the entry stand elsewhere; all samples have the same depth, so the first tells.
  const bool inside = *count * (type == kTypeShort ? 2 : 4) <= wide;
  const auto at = inside ? std::optional(place) : reader.number(place, wide);
  const auto value = at ? reader.number(*at, type == kTypeShort ? 2 : 4) : std::nullopt;
  if (!value) return;
  if (tag == kTagWidth) directory.width_px = *value;
  if (tag == kTagHeight) directory.height_px = *value;
  if (tag == kTagBits) directory.bits_per_sample = *value;
  if (tag == kTagSamples) directory.samples = *value;
}

struct Step {
  TiffDirectory directory;
  std::uint64_t next = 0;
};

std::optional<Step> read_directory(TiffReader& reader, std::uint64_t offset) {
  const std::size_t count_size = reader.big ? 8 : 2, entry_size = reader.big ? 20 : 12,
                    offset_size = reader.big ? 8 : 4;
  const auto entries = reader.number(offset, count_size);
  if (!entries || *entries == 0 || *entries > kEntriesMax) return {};
  Step step{.directory = {.offset = offset}};
  for (std::uint64_t i = 0; i < *entries; ++i) take(reader, offset + count_size + i * entry_size, step.directory);
  // A file that ends with its last directory, without room for the link to the next, has no next.
  step.next = reader.number(offset + count_size + *entries * entry_size, offset_size).value_or(0);
  return step;
}

}  // namespace

models::Result<TiffChain> read_tiff_chain(const RegularFile& file, std::size_t pages_max) {
  std::array<std::uint8_t, 4> head{};
  if (file.read(0, head) != head.size()) return problem(ErrorCode::truncated, "ends within the header");
  const bool little = head[0] == 'I', big = head[little ? 2 : 3] == 43;
  TiffReader reader(file, little, big);
  const auto first = reader.number(big ? 8 : 4, big ? 8 : 4);
  if (!first) return problem(ErrorCode::truncated, "ends within the header");
  TiffChain chain;
  std::unordered_set<std::uint64_t> seen;
  for (std::uint64_t offset = *first; offset != 0;) {
    if (!seen.insert(offset).second) {
      chain.circular = true;
      break;
    }
    const auto step = read_directory(reader, offset);
    if (!step) {
      chain.broken = true;
      break;
    }
    if (chain.pages.size() == pages_max) {
      chain.too_long = true;
      break;
    }
    chain.pages.push_back(step->directory);
    offset = step->next;
  }
  if (chain.pages.empty())
    return problem(*first >= file.size() ? ErrorCode::truncated : ErrorCode::damaged,
                   "no directory where the header points");
  return chain;
}

}  // namespace hoso::scanners
