// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/dates.h"

#include <chrono>

namespace hoso::scanners {
namespace {

struct Fields {
  int year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0;
};

/// Takes `digits` digits off the front of `text`.
std::optional<int> number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return {};
  int value = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return {};
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

std::optional<std::int64_t> seconds_of(const Fields& fields) {
  using namespace std::chrono;
  const year_month_day date{year{fields.year}, month{static_cast<unsigned>(fields.month)},
                            day{static_cast<unsigned>(fields.day)}};
  // PDF/A dates and file systems begin to differ before 1970; a scan is never older.
  if (!date.ok() || fields.year < 1970 || fields.hour > 23 || fields.minute > 59 || fields.second > 60) return {};
  return duration_cast<seconds>(sys_days{date}.time_since_epoch()).count() + fields.hour * 3600 + fields.minute * 60 +
         fields.second;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<std::int64_t> exif_time(std::string_view text) {
  Fields f;
  const auto part = [&text](int& into, std::size_t digits, char before) {
    if (before != 0 && !take(text, before)) return false;
    const auto value = number(text, digits);
    if (value) into = *value;
    return value.has_value();
  };
  const bool whole = part(f.year, 4, 0) && part(f.month, 2, ':') && part(f.day, 2, ':') && part(f.hour, 2, ' ') &&
                     part(f.minute, 2, ':') && part(f.second, 2, ':');
  return whole ? seconds_of(f) : std::nullopt;
}

std::optional<std::int64_t> pdf_time(std::string_view text) {
  if (text.starts_with("D:")) text.remove_prefix(2);
  Fields f;
  const auto year = number(text, 4);
  if (!year) return {};
  f.year = *year;
  for (int* field : {&f.month, &f.day, &f.hour, &f.minute, &f.second}) {
    const auto value = number(text, 2);
    if (!value) break;
    *field = *value;
  }
  const auto local = seconds_of(f);
  if (!local || text.empty() || (text.front() != '+' && text.front() != '-')) return local;
  const int sign = text.front() == '+' ? 1 : -1;
  text.remove_prefix(1);
  const int hours = number(text, 2).value_or(0);
  take(text, '\'');
  const int minutes = number(text, 2).value_or(0);
  return *local - sign * (hours * 3600 + minutes * 60);
}

}  // namespace hoso::scanners
