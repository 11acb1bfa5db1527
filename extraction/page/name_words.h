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
std::vector<std::string> family_names_like(const std::string& word, const DocumentType& rules);

/// The only family name that is the word but for a letter that a seal made another: "Hguyễn" can only be Nguyễn, "Bài"
/// only Bùi. None: several are, or too little is left to tell.
std::optional<std::string> family_name_behind_seal(const std::string& word, const DocumentType& rules);

/// With its marks: Bá is no Bà.
bool is_academic(const std::string& word, const DocumentType& rules);

/// With its marks: Như is no Nhữ.
bool is_family_name(const std::string& word, const DocumentType& rules);

/// "phan": a family name whose first letter is the same small and capital, which a seal's ring makes small.
bool is_family_name_in_small(const std::string& word, const DocumentType& rules);

/// What stands behind a rank of the police or the army: "Trung tá", "Đại úy", "Thượng sĩ".
[[nodiscard]] Segment without_service_rank(const Segment& row);

/// "Hà Đông", "Hà Nam": of provinces and districts the names also are names of nobody.
[[nodiscard]] bool is_place(const std::string& name);

}  // namespace hoso::extraction
