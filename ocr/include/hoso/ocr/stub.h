// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "hoso/ocr/recogniser.h"

namespace hoso::ocr {

/// An engine that invents the same 300 words for every page, at no cost: for load tests of everything around
/// recognition.
std::unique_ptr<Recogniser> make_stub();

}  // namespace hoso::ocr
