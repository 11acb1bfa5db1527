// SPDX-License-Identifier: Apache-2.0
#include "ocr/column_band.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

namespace hoso::ocr {
namespace {

using models::Box;

constexpr double kGutterMin = 1.0;  // all in heights of letters
constexpr double kRowGapMax = 1.0;
constexpr double kStartsApartMax = 2.5;
constexpr std::size_t kPiecesMax = 400;

struct Gutter {
  double left = 0, right = 0;
  [[nodiscard]] double width() const { return right - left; }
};

/// The widest corridor that all pieces leave free and whose middle lies in the middle half of the text area.
Gutter widest_gutter(std::span<const Piece> pieces, const Box& text_area) {
  std::vector<std::pair<double, double>> spans;
  for (const Piece& piece : pieces) spans.emplace_back(piece.line.box.x, piece.line.box.right());
  std::ranges::sort(spans);
  Gutter widest;
  double reached = spans.front().second;
  for (const auto& [from, to] : spans) {
    const double middle = (reached + from) / 2 - text_area.x;
    const bool central = middle > 0.25 * text_area.width && middle < 0.75 * text_area.width;
    if (central && from - reached > widest.width()) widest = {reached, from};
    reached = std::max(reached, to);
  }
  return widest;
}

/// Adds a piece below the last one of a column, or to it where the two are parts of one line.
void add_to_column(std::vector<Piece>& column, const Piece& piece, double unit) {
  if (column.empty() || !in_one_row(column.back().line.box, piece.line.box) ||
      apart_sideways(column.back().line.box, piece.line.box) >= kGutterMin * unit) {
    column.push_back(piece);
    return;
  }
  models::Line& line = column.back().line;
  line.words.insert(line.words.end(), piece.line.words.begin(), piece.line.words.end());
  std::ranges::stable_sort(line.words, {}, [](const models::Word& word) { return word.box.x; });
  line.box = models::united(line.box, piece.line.box);
}

ColumnBand split_at(std::span<const Piece> pieces, const Gutter& gutter, double unit) {
  ColumnBand band{.taken = pieces.size()};
  for (const Piece& piece : pieces)
    add_to_column(piece.line.box.right() <= gutter.left ? band.left : band.right, piece, unit);
  return band;
}

bool is_one_column(const std::vector<Piece>& column) {
  for (std::size_t index = 1; index < column.size(); ++index) {
    if (in_one_row(column[index - 1].line.box, column[index].line.box)) return false;
  }
  return true;
}

/// At least two lines of different width with one centre, one below the other.
bool is_centred_stack(const std::vector<Piece>& column, double unit) {
  bool widths_differ = false;
  for (std::size_t index = 1; index < column.size(); ++index) {
    const Box &above = column[index - 1].line.box, &below = column[index].line.box;
    if (below.y - above.bottom() > kRowGapMax * unit) return false;
    const double apart = std::abs(above.width - below.width);
    const double shift = std::abs((above.x + above.right()) - (below.x + below.right())) / 2;
    if (shift > 0.25 * apart + 0.15 * unit) return false;
    widths_differ |= apart >= unit;
  }
  return widths_differ;
}

/// Most lines begin with what they tell ("Chức vụ: …"): each belongs to what stands beside it.
bool is_list_of_labels(const std::vector<Piece>& column) {
  constexpr std::size_t kLabelWordsMax = 3;
  const auto labelled = std::ranges::count_if(column, [&](const Piece& piece) {
    const std::span<const models::Word> words(piece.line.words);
    const auto first = words.first(std::min(kLabelWordsMax, words.size()));
    return std::ranges::any_of(first, [](const models::Word& word) { return word.text.ends_with(':'); });
  });
  return 2 * labelled > std::ssize(column);
}

/// Many lines that mostly fill a broad column: running text, not the cells of a table.
bool is_running_text(const std::vector<Piece>& column, const Box& text_area) {
  constexpr std::size_t kLinesMin = 5;
  constexpr double kFillMin = 0.75, kColumnWidthMin = 0.35;
  if (column.size() < kLinesMin || is_list_of_labels(column)) return false;
  double widest = 0, sum = 0;
  for (const Piece& piece : column) {
    widest = std::max(widest, piece.line.box.width);
    sum += piece.line.box.width;
  }
  return widest > kColumnWidthMin * text_area.width && sum > kFillMin * widest * static_cast<double>(column.size());
}

std::string plain(const Piece& piece) { return models::folded(models::text_of(piece.line)); }

bool holds_title_words(const ColumnBand& band) {
  const bool recipients = !band.left.empty() && plain(band.left.front()).starts_with("noi nhan");
  return recipients || std::ranges::any_of(band.right, [](const Piece& piece) {
           const std::string text = plain(piece);
           return text.find("cong hoa xa hoi") != std::string::npos ||
                  text.find("doc lap - tu do") != std::string::npos;
         });
}

bool is_valid(const ColumnBand& band, const Box& text_area, double unit) {
  if (band.left.empty() || band.right.empty() || band.left.size() + band.right.size() < 3) return false;
  if (!is_one_column(band.left) || !is_one_column(band.right)) return false;
  const double apart = std::abs(band.left.front().line.box.y - band.right.front().line.box.y);
  if (apart > kStartsApartMax * unit) return false;
  return is_centred_stack(band.left, unit) || is_centred_stack(band.right, unit) || holds_title_words(band) ||
         (is_running_text(band.left, text_area) && is_running_text(band.right, text_area));
}

/// A piece in the row of a number belongs to that row.
bool stands_beside_number(std::span<const Piece> pieces, std::size_t index) {
  return std::ranges::any_of(pieces, [&](const Piece& other) {
    return in_one_row(other.line.box, pieces[index].line.box) && is_number_line(other);
  });
}

}  // namespace

std::optional<ColumnBand> find_column_band(std::span<const Piece> pieces, const Box& text_area, double unit_px) {
  std::optional<ColumnBand> best;
  double bottom = pieces.empty() ? 0 : pieces.front().line.box.bottom();
  const std::size_t end = std::min(pieces.size(), kPiecesMax);
  for (std::size_t index = 0; index < end; ++index) {
    const Box& box = pieces[index].line.box;
    if (box.y - bottom > kRowGapMax * unit_px || stands_beside_number(pieces.first(end), index)) break;
    bottom = std::max(bottom, box.bottom());
    const auto taken = pieces.first(index + 1);
    const Gutter gutter = widest_gutter(taken, text_area);
    if (gutter.width() < kGutterMin * unit_px) {
      // One column so far is no band yet; a piece that closes the gutter ends it.
      if (best) break;
      continue;
    }
    ColumnBand band = split_at(taken, gutter, unit_px);
    if (is_valid(band, text_area, unit_px)) best = std::move(band);
  }
  return best;
}

}  // namespace hoso::ocr
