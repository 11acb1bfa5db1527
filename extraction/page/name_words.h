// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extraction/text/segment.h"
#include "extraction/types/document_type.h"

/// What is known of the words of a signer's name.
namespace hoso::extraction {

/// A word without the quotes and dots that a pen or seal put round it.
[[nodiscard]] std::string bare(const std::string& word);

/// The family names that a word may be: itself if it is one, else all that it is but for marks. "Nguyên" can only be
/// Nguyễn.
[[nodiscard]] std::vector<std::string> family_names_like(const std::string& word, const DocumentType& rules);

/// The only family name that ends as the word does behind its first letter, where a seal made another of that:
/// "Hguyễn" can only be Nguyễn. None: several do, or too little is left to tell.
[[nodiscard]] std::optional<std::string> family_name_behind_seal(const std::string& word, const DocumentType& rules);

/// What stands behind a rank of the police or the army: "Trung tá", "Đại úy", "Thượng sĩ".
[[nodiscard]] Segment without_service_rank(const Segment& row);

/// "Hà Đông", "Hà Nam": of provinces and districts the names also are names of nobody.
[[nodiscard]] bool is_place(const std::string& name);

}  // namespace hoso::extraction
