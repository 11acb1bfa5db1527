// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/table.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>

#include "extraction/form/cells.h"
#include "extraction/form/printed_head.h"
#include "extraction/form/row_numbers.h"
#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

constexpr double kRowGapMax = 4;        // line heights between rows; more is the end
constexpr double kSameCell = 0.5;       // line heights between the lines of one cell
constexpr double kUsuallyFilled = 0.9;  // share of the rows
constexpr double kManyRows = 0.2;       // share of the rows
constexpr double kRowStrength = 0.98;

using Words = std::vector<const models::Word*>;

bool begins_with_label(const Segment& row, const DocumentType& type) {
  const auto begins = [&](const std::string& label) {
    return begins_with_anchor(row.key, label, least_likeness(label)).has_value();
  };
  if (std::any_of(type.stops.begin(), type.stops.end(), begins)) return true;
  return std::any_of(type.fields.begin(), type.fields.end(), [&](const FieldRule& rule) {
    return std::any_of(rule.labels.begin(), rule.labels.end(), begins);
  });
}

/// The rows below a head up to the list's end.
std::vector<Segment> body_below(const std::vector<Segment>& rows, double bottom_px, double line_px,
                                const DocumentType& type) {
  std::vector<Segment> body;
  double last = bottom_px;
  for (const Segment& row : rows) {
    if (row.centre_y() <= bottom_px || row.key.empty()) continue;
    if (row.box.y - last > kRowGapMax * line_px || begins_with_label(row, type)) break;
    last = row.box.bottom();
    body.push_back(row);
  }
  return body;
}

/// A line without a number between two numbered ones, as far from both as rows are, with more than one cell filled: a
/// row whose number was not read.
bool is_row(const std::vector<Cells>& lines, std::size_t i, const Cells* above, double line_px) {
  if (above == nullptr || lines[i].filled() < 2) return false;
  if (2 * lines[i].filled() > lines[i].columns.size()) return true;
  const bool numbered_below = std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines.end(),
                                          [](const Cells& line) { return line.number().has_value(); });
  const double to_next = i + 1 < lines.size() ? lines[i + 1].box.y - lines[i].box.bottom() : 0;
  return numbered_below && lines[i].box.y - above->box.bottom() > kSameCell * line_px && to_next > kSameCell * line_px;
}

/// Lines without a number belong to the nearest numbered one, or are rows of their own whose number was not read.
std::vector<Cells> joined(const std::vector<Cells>& lines, double line_px) {
  std::vector<Cells> rows;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].number() || is_row(lines, i, rows.empty() ? nullptr : &rows.back(), line_px)) {
      rows.push_back(lines[i]);
      continue;
    }
    const bool has_next = i + 1 < lines.size() && lines[i + 1].number();
    const double above = rows.empty() ? 1e9 : lines[i].box.y - rows.back().box.bottom();
    if (above > kSameCell * line_px || (has_next && lines[i + 1].box.y - lines[i].box.bottom() < above)) continue;
    for (std::size_t k = 0; k < lines[i].columns.size(); ++k)
      rows.back().columns[k].insert(rows.back().columns[k].end(), lines[i].columns[k].begin(),
                                    lines[i].columns[k].end());
  }
  return rows;
}

/// Specks and rulings at the ends of a cell.
std::string tidy_cell(std::string text) {
  static constexpr std::string_view kSpecks = " '`|_~^\"*";
  text.erase(0, std::min(text.find_first_not_of(kSpecks), text.size()));
  text.erase(text.find_last_not_of(" '`|_~^\"*,;:") + 1);
  const bool digits = !text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0;
  if (digits && text.ends_with('.')) text.pop_back();
  return text;
}

double share_of(const std::vector<Cells>& rows, auto holds) {
  return static_cast<double>(std::count_if(rows.begin(), rows.end(), holds)) / static_cast<double>(rows.size());
}

/// The fewest cells that many a row has.
std::size_t usual_cells(const std::vector<Cells>& rows) {
  for (std::size_t count = 1; count <= rows.front().columns.size(); ++count)
    if (share_of(rows, [&](const Cells& row) { return row.filled() == count; }) >= kManyRows) return count;
  return 0;
}

/// Whether each row has what its like have: what hardly any leaves empty in a column, or in one of two neighbours (the
/// year of birth under "Nam" or "Nữ"), and as many cells.
std::vector<bool> complete(const std::vector<Cells>& rows) {
  const std::size_t columns = rows.front().columns.size(), usual = usual_cells(rows);
  std::vector<bool> out;
  for (const Cells& row : rows) out.push_back(row.filled() >= usual);
  const auto demand = [&](auto holds) {
    if (share_of(rows, holds) < kUsuallyFilled) return;
    for (std::size_t i = 0; i < rows.size(); ++i) out[i] = out[i] && holds(rows[i]);
  };
  for (std::size_t column = 1; column < columns; ++column) {
    demand([&](const Cells& row) { return !row.columns[column].empty(); });
    if (column + 1 < columns)
      demand([&](const Cells& row) { return row.columns[column].empty() != row.columns[column + 1].empty(); });
  }
  return out;
}

Finding finding_of_row(const Cells& cells, const Numbered& numbered, bool complete) {
  std::string value = std::to_string(numbered.number);
  Words words;
  for (std::size_t i = 1; i < cells.columns.size(); ++i) {
    const Words& cell = cells.columns[i];
    const std::string text = cell.empty() ? "" : tidy_cell(segment_of(cell).text);
    value.append(" |").append(text.empty() ? "" : " ").append(text);
    words.insert(words.end(), cell.begin(), cell.end());
  }
  Finding finding = finding_of(value, words, kRowStrength, numbered.vouched && complete && !words.empty());
  finding.box = models::united(finding.box, cells.box);
  return finding;
}

/// A table of a page: its rows, and for each its number.
struct Body {
  std::vector<Cells> rows;
  std::vector<Numbered> numbers;
  bool ruled = false;
  bool placed = true;  ///< nothing stands below the heading of a neighbour
};

/// What a table without headings of its own goes on with from the page before.
struct Columns {
  std::vector<Words> headings;
  std::vector<double> borders;  ///< none: of a ruled table
};

/// A form of address before a name ("Ông …") is no label here.
bool begins_with_label(const Cells& row, const DocumentType& type) {
  static constexpr std::array<std::string_view, 3> kForms{"ong", "ba", "ongba"};
  for (const Words& cell : row.columns) {
    if (cell.empty()) continue;
    return std::ranges::find(kForms, key_of(cell.front()->text)) == kForms.end() &&
           begins_with_label(segment_of(cell), type);
  }
  return false;
}

std::vector<const models::Table*> ruled_tables(const FormPage& page) {
  std::vector<const models::Table*> out;
  if (page.layout->tables == nullptr) return out;
  for (const models::Table& table : *page.layout->tables) {
    const double x = table.box.x + table.box.width / 2, y = table.box.y + table.box.height / 2;
    const auto& region = page.region;
    if (!region || (x >= region->x && x < region->right() && y >= region->y && y < region->bottom()))
      out.push_back(&table);
  }
  return out;
}

/// How many headings of a table are known ones.
std::size_t known_headings(const std::vector<Words>& headings, const std::vector<std::string>& known) {
  return static_cast<std::size_t>(std::count_if(headings.begin(), headings.end(), [&](const Words& words) {
    const std::string key = words.empty() ? "" : segment_of(words).key;
    return std::any_of(known.begin(), known.end(),
                       [&](const std::string& heading) { return likeness(key, heading) >= kHeadingLikeness; });
  }));
}

/// Without columns that have neither a heading nor a cell with words: a fold or the sheet's edge beside the table.
void drop_bare_columns(std::vector<Words>& headings, std::vector<Cells>& rows) {
  for (std::size_t column = headings.size(); column-- > 0;) {
    const auto is_bare = [&](const Cells& row) { return row.columns[column].empty(); };
    if (!headings[column].empty() || !std::all_of(rows.begin(), rows.end(), is_bare)) continue;
    const auto at = static_cast<std::ptrdiff_t>(column);
    headings.erase(headings.begin() + at);
    for (Cells& row : rows) row.columns.erase(row.columns.begin() + at);
  }
}

/// A ruled table: its columns with a heading or words, and its rows.
struct Ruled {
  std::vector<Words> headings;  ///< none: it goes on from the page before
  std::vector<Cells> rows;
};

Ruled ruled_table(const PageLayout& layout, const models::Table& table, bool headed) {
  Ruled ruled{ruled_headings(layout, table), ruled_rows(layout, table, !headed)};
  if (!headed) ruled.headings.assign(static_cast<std::size_t>(table.columns), {});
  drop_bare_columns(ruled.headings, ruled.rows);
  if (!headed) ruled.headings.clear();
  return ruled;
}

/// The ruled table with the most known headings, else the first if it has the columns of the page before.
std::optional<Ruled> find_ruled(const FormPage& page, const FieldRule& rule, const Columns& columns) {
  const models::Table* best = nullptr;
  std::size_t most = kHeadingsMin - 1;
  const auto tables = ruled_tables(page);
  for (const models::Table* table : tables) {
    const std::size_t known = known_headings(ruled_headings(*page.layout, *table), rule.columns);
    const bool all_known = known > 1 && known == static_cast<std::size_t>(table->columns);
    if (known > most || (all_known && best == nullptr)) most = std::max(most, known), best = table;
  }
  if (best != nullptr) return ruled_table(*page.layout, *best, true);
  if (tables.empty() || columns.headings.empty() || !columns.borders.empty()) return std::nullopt;
  Ruled next = ruled_table(*page.layout, *tables.front(), false);
  const bool goes_on = !next.rows.empty() && next.rows.front().columns.size() == columns.headings.size();
  return goes_on ? std::optional(std::move(next)) : std::nullopt;
}

/// Without what follows a list, and words of which a row does not consist.
void end_list(std::vector<Cells>& rows, const DocumentType& type) {
  const auto end = std::find_if(rows.begin(), rows.end(),
                                [&](const Cells& row) { return !row.number() && begins_with_label(row, type); });
  rows.erase(end, rows.end());
  // A word or two without a number is no row of the list.
  std::erase_if(rows, [](const Cells& row) { return !row.number() && row.filled() < 2; });
}

/// "I. Thôn Đông Hòa" across the columns: a line without a number whose words go on over a border.
bool is_caption(const Cells& line, double line_px) {
  if (line.number()) return false;
  const Words* before = nullptr;
  for (const Words& cell : line.columns) {
    if (cell.empty()) continue;
    if (before != nullptr && cell.front()->box.x - before->back()->box.right() < kSameCell * line_px) return true;
    before = &cell;
  }
  return false;
}

/// Of print in columns without rulings.
std::vector<Cells> printed_body(const std::vector<Segment>& body, double top, const Columns& columns, double line_px) {
  std::vector<Cells> lines;
  for (const Segment& row : body) {
    Cells line = cells_of(row, columns.borders);
    if (!numbers_columns(line) && !is_caption(line, line_px)) lines.push_back(std::move(line));
  }
  while (!lines.empty() && !lines.front().number() && lines.front().box.y < top + kHeadReach * line_px)
    lines.erase(lines.begin());
  return joined(lines, line_px);
}

/// Whether what is printed stands below its own heading: not beside it, and below another one that has an empty cell
/// there. Borders between columns without rulings may be found wrong.
bool stands_below_headings(const std::vector<Cells>& rows, const std::vector<Words>& headings) {
  const auto is_elsewhere = [&](const Cells& row, std::size_t column) {
    const Words& cell = row.columns[column];
    if (cell.empty() || headings[column].empty() || share_width(cell, headings[column])) return false;
    for (std::size_t other = 0; other < headings.size(); ++other)
      if (row.columns[other].empty() && !headings[other].empty() && share_width(cell, headings[other])) return true;
    return false;
  };
  for (const Cells& row : rows)
    for (std::size_t column = 0; column < std::min(row.columns.size(), headings.size()); ++column)
      if (is_elsewhere(row, column)) return false;
  return true;
}

/// The table on a page; `columns` are those of the page before, and become this one's.
Body body_on(const FormPage& page, const FieldRule& rule, const DocumentType& type, Columns& columns) {
  Body body;
  if (auto ruled = find_ruled(page, rule, columns)) {
    if (!ruled->headings.empty()) columns = {std::move(ruled->headings), {}};
    body.rows = std::move(ruled->rows);
    end_list(body.rows, type);
    body.ruled = true;
  } else {
    const models::Box whole{0, 0, static_cast<double>(page.layout->page.width_px),
                            static_cast<double>(page.layout->page.height_px)};
    const std::vector<Segment> rows = rows_in(*page.layout, page.region.value_or(whole));
    const double line_px = page.layout->line_height_px;
    auto head = find_head(rows, rule.columns, line_px);
    if (head) part_headings(*head, rows, rule.columns, line_px);
    const double top = head ? head->box.bottom() : rows.empty() ? 0 : rows.front().box.y - 1;
    const std::vector<Segment> lines = body_below(rows, top, line_px, type);
    if (head) columns = {head->cells, borders_of(*head, lines, line_px)};
    if (columns.borders.empty()) return body;
    body.rows = printed_body(lines, top, columns, line_px);
    body.placed = stands_below_headings(body.rows, columns.headings);
  }
  body.numbers = numbers_of(body.rows);
  return body;
}

/// The column of which a rule wants the cells.
std::optional<std::size_t> wanted_column(const std::vector<Words>& headings, const FieldRule& rule) {
  std::optional<std::size_t> best;
  double most = kHeadingLikeness;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    if (headings[i].empty()) continue;
    const std::string key = segment_of(headings[i]).key;
    for (const std::string& wanted : rule.column)
      if (const double like = likeness(key, wanted); like >= most) most = like, best = i;
  }
  return best;
}

}  // namespace

std::vector<Placed> table_rows(const std::vector<FormPage>& pages, const FieldRule& rule, const ValueLists& lists) {
  std::vector<Placed> out;
  Columns columns;
  for (const FormPage& page : pages) {
    const Body body = body_on(page, rule, *lists.type, columns);
    // Of a ruled table, a column's cells can do without numbers.
    if (body.numbers.empty() && (!body.ruled || rule.column.empty() || body.rows.empty())) continue;
    const auto wanted = wanted_column(columns.headings, rule);
    const std::vector<bool> whole = complete(body.rows);
    for (std::size_t i = 0; i < body.rows.size(); ++i) {
      if (rule.column.empty())
        out.push_back({finding_of_row(body.rows[i], body.numbers[i], whole[i] && body.placed), page.number});
      else if (wanted)
        if (auto value = read_value({body.rows[i].columns[*wanted]}, rule, lists))
          out.push_back({std::move(*value), page.number});
    }
  }
  return out;
}

}  // namespace hoso::extraction
