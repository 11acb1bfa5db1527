// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hoso/models/api.h"
#include "hoso/models/error.h"

namespace hoso::models {

/// The languages in which errors are told.
enum class MessageLanguage { english, vietnamese };

/// What a clerk reads: what happened, and what to do next.
struct ErrorText {
  std::string sentence;  ///< names file and page where known; ends with a full stop
  std::string remedy;    ///< what to do next; ends with a full stop
};

/// Makes sentence and remedy from the code and its arguments; the technical cause is not part of them.
HOSO_API ErrorText describe(const Error& error, MessageLanguage language = MessageLanguage::english);

}  // namespace hoso::models
