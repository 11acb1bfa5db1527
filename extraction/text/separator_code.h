// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace hoso::extraction {

/// What the codes of a separator sheet begin with; the dossier's code follows.
inline constexpr std::string_view kSeparatorPrefix = "HOSO:START:";

/// Whether a text can be the code on a separator sheet: 1 to 60 letters, digits and .-_/ of ASCII, and no part of it
/// leads to another folder ("..").
bool is_separator_code(std::string_view code);

/// Whether a text is a dossier's code of TT 01/2018/TT-VPCP, Điều 19, or of QĐ 20/2020/QĐ-TTg: agency, day of receipt,
/// serial ("H26.16-250702-0012").
bool is_dossier_code(std::string_view text);

}  // namespace hoso::extraction
