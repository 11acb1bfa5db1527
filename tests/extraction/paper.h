// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "hoso/models/dossier.h"
#include "hoso/models/page.h"

namespace hoso::tests {

/// A line of print by its left end and top, in points of an A4 page of 595 x 842 (shown at 300 dpi). Each letter is
/// half an em wide.
struct Print {
  double x_pt = 0, y_pt = 0;
  std::string text;
  double confidence = 0.99;
};

/// Pages without pixels: lines laid out in words with boxes. Lines on one height may be given as one recognised line.
class Paper {
 public:
  explicit Paper(int number = 1);
  Paper& print(double x_pt, double y_pt, const std::string& text, double confidence = 0.99);
  /// Centred on `middle_pt`.
  Paper& centred(double middle_pt, double y_pt, const std::string& text, double confidence = 0.99);
  /// What recognisers do to two columns: the last two lines become one.
  Paper& as_one_line();
  Paper& barcode(const std::string& format, const std::string& text);
  /// A frame to be ticked, in points.
  Paper& check_box(const models::Box& box_pt, bool ticked);
  /// A ruled table by the borders of its columns and rows, in points. Columns whose borders are in `parted_pt` have
  /// their heading below a further ruling at `ruling_pt`, with one heading over all of them above it.
  Paper& grid(const std::vector<double>& columns_pt, const std::vector<double>& rows_pt,
              const std::vector<double>& parted_pt = {}, double ruling_pt = 0);
  Paper& mark(const models::Box& box_pt);
  Paper& blank();
  /// Head of a district's committee (NĐ 30/2020, zones 1 to 4); `number_line` and `date_line` as printed.
  Paper& head(const std::string& number_line, const std::string& date_line);
  /// Zone 5a.
  Paper& title(const std::string& type_name, const std::vector<std::string>& subject = {});
  /// `lines` lines of running text from y_pt on.
  Paper& body(double y_pt, int lines);
  /// Zones 9b and 7.
  Paper& foot(double y_pt, const std::vector<std::string>& title, const std::string& signer);
  [[nodiscard]] models::ComposedPage page() const { return page_; }

 private:
  models::ComposedPage page_;
};

/// The page with each word as `change` makes it.
models::ComposedPage changed(models::ComposedPage page, const std::function<void(models::Word&)>& change);

/// The first field of that name; nullptr where there is none.
const models::Field* field_of(const models::Document& document, const std::string& name);

}  // namespace hoso::tests
