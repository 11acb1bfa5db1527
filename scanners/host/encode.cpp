// SPDX-License-Identifier: Apache-2.0
#include "scanners/host/encode.h"

namespace hoso::scan_host {

std::optional<EncodedSide> encode(const ScannedSide& side, const EncodeOptions& options) {
  return side.depth == 1 ? encode_group4(side, options) : encode_jpeg(side, options);
}

}  // namespace hoso::scan_host
