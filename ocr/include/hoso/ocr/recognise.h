// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "hoso/models/page_stages.h"
#include "hoso/ocr/recogniser.h"

namespace hoso::ocr {

/// Reads a clean page and decides whether it is blank; of several papers on an image each by itself. A page that cannot
/// be read keeps its image and gets `facts.failure`.
models::ReadPage recognise(models::CleanPage page, Recogniser& recogniser, const std::stop_token& stop);

}  // namespace hoso::ocr
