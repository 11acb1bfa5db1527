// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/folding.h"

#include <algorithm>
#include <array>

#include "hoso/models/text.h"

namespace hoso::storage {
namespace {

using namespace std::string_view_literals;

struct Placement {
  std::string_view printed, kept;
};

// NĐ 30/2020 itself prints both ways; they are one word.
constexpr std::array kPlacements{Placement{"oà"sv, "òa"sv}, Placement{"oá"sv, "óa"sv}, Placement{"oả"sv, "ỏa"sv},
                                 Placement{"oã"sv, "õa"sv}, Placement{"oạ"sv, "ọa"sv}, Placement{"oè"sv, "òe"sv},
                                 Placement{"oé"sv, "óe"sv}, Placement{"oẻ"sv, "ỏe"sv}, Placement{"oẽ"sv, "õe"sv},
                                 Placement{"oẹ"sv, "ọe"sv}, Placement{"uỳ"sv, "ùy"sv}, Placement{"uý"sv, "úy"sv},
                                 Placement{"uỷ"sv, "ủy"sv}, Placement{"uỹ"sv, "ũy"sv}, Placement{"uỵ"sv, "ụy"sv}};

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string exact_form(std::string_view word) {
  std::string out(word);
  if (is_ascii(word)) return out;
  constexpr std::string_view kEth = "ð", kDStroke = "đ";
  for (std::size_t at = 0; (at = out.find(kEth, at)) != std::string::npos; at += kDStroke.size())
    out.replace(at, kEth.size(), kDStroke);
  for (const Placement& placement : kPlacements) {
    if (!out.ends_with(placement.printed)) continue;
    const std::size_t at = out.size() - placement.printed.size();
    // In "quý" the u belongs to the q.
    if (at == 0 || out[at - 1] != 'q') out.replace(at, placement.printed.size(), placement.kept);
    break;
  }
  return out;
}

std::string plain_form(std::string_view word) { return is_ascii(word) ? std::string(word) : models::folded(word); }

}  // namespace hoso::storage
