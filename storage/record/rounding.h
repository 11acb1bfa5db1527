// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

namespace hoso::storage {

/// The number with so many decimals, never -0; what is not finite becomes 0, for neither JSON nor xsd:float in ALTO's
/// readers takes it.
inline double rounded(double value, int decimals) {
  if (!std::isfinite(value)) return 0;
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale + 0.0;
}

}  // namespace hoso::storage
