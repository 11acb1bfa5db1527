// SPDX-License-Identifier: Apache-2.0
#include "storage/record/vocabulary.h"

#include <unicode/uloc.h>

#include <algorithm>
#include <array>

namespace hoso::storage {
namespace {

using namespace std::string_view_literals;

// Each in the order of its enumeration.
constexpr std::array kVerdicts{"accept"sv, "review"sv, "missing"sv};
constexpr std::array kFieldSources{"ocr"sv, "handwriting"sv, "checkbox"sv, "qr"sv, "mrz"sv, "rule"sv};
constexpr std::array kGapKinds{"number"sv, "day"sv, "month"sv, "year"sv};
constexpr std::array kDpiSources{"file"sv, "estimated"sv, "rendered"sv, "placement"sv, "device"sv};
constexpr std::array kColourModes{"bw"sv, "grey"sv, "colour"sv};
constexpr std::array kEmbeddings{"jpeg_kept"sv, "g4_kept"sv, "flate_kept"sv, "g4"sv, "flate"sv, "jpeg_new"sv, "none"sv};
constexpr std::array kTextSources{"read"sv, "given"sv};
constexpr std::array kProcedureStates{"valid"sv, "not_yet"sv, "expired"sv, "unknown"sv};
constexpr std::array kComponentStates{"scanned"sv, "reused"sv, "born_digital"sv, "missing"sv};
static_assert(kTextSources.size() == static_cast<std::size_t>(models::TextSource::given) + 1);
static_assert(kProcedureStates.size() == static_cast<std::size_t>(models::ProcedureState::unknown) + 1);
static_assert(kComponentStates.size() == static_cast<std::size_t>(models::ComponentState::missing) + 1);
static_assert(kVerdicts.size() == static_cast<std::size_t>(models::Verdict::missing) + 1);
static_assert(kFieldSources.size() == static_cast<std::size_t>(models::FieldSource::rule) + 1);
static_assert(kGapKinds.size() == static_cast<std::size_t>(models::FilledGap::Kind::year) + 1);
static_assert(kDpiSources.size() == static_cast<std::size_t>(models::DpiSource::device) + 1);
static_assert(kColourModes.size() == static_cast<std::size_t>(models::ColourMode::colour) + 1);
static_assert(kEmbeddings.size() == static_cast<std::size_t>(models::Embedding::none) + 1);

template <typename Enumeration, std::size_t Size>
std::string_view word(const std::array<std::string_view, Size>& words, Enumeration value) {
  return words.at(static_cast<std::size_t>(value));
}

template <typename Enumeration, std::size_t Size>
std::optional<Enumeration> value(const std::array<std::string_view, Size>& words, std::string_view name) {
  const auto found = std::ranges::find(words, name);
  if (found == words.end()) return std::nullopt;
  return static_cast<Enumeration>(found - words.begin());
}

std::string language_tag(std::string_view name) {
  const std::string plain(name.substr(0, name.find('_')));  // chi_sim, lat_frak: language and variant
  UErrorCode status = U_ZERO_ERROR;
  std::array<char, ULOC_LANG_CAPACITY> tag{};
  // Shortens ISO 639-2 to 639-1 where there is one.
  const int32_t length = uloc_getLanguage(plain.c_str(), tag.data(), static_cast<int32_t>(tag.size()), &status);
  if (U_FAILURE(status) || length < 2 || length > 3) return {};
  const std::string_view out(tag.data(), static_cast<std::size_t>(length));
  const bool letters = std::ranges::all_of(out, [](char c) { return c >= 'a' && c <= 'z'; });
  return letters && out != "osd" && out != "equ" ? std::string(out) : std::string{};
}

}  // namespace

std::string_view name_of(models::Verdict verdict) { return word(kVerdicts, verdict); }
std::string_view name_of(models::FieldSource source) { return word(kFieldSources, source); }
std::string_view name_of(models::DpiSource source) { return word(kDpiSources, source); }
std::string_view name_of(models::ColourMode mode) { return word(kColourModes, mode); }
std::string_view name_of(models::FilledGap::Kind kind) { return word(kGapKinds, kind); }
std::string_view name_of(models::TextSource source) { return word(kTextSources, source); }
std::string_view name_of(models::Embedding embedding) { return word(kEmbeddings, embedding); }

std::string_view name_of(models::ProcedureState state) { return word(kProcedureStates, state); }
std::string_view name_of(models::ComponentState state) { return word(kComponentStates, state); }

std::optional<models::ComponentState> component_state_named(std::string_view name) {
  return value<models::ComponentState>(kComponentStates, name);
}
std::optional<models::Verdict> verdict_named(std::string_view name) { return value<models::Verdict>(kVerdicts, name); }
std::optional<models::FieldSource> field_source_named(std::string_view name) {
  return value<models::FieldSource>(kFieldSources, name);
}

std::vector<std::string> language_tags(std::string_view language) {
  std::vector<std::string> tags;
  while (!language.empty()) {
    const std::size_t end = std::min(language.find('+'), language.size());
    std::string tag = language_tag(language.substr(0, end));
    if (!tag.empty() && std::ranges::find(tags, tag) == tags.end()) tags.push_back(std::move(tag));
    language.remove_prefix(std::min(end + 1, language.size()));
  }
  return tags;
}

}  // namespace hoso::storage
