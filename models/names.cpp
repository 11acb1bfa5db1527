// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/names.h"

#include <algorithm>

#include "hoso/models/text.h"

namespace hoso::models {
namespace {

constexpr std::size_t kNameBytesMax =
    200;  // with ".alto.xml" and a temporary's suffix below the 255 bytes of common file systems

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

}  // namespace

Result<DossierName> DossierName::from(std::string_view text) {
  DossierName name;
  name.text_ = nfc(text);
  const std::string& t = name.text_;
  const bool valid = !t.empty() && t.size() <= kNameBytesMax && t.front() != '.' && t.find('/') == std::string::npos &&
                     std::ranges::none_of(t, is_control) && t.find("\uFFFD") == std::string::npos &&
                     collapsed(t) == t && t != "catalogue.db";
  if (!valid) return failure({.code = ErrorCode::invalid_name, .stage = Stage::source, .subject = t});
  return name;
}

}  // namespace hoso::models
