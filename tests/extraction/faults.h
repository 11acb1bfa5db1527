// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace hoso::tests {

/// Squares of this side and these levels of grey make faulty_code_host fail.
inline constexpr int kFaultSide_px = 40, kAborts = 77, kHangs = 78;

}  // namespace hoso::tests
