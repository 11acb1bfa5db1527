// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "hoso/models/source.h"

namespace hoso::scanners {

/// Where pages come from: files, a scanner, a caller's own store. Used by one thread at a time.
class PageSource {
 public:
  PageSource() = default;
  PageSource(const PageSource&) = delete;
  PageSource& operator=(const PageSource&) = delete;
  virtual ~PageSource() = default;

  /// The next item, or nothing when all were delivered. May block (a scanner); returns nothing soon after `stop` is
  /// requested, then a dossier that was opened is not closed.
  virtual std::optional<models::SourceItem> next(const std::stop_token& stop) = 0;

  /// The dossier that was opened last is not wanted (it is stored already): a source may leave out its pages; it still
  /// closes it.
  virtual void skip_dossier() {}

  /// Originals of the opened dossier that are known by now, for who cuts it into several: what is taken is not told
  /// again when it is closed.
  virtual std::vector<models::Original> take_originals() { return {}; }

  /// About how many pages are still to be delivered, for telling how long it will take: files that were not opened yet
  /// count as those before them. Nothing where it cannot be told (a feeder).
  [[nodiscard]] virtual std::optional<double> pages_left() const { return std::nullopt; }
};

}  // namespace hoso::scanners
