// SPDX-License-Identifier: Apache-2.0
#include "pipeline/separator_look.h"

#include <utility>

#include "hoso/extraction/separator_sheet.h"

namespace hoso::pipeline {
namespace {

/// A page that cannot be read is none.
bool is_full_of_print(models::DecodedPage page, const Stations& stations) {
  auto clean = stations.clean(std::move(page));
  if (!clean) return false;
  const auto read = stations.recognise(std::move(*clean));
  return read && extraction::is_page_of_print(read->text);
}

}  // namespace

SeparatorLook separator_look(const Workshop& workshop, const Stations& stations) {
  return [&](const models::SourcePage& page) -> std::optional<std::string> {
    if (page.decoded_bytes > workshop.options.memory_budget_bytes) return std::nullopt;
    auto decoded = stations.decode(page);
    if (!decoded) return std::nullopt;
    const double dpi = decoded->facts.delivered_dpi.x;
    auto code = extraction::separator_code_on(decoded->pixels, dpi, workshop.code_hosts.get());
    if (code && is_full_of_print(std::move(*decoded), stations)) return std::nullopt;
    return code;
  };
}

}  // namespace hoso::pipeline
