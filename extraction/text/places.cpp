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

/// The key of the name behind one of the ranks; empty: none of them begins the part.
std::string named_by(const std::vector<std::string>& words, std::initializer_list<std::string_view> ranks) {
  for (const std::string_view rank : ranks) {
    const auto count = static_cast<std::size_t>(1 + std::ranges::count(rank, ' '));
    std::string begin, name;
    for (std::size_t i = 0; i < words.size(); ++i)
      (i < count ? begin : name).append(i == 0 || i == count ? "" : " ").append(words[i]);
    if (spelled_alike(begin, std::string(rank))) return key_of(name);
  }
  return {};
}

Places::Address address_of(const std::string& address) {
  std::vector<std::vector<std::string>> parts;
  std::istringstream stream(address);
  for (std::string part; std::getline(stream, part, ',');) parts.push_back(tokens_of(part));
  const auto key = [](const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += key_of(word);
    return out;
  };
  if (!parts.empty() && key(parts.back()) == "vietnam") parts.pop_back();
  Places::Address out;
  if (parts.size() < 2) return out;
  const std::string province = named_by(parts.back(), {"tỉnh", "thành phố", "TP."});
  out.province = province.empty() ? key(parts.back()) : province;
  parts.pop_back();
  for (const auto& words : parts) {
    if (std::string name = named_by(words, {"huyện", "quận", "thị xã", "thành phố", "TP."}); !name.empty())
      out.district = std::move(name);
    else if (name = named_by(words, {"xã", "phường", "thị trấn", "đặc khu"}); !name.empty())
      out.commune = std::move(name);
  }
  return out;
}

std::string end_marks(const std::string& token) {
  const auto end = token.find_last_not_of(",;.:)");
  return end == std::string::npos ? "" : token.substr(end + 1);
}

/// How many words there are to the next sign, with the one that it stands behind: names end there.
std::size_t words_to_sign(const std::vector<std::string>& tokens, std::size_t begin) {
  std::size_t count = 0;
  while (begin + count < tokens.size())
    if (!end_marks(tokens[begin + count++]).empty()) break;
  return count;
}

/// "xã", "thị", "thành" …, which begin the next part of an address; in small letters, as capitals begin names.
bool begins_part(const std::string& token) {
  static constexpr std::array kRanks{"xã", "phường", "thị", "huyện", "quận", "thành", "tỉnh"};
  return std::ranges::find(kRanks, token) != kRanks.end();
}

/// Names of the highlands that a list has without their tone are written with it, too: Đăk Mil, Đắk Mil.
std::string with_highland_tone(std::string name) {
  for (const auto& [without, with] : {std::pair("ăk", "ắk"), std::pair("ĂK", "ẮK")})
    for (auto at = name.find(without); at != std::string::npos; at = name.find(without))
      name.replace(at, std::string_view(without).size(), with);
  return name;
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
    Period& own = places.periods_.at(old ? 0 : 1);
    own.since = (*period.as_table())["since"].value_or<std::string>("");
    own.until = (*period.as_table())["until"].value_or<std::string>("");
    for (const toml::node& province : *(*period.as_table())["provinces"].as_array()) {
      const toml::array& parts = *province.as_array();
      const std::string name = models::nfc(parts.at(1).value_or<std::string>(""));
      places.add(places.provinces_, name);
      own.provinces[key_of(name)] = parts.at(0).value_or<std::string>("");
      if (old) places.codes_[parts.at(0).value_or<std::string>("")] = name;
    }
  }
  for (const auto& [code, names] : *second["districts"].as_table())
    for (const toml::node& node : *names.as_array()) {
      const auto name = node.value_or<std::string>("");
      places.add(places.districts_, name);
      places.periods_[0].districts[key_of(name)].emplace(code.str());
    }
  for (const auto& [period, by_province] : third)
    for (const auto& [code, names] : *by_province.as_table())
      for (const toml::node& node : *names.as_array()) {
        const auto name = node.value_or<std::string>("");
        places.add(places.communes_, name);
        places.periods_.at(period.str().starts_with("until") ? 0 : 1).communes[key_of(name)].emplace(code.str());
      }
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

std::optional<bool> Places::was_province(std::string_view name, const std::string& day) const {
  const std::string key = key_of(name);
  bool ever = false, then = false;
  for (const Period& period : periods_) {
    if (!period.provinces.contains(key)) continue;
    ever = true;
    then = then || (period.since <= day && (period.until.empty() || day <= period.until));
  }
  return ever ? std::optional(then) : std::nullopt;
}

bool Places::was_district_only(std::string_view name) const {
  const std::string key = key_of(name);
  return districts_.contains(key) && !provinces_.contains(key);
}

bool Places::ends_cut(const std::string& address) const {
  const auto comma = address.find_last_of(',');
  if (comma == std::string::npos) return false;
  const std::vector<std::string> words = tokens_of(address.substr(comma + 1));
  const std::string province = named_by(words, {"tỉnh"});
  const std::string name =
      province.empty() ? named_by(words, {"thành phố", "TP.", "huyện", "quận", "thị xã"}) : province;
  if (name.empty() || provinces_.contains(name) || districts_.contains(name)) return false;
  const auto begun = [&](const Names& names) {
    const auto at = names.lower_bound(name);
    return at != names.end() && at->first.starts_with(name);
  };
  return begun(provinces_) || (province.empty() && begun(districts_));
}

std::optional<bool> Places::Period::hold(const Address& address) const {
  // A name that the list has, in that province or in another.
  const auto lies_in = [&](const auto& list, const std::string& name) -> std::optional<bool> {
    if (name.empty()) return true;
    const auto at = list.find(name);
    if (at == list.end()) return std::nullopt;
    return at->second.contains(provinces.find(address.province)->second);
  };
  const auto commune = lies_in(communes, address.commune), district = lies_in(districts, address.district);
  if (commune == false || district == false) return false;
  return commune && district ? std::optional(true) : std::nullopt;
}

std::optional<bool> Places::belongs(const std::string& text, const std::string& day) const {
  const Address address = address_of(text);
  if (address.province.empty() || (address.commune.empty() && address.district.empty())) return std::nullopt;
  bool refuted = false, unknown = false;
  for (const Period& period : periods_) {
    const bool later = !day.empty() && day < period.since;
    const bool other_levels = period.districts.empty() && !address.district.empty();
    if (later || other_levels || !period.provinces.contains(address.province)) continue;
    const auto holds = period.hold(address);
    if (holds == true) return true;
    (holds ? refuted : unknown) = true;
  }
  return refuted && !unknown ? std::optional(false) : std::nullopt;
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
  const bool alike = spelled_alike(printed, right) || spelled_alike(printed, with_highland_tone(right));
  tokens[run.begin] = (alike ? printed : right) + ends;
}

bool Places::begins_name(const std::vector<std::string>& tokens, std::size_t at) const {
  for (std::size_t count = std::min(kNameWordsMax, tokens.size() - at); count > 0; --count)
    if (name_of(tokens, {.begin = at, .count = count}) != nullptr) return true;
  return false;
}

Places::Run Places::run_behind(const std::vector<std::string>& tokens, std::size_t begin, Rank rank) {
  Run run{.begin = begin, .rank = rank};
  while (run.count < kNameWordsMax && begin + run.count < tokens.size() && is_capitalised(tokens[begin + run.count]))
    if (!end_marks(tokens[begin + run.count++]).empty()) break;
  return run;
}

bool Places::is_nearly_known(const std::vector<std::string>& tokens, const Run& run,
                             const std::string& province) const {
  std::string key, printed;
  for (std::size_t i = run.begin; i < run.begin + run.count; ++i)
    key += key_of(tokens[i]), printed.append(printed.empty() ? "" : " ").append(tokens[i]);
  printed.resize(printed.size() - end_marks(printed).size());
  const auto is_printed = [&](const std::string& name) {
    const std::string right = in_case_of(printed, name);
    return spelled_alike(printed, right) || spelled_alike(printed, with_highland_tone(right));
  };
  const Names& names = run.rank == Rank::commune ? communes_ : districts_;
  if (const auto at = names.find(key); at != names.end()) return std::ranges::none_of(at->second, is_printed);
  if (run.rank != Rank::commune || province.empty()) return false;
  return std::ranges::any_of(periods_, [&](const Period& period) {
    const auto code = period.provinces.find(province);
    return code != period.provinces.end() && std::ranges::any_of(period.communes, [&](const auto& commune) {
             return commune.second.contains(code->second) && edits_between(commune.first, key) == 1;
           });
  });
}

bool Places::may_be_misread(const std::string& text) const {
  const std::vector<std::string> tokens = tokens_of(text);
  const std::string province = address_of(text).province;
  const bool divided = std::ranges::any_of(tokens, [](const std::string& token) { return token.ends_with(','); });
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    const Rank rank = rank_at(tokens, i - 1);
    if (rank != Rank::commune && rank != Rank::district) continue;
    const Run run = run_behind(tokens, i, rank);
    const std::size_t end = i + run.count;
    if (run.count == 0) continue;
    if (is_nearly_known(tokens, run, province)) return true;
    if (end == tokens.size() || !divided) continue;
    const std::string sign = end_marks(tokens[end - 1]);
    if (sign == "." || (sign.empty() && begins_part(tokens[end]))) return true;
  }
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
    Run run{.begin = i, .count = std::min(words_to_sign(source, i), kNameWordsMax), .rank = rank};
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
