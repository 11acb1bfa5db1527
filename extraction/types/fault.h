// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <utility>

#include <toml++/toml.h>

#include "hoso/models/messages.h"

namespace hoso::extraction {

/// A fault in a file of a document type; never leaves the readers of such files.
struct Fault : std::runtime_error {
  template <typename... Values>
  explicit Fault(fmt::format_string<Values...> text, Values&&... values)
      : std::runtime_error(models::english(text, std::forward<Values>(values)...)) {}
};

/// Tells the line at which the faulty part begins.
template <typename Read>
auto located(const toml::node& node, Read read) {
  try {
    return read();
  } catch (const Fault& fault) {
    throw Fault("line {}: {}", node.source().begin.line, fault.what());
  }
}

}  // namespace hoso::extraction
