// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "extraction/form/kinds.h"
#include "extraction/form/labels.h"

namespace hoso::extraction {

/// A page of a paper, or the part of it on which the paper lies.
struct FormPage {
  const PageLayout* layout = nullptr;
  int number = 0;
  std::optional<models::Box> region;
  const std::vector<models::CheckBox>* boxes = nullptr;  ///< on the whole page
};

/// A finding and the page it stands on.
struct Placed {
  Finding finding;
  int page = 0;
  std::vector<models::Alternative> alternatives = {};  ///< that lost against it
};

/// A paper with printed labels and the values beside or below them, or in the next cell of a table. All labels of the
/// type are looked for at once, since a value ends where the next label begins. Points into the pages' layouts, which
/// must outlive it.
class Form {
 public:
  Form(const std::vector<FormPage>& pages, const DocumentType& type, const DocumentType& rules);
  /// Values of the rule's labels in reading order, those of the rule's kind; of a field that stands once the first
  /// counts, and a few more are kept as alternatives.
  [[nodiscard]] std::vector<Placed> labelled(const FieldRule& rule) const;
  /// What the rule's pattern finds on any line.
  [[nodiscard]] std::vector<Placed> matching(const FieldRule& rule) const;

  /// A line of a page and the labels on it.
  struct Line {
    const Segment* segment = nullptr;
    std::vector<LabelHit> labels;
    std::vector<std::string> sections;  ///< for each label, the field that opened its section, or empty
    std::optional<RawValue> cell;       ///< of a label that fills a table's cell: what stands in its value's
    bool in_table = false;              ///< in a ruled one, where it may be a column's heading
    [[nodiscard]] bool begins_with_label() const;
  };
  struct Page {
    int number = 0;
    double line_px = 1, right_px = 0;
    std::vector<Line> lines;
    std::vector<std::unique_ptr<const Segment>> label_cells;  ///< the labels of `lines` that fill cells
  };

 private:
  static std::vector<Line*> by_rows(std::vector<Line>& lines);
  void read_page(const FormPage& page, std::string& section);
  void join_labels(const FormPage& source, Page& page);
  void read_label_cells(const FormPage& source, Page& page, const std::string& before);
  [[nodiscard]] std::string section_above(Page& page, double y_px, std::string section) const;
  [[nodiscard]] bool opens_section(const FieldRule& rule) const;
  void open_sections(Line& line, std::string& section) const;
  [[nodiscard]] bool concerns(const FieldRule& rule, const Line& line, std::size_t label) const;
  [[nodiscard]] std::vector<RawValue> values_of(const FieldRule& rule, const Page& page, const Line& line,
                                                std::size_t label) const;
  [[nodiscard]] std::optional<Finding> finding_at(const FieldRule& rule, const Line& line, std::size_t label,
                                                  const std::vector<RawValue>& values) const;
  [[nodiscard]] std::optional<Finding> first_of(const FieldRule& rule, const std::vector<RawValue>& values) const;

  const DocumentType& type_;
  ValueLists lists_;
  std::vector<std::string> labels_;
  std::vector<Page> pages_;
};

}  // namespace hoso::extraction
