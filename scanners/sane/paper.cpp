// SPDX-License-Identifier: Apache-2.0
#include "scanners/sane/paper.h"

#include <strings.h>

#include <array>
#include <string>

namespace hoso::scanners {

std::optional<PaperSize> paper_size(std::string_view name) {
  struct Paper {
    const char* name;
    PaperSize size;
  };
  static constexpr std::array kPapers{Paper{"A3", {297, 420}},         Paper{"A4", {210, 297}},
                                      Paper{"A5", {148, 210}},         Paper{"A6", {105, 148}},
                                      Paper{"B4", {250, 353}},         Paper{"B5", {176, 250}},
                                      Paper{"Letter", {215.9, 279.4}}, Paper{"Legal", {215.9, 355.6}},
                                      Paper{"ID-1", {85.6, 53.98}},    Paper{"max", {0, 0}}};
  for (const Paper& paper : kPapers) {
    if (strcasecmp(paper.name, std::string(name).c_str()) == 0) return paper.size;
  }
  return std::nullopt;
}

}  // namespace hoso::scanners
