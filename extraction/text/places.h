// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/text/vietnamese.h"
#include "hoso/models/error.h"

namespace hoso::extraction {

/// Provinces and communes before and since 1 July 2025 and the districts of before (data/places). Never used to change
/// one place into another, or an old name into today's: only to read marks right where the word for the rank stands
/// before the name.
class Places {
 public:
  /// Reads the files. Error: option_invalid with the fault as cause.
  static models::Result<Places> parse(const std::string& provinces, const std::string& districts,
                                      const std::string& communes);
  /// The lists that ship with hoso.
  static const Places& built_in();

  /// Name of the province that had this two-digit code until 30 June 2025; empty if none had.
  [[nodiscard]] std::string province_before_2025(std::string_view code) const;
  /// Puts right the marks of names of provinces, districts and communes that follow "tỉnh", "huyện", "xã" …, and of a
  /// province that ends an address. A key that several names share is left alone, but vouched for where it is one of
  /// them as it stands.
  [[nodiscard]] RepairedText repaired(const std::string& text) const;

  /// Whether a place in the text may be misread: a name behind its rank that the lists have only with other marks, or
  /// in its province only with another letter ("xã Ia Giai, … tỉnh Gia Lai": Ia Glai), or parts of an address that a
  /// point divides, or nothing where the others have commas.
  [[nodiscard]] bool may_be_misread(const std::string& text) const;

  /// Keys of an address's parts; empty: it has none.
  struct Address {
    std::string commune, district, province;
  };
  /// Whether there was a province of that name on a day (ISO 8601); nullopt: there never was one.
  [[nodiscard]] std::optional<bool> was_province(std::string_view name, const std::string& day) const;
  /// Whether an address ("…, tỉnh Kiên") ends in the midst of its last name: behind the rank stands what names of the
  /// lists only begin with.
  [[nodiscard]] bool ends_cut(const std::string& address) const;
  /// Whether a district, or a city that belonged to a province, had that name and no province has.
  [[nodiscard]] bool was_district_only(std::string_view name) const;
  /// Whether the commune and the district of an address ("…, xã X, huyện Y, tỉnh Z") lie in its province: before July
  /// 2025, or since then where it names no district. On a paper of `day` (ISO 8601; empty: not known) the lists of
  /// later do not count. nullopt: a name that the lists do not have (communes that were merged, numbers), or no
  /// address.
  [[nodiscard]] std::optional<bool> belongs(const std::string& address, const std::string& day) const;

 private:
  using Names = std::map<std::string, std::set<std::string>, std::less<>>;  // key -> spellings
  enum class Rank { none, province, district, commune };
  /// The rank that ends with the token at `at`.
  static Rank rank_at(const std::vector<std::string>& tokens, std::size_t at);
  /// Words of an address that may be a name.
  struct Run {
    std::size_t begin = 0, count = 0;
    Rank rank = Rank::none;  ///< what stands before it
  };
  void add(Names& names, const std::string& name);
  [[nodiscard]] const std::string* name_of(const std::vector<std::string>& tokens, const Run& run) const;
  /// Whether a province's name begins with the token at `at`.
  [[nodiscard]] bool begins_name(const std::vector<std::string>& tokens, std::size_t at) const;
  static void put_right(std::vector<std::string>& tokens, const Run& run, const std::string& name);
  /// Words of the name behind the rank that ends before `begin`: in capitals, up to a sign or the next rank.
  static Run run_behind(const std::vector<std::string>& tokens, std::size_t begin, Rank rank);
  /// Whether only marks, or in this province a letter, part the name from one of the lists.
  [[nodiscard]] bool is_nearly_known(const std::vector<std::string>& tokens, const Run& run,
                                     const std::string& province) const;
  [[nodiscard]] const std::string* known(const Names& names, const std::string& key, const std::string& printed) const;

  /// Until 30 June 2025, and since then.
  struct Period {
    std::string since, until;                                   ///< of the provinces; empty: no bound
    std::map<std::string, std::string, std::less<>> provinces;  ///< key -> code
    std::map<std::string, std::set<std::string>, std::less<>> communes, districts;  ///< key -> codes of provinces
    /// Whether commune and district lie in the province, which it has; nullopt: one of them is not in the lists.
    [[nodiscard]] std::optional<bool> hold(const Address& address) const;
  };
  std::array<Period, 2> periods_;
  std::map<std::string, std::string, std::less<>> codes_;
  Names provinces_, districts_, communes_;
};

}  // namespace hoso::extraction
