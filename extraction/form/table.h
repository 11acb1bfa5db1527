// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extraction/form/form.h"

namespace hoso::extraction {

/// Rows of a numbered list in columns: found by its headings (`rule.columns`, of which three must stand on one line),
/// over all pages; a page without headings goes on with the columns of the page before. A ruled table is taken by its
/// cells, also where a heading has others below it; print without rulings is cut between the headings. The cells of a
/// row are joined by " | ", empty ones too; its number counts on where it could not be read. A row is validated where
/// its number is the next. The list ends at a label of the type ("Tổng cộng").
/// A rule that names a `column` gets the cells of that column instead, read as its kind says.
std::vector<Placed> table_rows(const std::vector<FormPage>& pages, const FieldRule& rule, const ValueLists& lists);

}  // namespace hoso::extraction
