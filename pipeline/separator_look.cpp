// SPDX-License-Identifier: Apache-2.0
#include "pipeline/separator_look.h"

#include <utility>

#include "hoso/extraction/separator_sheet.h"

namespace hoso::pipeline {
namespace {

std::optional<std::string> code_on(models::DecodedPage page, const Stations& stations) {
  auto clean = stations.clean(std::move(page));
  if (!clean) return std::nullopt;
  auto read = stations.recognise(std::move(*clean));
  if (!read) return std::nullopt;
  auto seen = stations.observe(std::move(*read));
  if (!seen) return std::nullopt;
  return extraction::separator_code(seen->facts, seen->text);
}

}  // namespace

SeparatorLook separator_look(const Workshop& workshop, const Stations& stations) {
  return [&](const models::SourcePage& page) -> std::optional<std::string> {
    if (page.decoded_bytes > workshop.options.memory_budget_bytes) return std::nullopt;
    auto decoded = stations.decode(page);
    if (!decoded) return std::nullopt;
    const double dpi = decoded->facts.delivered_dpi.x;
    if (!extraction::may_be_separator(decoded->pixels, dpi, workshop.code_hosts.get())) return std::nullopt;
    return code_on(std::move(*decoded), stations);
  };
}

}  // namespace hoso::pipeline
