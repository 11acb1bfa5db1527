// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/line_text.h"

namespace hoso::models {

std::string LineText::text() const {
  std::string all;
  for (const LineWord& word : words) {
    if (!all.empty()) all += ' ';
    all += word.text;
  }
  return all;
}

}  // namespace hoso::models
