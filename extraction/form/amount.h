// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extraction/form/form.h"

namespace hoso::extraction {

/// Holds an amount in figures against the words that follow it on its page ("bằng chữ: …"), check "words": what agrees
/// is validated, a contradiction goes to review. Nothing happens where no words stand.
void check_words(Placed& amount, const std::vector<FormPage>& pages);

}  // namespace hoso::extraction
