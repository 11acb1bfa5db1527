// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/places.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>

#include <toml++/toml.h>

#include "embedded/places_communes.h"
#include "embedded/places_districts.h"
#include "embedded/places_provinces.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"
#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

constexpr std::size_t kNameWordsMax = 5;

std::vector<std::string> tokens_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> out;
  for (std::string token; stream >> token;) out.push_back(token);
  return out;
}

bool ends_part(const std::string& token) { return token.ends_with(',') || token.ends_with(';'); }

/// Whether a token begins another word of a name: "thành phố Vinh" ends before "Nghệ", "xã Vĩnh" does not before
/// "Xuân".
bool may_go_on(const std::vector<std::string>& tokens, std::size_t at) {
  if (at >= tokens.size() || ends_part(tokens[at - 1]) || !is_capitalised(tokens[at])) return false;
  static constexpr std::array kRanks{"tinh", "thanh", "tp", "huyen", "quan", "thi", "viet"};
  return std::find(kRanks.begin(), kRanks.end(), key_of(tokens[at])) == kRanks.end();
}

std::string end_marks(const std::string& token) {
  const auto end = token.find_last_not_of(",;.:)");
  return end == std::string::npos ? "" : token.substr(end + 1);
}

}  // namespace

Places::Rank Places::rank_at(const std::vector<std::string>& tokens, std::size_t at) {
  const std::string key = key_of(tokens[at]), before = at > 0 ? key_of(tokens[at - 1]) : "";
  if (key == "tinh") return Rank::province;
  if (key == "huyen" || key == "quan" || (key == "xa" && before == "thi")) return Rank::district;
  if ((key == "pho" && before == "thanh") || key == "tp") return Rank::district;  // or a province: both lists are asked
  // With their marks: "Phương" and "Trần" are people's names.
  static constexpr std::array kCommunes{"xã", "Xã", "XÃ", "phường", "Phường", "PHƯỜNG"};
  static constexpr std::array kTownships{"trấn", "Trấn", "TRẤN"};
  const bool commune = std::ranges::find(kCommunes, tokens[at]) != kCommunes.end();
  const bool township = std::ranges::find(kTownships, tokens[at]) != kTownships.end() && before == "thi";
  if (commune || township) return Rank::commune;
  return Rank::none;
}

void Places::add(Names& names, const std::string& name) {
  const std::string composed = models::nfc(name);
  names[key_of(composed)].insert(composed);
  // The apostrophe of Cư M’gar is read as a letter.
  const auto at = composed.find("’");
  if (at != std::string::npos)
    names[key_of(composed.substr(0, at) + "i" + composed.substr(at + std::string_view("’").size()))].insert(composed);
}

models::Result<Places> Places::parse(const std::string& provinces, const std::string& districts,
                                     const std::string& communes) try {
  Places places;
  const toml::table first = toml::parse(provinces), second = toml::parse(districts), third = toml::parse(communes);
  for (const toml::node& period : *first["period"].as_array()) {
    const bool old = period.as_table()->contains("until");
    for (const toml::node& province : *(*period.as_table())["provinces"].as_array()) {
      const toml::array& parts = *province.as_array();
      const std::string name = models::nfc(parts.at(1).value_or<std::string>(""));
      places.add(places.provinces_, name);
      if (old) places.codes_[parts.at(0).value_or<std::string>("")] = name;
    }
  }
  for (const auto& [code, names] : *second["districts"].as_table())
    for (const toml::node& name : *names.as_array()) places.add(places.districts_, name.value_or<std::string>(""));
  for (const auto& [period, by_province] : third)
    for (const auto& [code, names] : *by_province.as_table())
      for (const toml::node& name : *names.as_array()) places.add(places.communes_, name.value_or<std::string>(""));
  return places;
} catch (const std::exception& error) {
  return models::failure({.code = models::ErrorCode::option_invalid,
                          .stage = models::Stage::configure,
                          .subject = "places",
                          .cause = error.what()});
}

const Places& Places::built_in() {
  static const Places places = [] {
    auto read = parse(std::string(data::places_provinces()), std::string(data::places_districts()),
                      std::string(data::places_communes()));
    // The shipped files are tested with the build, so a fault here is a broken build.
    if (!read) throw std::logic_error(read.error().cause);
    return std::move(*read);
  }();
  return places;
}

std::string Places::province_before_2025(std::string_view code) const {
  const auto at = codes_.find(code);
  return at == codes_.end() ? "" : at->second;
}

const std::string* Places::known(const Names& names, const std::string& key, const std::string& printed) const {
  const auto at = names.find(key);
  if (at == names.end()) return nullptr;
  if (at->second.size() == 1) return &*at->second.begin();
  const auto same = std::find_if(at->second.begin(), at->second.end(),
                                 [&](const std::string& name) { return in_case_of(printed, name) == printed; });
  return same == at->second.end() ? nullptr : &*same;
}

const std::string* Places::name_of(const std::vector<std::string>& tokens, const Run& run) const {
  std::string key, printed;
  for (std::size_t i = run.begin; i < run.begin + run.count; ++i)
    key += key_of(tokens[i]), printed.append(printed.empty() ? "" : " ").append(tokens[i]);
  printed.resize(printed.size() - end_marks(printed).size());
  if (run.rank == Rank::commune) return known(communes_, key, printed);
  const std::string* district = run.rank == Rank::district ? known(districts_, key, printed) : nullptr;
  return district != nullptr ? district : known(provinces_, key, printed);
}

void Places::put_right(std::vector<std::string>& tokens, const Run& run, const std::string& name) {
  std::string printed;
  for (std::size_t i = run.begin; i < run.begin + run.count; ++i) {
    printed.append(printed.empty() ? "" : " ").append(tokens[i]);
    tokens[i].clear();
  }
  const std::string ends = end_marks(printed);
  printed.resize(printed.size() - ends.size());
  const std::string right = in_case_of(printed, name);
  tokens[run.begin] = (spelled_alike(printed, right) ? printed : right) + ends;
}

bool Places::begins_name(const std::vector<std::string>& tokens, std::size_t at) const {
  for (std::size_t count = std::min(kNameWordsMax, tokens.size() - at); count > 0; --count)
    if (name_of(tokens, {.begin = at, .count = count}) != nullptr) return true;
  return false;
}

RepairedText Places::repaired(const std::string& text) const {
  const std::vector<std::string> source = tokens_of(text);
  std::vector<std::string> tokens = source;
  RepairedText out{.text = {}, .in_list = std::vector<bool>(tokens.size(), false)};
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const Rank rank = rank_at(source, i - 1);
    const bool last_part = ends_part(source[i - 1]);
    if (rank == Rank::none && !last_part) continue;
    Run run{.begin = i, .count = std::min(kNameWordsMax, tokens.size() - i), .rank = rank};
    const std::string* name = nullptr;
    for (; run.count > 0 && name == nullptr; --run.count)
      if (rank != Rank::none || i + run.count == tokens.size()) name = name_of(source, run);
    if (name == nullptr) continue;
    ++run.count;
    // "thành phố Vinh Nghệ An" ends there if Nghệ An is one too; what only begins like a known name is another.
    if (may_go_on(source, i + run.count) && !begins_name(source, i + run.count)) continue;
    put_right(tokens, run, *name);
    for (std::size_t k = i; k < i + run.count; ++k) out.in_list[k] = true;
    i += run.count - 1;
  }
  for (const std::string& token : tokens)
    if (!token.empty()) out.text.append(out.text.empty() ? "" : " ").append(token);
  return out;
}

}  // namespace hoso::extraction
