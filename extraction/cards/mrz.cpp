// SPDX-License-Identifier: Apache-2.0
#include "extraction/cards/mrz.h"

#include <algorithm>
#include <cctype>
#include <regex>

#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

constexpr std::size_t kLineLetters = 30, kLineLettersMin = 20, kLineLettersMax = 40;
constexpr double kChecked = 0.99, kHalfChecked = 0.8;
constexpr double kSureName = 0.98;  // of a name, which no check digit covers
constexpr int kCenturyPivot = 30;   // of birth years: 30 … 99 are 19xx
constexpr std::string_view kNeverExpires = "991231";

/// Capital letters, digits and fillers of a line; guillemets are two fillers.
std::string compact(std::string_view line) {
  std::string text(line);
  for (const auto& [mark, filler] : {std::pair{"«", "<<"}, {"‹", "<"}, {"≪", "<<"}})
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
      text.replace(at, std::string_view(mark).size(), filler);
  std::string out;
  for (const unsigned char c : text)
    if (c == '<' || (c < 0x80 && std::isalnum(c) != 0)) out += static_cast<char>(std::toupper(c));
  return out;
}

std::string digits_of(std::string text) {
  static constexpr std::string_view kLetters = "OQDILBSZG", kDigits = "000118526";
  for (char& c : text)
    if (const auto at = kLetters.find(c); at != std::string_view::npos) c = kDigits[at];
  return text;
}

bool holds(std::string_view text, std::string_view digit) {
  return digit.size() == 1 && mrz_check_digit(text) == digit.front();
}

std::string filled(std::string text) {
  text.resize(kLineLetters, '<');
  return text;
}

constexpr const char* kDigit = "[0-9OQDILBSZG]";

/// "IDVNM" + 9 digits + check + 12 digits + "<<" + check: the number's last 9 digits are said twice.
bool read_first(const std::string& text, Mrz& mrz) {
  static const std::regex form(std::string("^[I1L][D0O]VNM(") + kDigit + "{9})(" + kDigit + ")(" + kDigit +
                               "{12})[<KCLE]{1,3}(" + kDigit + ")$");
  std::smatch match;
  if (!std::regex_match(text, match, form)) return false;
  const std::string document = digits_of(match[1]), check = digits_of(match[2]), number = digits_of(match[3]);
  mrz.lines[0] = "IDVNM" + document + check + number + "<<" + digits_of(match[4]);
  if (holds(document, check) && number.ends_with(document) &&
      holds(mrz.lines[0].substr(15, 14), mrz.lines[0].substr(29)))
    mrz.number = number;
  return true;
}

bool read_second(const std::string& text, Mrz& mrz) {
  static const std::regex form(std::string("^(") + kDigit + "{6})(" + kDigit + ")([MF<])(" + kDigit + "{6})(" + kDigit +
                               ")VNM[<KCLE]{5,16}(" + kDigit + ")$");
  std::smatch match;
  if (!std::regex_match(text, match, form)) return false;
  const std::string birth = digits_of(match[1]), birth_check = digits_of(match[2]);
  const std::string expiry = digits_of(match[4]), expiry_check = digits_of(match[5]);
  mrz.sex = match[3];
  mrz.lines[1] =
      birth + birth_check + mrz.sex + expiry + expiry_check + "VNM" + std::string(11, '<') + digits_of(match[6]);
  if (holds(birth, birth_check)) mrz.birth = birth;
  if (holds(expiry, expiry_check)) mrz.expiry = expiry;
  return true;
}

bool read_third(const std::string& text, Mrz& mrz) {
  static const std::regex form("^([A-Z]+<<[A-Z]+(?:<[A-Z]+)*)<*$");
  std::smatch match;
  if (!std::regex_match(text, match, form) || match[1].length() > static_cast<std::ptrdiff_t>(kLineLetters))
    return false;
  mrz.name = match[1];
  mrz.lines[2] = filled(mrz.name);
  return true;
}

/// YYMMDD to ISO 8601; the century of a birth is told by `pivot`, an expiry is always 20xx.
std::optional<std::string> day_of(const std::string& text, int pivot) {
  if (text.size() != 6) return std::nullopt;
  const int year = std::stoi(text.substr(0, 2));
  return iso_date(std::stoi(text.substr(4)), std::stoi(text.substr(2, 2)), (year >= pivot ? 1900 : 2000) + year);
}

std::string spoken_name(std::string name) {
  std::string out;
  for (const char c : name)
    if (c != '<')
      out += c;
    else if (!out.ends_with(' '))
      out += ' ';
  return out;
}

}  // namespace

char mrz_check_digit(std::string_view text) {
  static constexpr std::array kWeights{7, 3, 1};
  int sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const int value = std::isdigit(c) != 0 ? c - '0' : std::isupper(c) != 0 ? c - 'A' + 10 : 0;
    sum += value * kWeights.at(i % kWeights.size());
  }
  return static_cast<char>('0' + sum % 10);
}

bool looks_like_mrz(std::string_view line) {
  const std::string text = compact(line);
  return text.size() >= kLineLettersMin && text.size() <= kLineLettersMax && text.find("<<") != std::string::npos;
}

std::optional<Mrz> read_mrz(const std::array<std::string, 3>& lines) {
  Mrz mrz;
  if (!read_first(compact(lines[0]), mrz) || !read_second(compact(lines[1]), mrz)) return std::nullopt;
  const bool named = read_third(compact(lines[2]), mrz);
  const std::string &one = mrz.lines[0], &two = mrz.lines[1];
  const std::string all = one.substr(5) + two.substr(0, 7) + two.substr(8, 7) + two.substr(18, 11);
  mrz.checked = !mrz.number.empty() && !mrz.birth.empty() && !mrz.expiry.empty() && holds(all, two.substr(29));
  mrz.complete = named && mrz.checked;
  return mrz;
}

std::vector<models::Field> mrz_fields(const Mrz& mrz, int page, const models::Box& box, double confidence) {
  std::vector<models::Field> fields;
  const auto add = [&](const char* name, const std::string& value, std::optional<std::string> normalised,
                       bool checked) {
    fields.push_back({.name = name,
                      .value = value,
                      .normalised = std::move(normalised),
                      .confidence = checked ? kChecked : std::min(confidence, kHalfChecked),
                      .verdict = checked ? models::Verdict::accept : models::Verdict::review,
                      .source = models::FieldSource::mrz,
                      .page = page,
                      .box = box});
  };
  // The name has no check digit of its own.
  if (mrz.complete)
    add("mrz", mrz.lines[0] + "\n" + mrz.lines[1] + "\n" + mrz.lines[2], std::nullopt, confidence >= kSureName);
  // A single digit may pass by chance, so without the composite digit its field is for review.
  if (!mrz.number.empty()) add("id_number", mrz.number, mrz.number, mrz.checked);
  if (const auto day = day_of(mrz.birth, kCenturyPivot)) add("birth_date", mrz.birth, day, mrz.checked);
  if (!mrz.checked) return fields;
  if (mrz.sex != "<") add("sex", mrz.sex, mrz.sex == "F" ? "Nữ" : "Nam", true);
  if (mrz.expiry == kNeverExpires)
    add("expiry_date", mrz.expiry, std::nullopt, true);
  else if (const auto day = day_of(mrz.expiry, 100))
    add("expiry_date", mrz.expiry, day, true);
  if (mrz.complete) add("full_name", mrz.name, spoken_name(mrz.name), confidence >= kSureName);
  return fields;
}

}  // namespace hoso::extraction
