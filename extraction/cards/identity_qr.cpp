// SPDX-License-Identifier: Apache-2.0
#include "extraction/cards/identity_qr.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <sstream>

#include "extraction/form/kinds.h"
#include "extraction/text/vietnamese.h"
#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

constexpr double kDecoded = 0.995;  // a QR code has passed its own check
constexpr std::size_t kParts = 7;
enum Part { number, old_number, name, birth, gender, address, issue };

/// Nothing for a code with control characters: no card has them.
std::vector<std::string> parts_of(const std::string& text) {
  std::vector<std::string> parts;
  if (std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; })) return parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, '|');) parts.push_back(models::collapsed(models::nfc(part)));
  if (text.ends_with('|')) parts.emplace_back();
  return parts;
}

bool is_number(const std::string& text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// DDMMYYYY to ISO 8601.
std::optional<std::string> day_of(const std::string& text) {
  if (text.size() != 8 || !is_number(text)) return std::nullopt;
  return iso_date(std::stoi(text.substr(0, 2)), std::stoi(text.substr(2, 2)), std::stoi(text.substr(4)));
}

}  // namespace

std::vector<models::Field> identity_qr_fields(const models::Barcode& code, int page) {
  const std::vector<std::string> parts = parts_of(code.text);
  if (parts.size() < kParts || !is_number(parts[number]) || !is_personal_number(parts[number])) return {};
  std::vector<models::Field> fields;
  const auto add = [&](const char* field, Part part, std::optional<std::string> normalised) {
    if (parts[part].empty()) return;
    fields.push_back({.name = field,
                      .value = parts[part],
                      .normalised = std::move(normalised),
                      .confidence = kDecoded,
                      .verdict = models::Verdict::accept,
                      .source = models::FieldSource::qr,
                      .page = page,
                      .box = code.box});
  };
  add("id_number", number, parts[number]);
  add("full_name", name, std::nullopt);
  if (const auto day = day_of(parts[birth])) add("birth_date", birth, day);
  add("sex", gender, std::nullopt);
  add("residence", address, std::nullopt);
  if (const auto day = day_of(parts[issue])) add("issue_date", issue, day);
  return fields;
}

}  // namespace hoso::extraction
