// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extraction/form/form.h"

namespace hoso::extraction {

/// Holds an amount in figures against the words that follow it on its page ("bằng chữ: …"), check "words": what agrees
/// is validated, a contradiction goes to review. Nothing happens where no words stand.
void check_words(Placed& amount, const std::vector<FormPage>& pages);

/// Of two amounts that both stand where the one is looked for, somebody says which it is: the check `only_one` does not
/// hold.
void check_only_amount(Placed& amount);

}  // namespace hoso::extraction
