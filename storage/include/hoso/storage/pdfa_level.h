// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace hoso::storage {

/// The conformance level of a rendition: ISO 19005-1 level B, 19005-2 level U, 19005-3 level U.
enum class PdfaLevel { a1b, a2u, a3u };

}  // namespace hoso::storage
