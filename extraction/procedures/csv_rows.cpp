// SPDX-License-Identifier: Apache-2.0
#include "extraction/procedures/csv_rows.h"

#include <algorithm>
#include <utility>

namespace hoso::extraction {
namespace {

char separator_of(std::string_view text) {
  const std::string_view first = text.substr(0, text.find('\n'));
  return std::ranges::count(first, ';') > std::ranges::count(first, ',') ? ';' : ',';
}

class Reader {
 public:
  explicit Reader(char separator) : separator_(separator) {}

  void take(char c) {
    if (quoted_ && c == '"')
      quoted_ = false, closed_ = true;
    else if (quoted_)
      cell_ += c;
    else if (c == '"' && closed_)  // "" within quotes
      cell_ += c, quoted_ = true, closed_ = false;
    else if (c == '"' && cell_.empty())
      quoted_ = true;
    else if (c == separator_)
      end_cell();
    else if (c == '\n')
      end_row();
    else if (c != '\r')
      cell_ += c;
    if (c == '\n') ++line_;
  }

  std::vector<CsvRow> finish() {
    end_row();
    return std::move(rows_);
  }

 private:
  void end_cell() {
    row_.cells.push_back(std::exchange(cell_, {}));
    closed_ = false;
  }

  void end_row() {
    end_cell();
    if (row_.cells.size() > 1 || !row_.cells.front().empty()) rows_.push_back(row_);
    row_ = {line_ + 1, {}};
  }

  const char separator_;
  std::vector<CsvRow> rows_;
  CsvRow row_{1, {}};
  std::string cell_;
  bool quoted_ = false, closed_ = false;
  int line_ = 1;
};

}  // namespace

std::vector<CsvRow> csv_rows(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  Reader reader(separator_of(text));
  for (const char c : text) reader.take(c);
  return reader.finish();
}

}  // namespace hoso::extraction
