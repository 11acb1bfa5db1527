// SPDX-License-Identifier: Apache-2.0
#include "extraction/separation.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "extraction/sharing.h"
#include "extraction/text/separator_code.h"

namespace hoso::extraction {
namespace {

constexpr double kHeadAtTopShare = 0.35;  // a head further down is a form's own or a copy's
constexpr double kTitleAtTopShare = 0.45;
constexpr double kCardLikelihood = 0.7;
constexpr double kStrongStart = 0.98, kTitleStart = 0.93, kWeakStart = 0.75;

/// Whether and why a page begins a new paper.
struct Start {
  bool begins = false;
  double confidence = 1;
  std::string why;
};

bool has_text(const PageView& page) { return !page.layout.segments.empty(); }

bool top_title(const PageView& page) {
  return page.title && !page.title->colon && page.layout.y_share(page.title->box.y) < kTitleAtTopShare;
}

/// The annex of the paper before: "Phụ lục …", or "(Kèm theo Quyết định số N …)" where N is that paper's number.
bool annex_of(const PageView& page, const PageGroup& current) {
  if (page.annex) return true;
  if (!page.attached_to) return false;
  const auto& number = current.pages.front()->head.number;
  return number && number->value == *page.attached_to;
}

bool page_number_goes_on(const PageView& page) { return page.page_number && *page.page_number >= 2; }

/// "1/3": a lone "1" may be a footnote or a torn number, but with the count it is a page number.
bool is_first_of_several(const PageView& page) {
  return page.page_number && *page.page_number == 1 && page.page_count && *page.page_count > 1;
}

bool is_full(const PageGroup& current) {
  const DocumentType* type = current.classification.type;
  return type != nullptr && type->pages_max > 0 && static_cast<int>(current.pages.size()) >= type->pages_max;
}

bool is_signed(const PageGroup& current) {
  return std::any_of(current.pages.begin(), current.pages.end(), [](const PageView* page) { return page->signed_off; });
}

/// A form or card without national name and title: known by what is printed on it.
bool is_other_form(const Classification& own, const PageGroup& current) {
  return own.type != nullptr && own.type->starts_without_head && own.type->pages_max == 1 &&
         own.confidence >= kCardLikelihood && own.type != current.classification.type;
}

Start start_of(const PageView& page, const Classification& own, const PageGroup& current) {
  const bool national_on_top =
      (page.head.national || page.head.party) && page.layout.y_share(page.head.top_px) < kHeadAtTopShare;
  if (national_on_top && page.head.strong()) return {true, kStrongStart, "head"};
  if (page_number_goes_on(page)) return {false, kStrongStart, "page number"};
  if (is_first_of_several(page)) return {true, kTitleStart, "first page by its number"};
  if (annex_of(page, current)) return {false, kTitleStart, "annex"};
  if (national_on_top && top_title(page)) return {true, kStrongStart, "national name and title"};
  if (national_on_top) return {true, kTitleStart, "national name"};
  if (top_title(page) && page.title->type->starts_without_head) return {true, kTitleStart, "title of a form"};
  if (is_other_form(own, current)) return {true, kTitleStart, "form"};
  if (is_full(current)) return {true, kWeakStart, "the paper before has no more pages"};
  if (top_title(page) && is_signed(current) && !page.attached_to) return {true, kWeakStart, "title after a signature"};
  return {false, is_signed(current) ? kWeakStart : kTitleStart, "text goes on"};
}

/// A receipt ("Giấy tiếp nhận") with its dossier's bar code, unless the paper before has that code and this page no
/// title.
bool is_coded_receipt(const PageView& page, const Classification& own, const PageGroup& current) {
  if (own.type == nullptr || !own.type->of_the_office) return false;
  const auto bears = [](const PageView& view, const std::string& text) {
    return std::ranges::any_of(view.page->facts.barcodes,
                               [&](const models::Barcode& code) { return code.text == text; });
  };
  return std::ranges::any_of(page.page->facts.barcodes, [&](const models::Barcode& code) {
    if (!is_dossier_code(code.text)) return false;
    const bool known =
        std::ranges::any_of(current.pages, [&](const PageView* view) { return bears(*view, code.text); });
    return !known || (top_title(page) && page.title->type == own.type);
  });
}

/// The rules in their order.
Start next_start(const PageView& page, const Classification& own, const PageGroup& current,
                 const SeparationOptions& options) {
  if (page.patch) return {true, kStrongStart, "patch code"};
  if (options.receipt_codes && is_coded_receipt(page, own, current)) return {true, kStrongStart, "code of a receipt"};
  if (options.every_pages > 0 && static_cast<int>(current.pages.size()) >= options.every_pages)
    return {true, kStrongStart, "the paper before has its number of pages"};
  if (!options.content) return {false, kStrongStart, "no rule begins a paper here"};
  if (!has_text(page)) return {false, kWeakStart, "no text"};
  return start_of(page, own, current);
}

PageGroup group_of(PageGroup::Kind kind, const PageView& page) {
  PageGroup group;
  group.kind = kind;
  group.pages = {&page};
  return group;
}

PageGroup paper_of(const PageView& page, Classification own, const Start& start) {
  PageGroup group = group_of(PageGroup::Kind::paper, page);
  group.classification = std::move(own);
  group.border_confidence = start.confidence;
  group.evidence = {"begins on page " + std::to_string(page.number()) + ": " + start.why};
  return group;
}

/// Two papers on one sheet: both are papers of their own, the upper or left one first.
void share(std::vector<PageGroup>& groups, const PageView& page, const SharedSheet& sheet, const Start& start) {
  groups.back().region = sheet.own_region;
  PageGroup other = paper_of(page, sheet.other, start);
  other.region = sheet.other_region;
  groups.push_back(std::move(other));
  PageGroup &first = groups[groups.size() - 2], &second = groups.back();
  if (std::pair{second.region->y, second.region->x} < std::pair{first.region->y, first.region->x})
    std::swap(first, second);
}

}  // namespace

std::vector<PageGroup> separate(const std::vector<PageView>& pages, const DocumentTypes& types,
                                const SeparationOptions& options) {
  std::vector<PageGroup> groups;
  std::optional<std::size_t> current;  // index of the paper that may go on
  for (const PageView& page : pages) {
    if (page.blank || page.separator) {
      groups.push_back(group_of(page.blank ? PageGroup::Kind::blank : PageGroup::Kind::separator, page));
      if (page.separator || options.blank_ends) current.reset();
      continue;
    }
    Classification own = classify(page, types);
    const bool one_of_several = page.page->facts.place.has_value();
    const Start start = one_of_several ? Start{true, kStrongStart, "one of several papers on the image"}
                        : !current     ? Start{true, kStrongStart, "first page"}
                                       : next_start(page, own, groups[*current], options);
    if (one_of_several) {
      groups.push_back(paper_of(page, std::move(own), start));
      current.reset();
    } else if (start.begins) {
      const auto shared = second_paper(page, own, types);
      groups.push_back(paper_of(page, std::move(own), start));
      if (shared) share(groups, page, *shared, start);
      current = groups.size() - 1;
    } else {
      groups[*current].pages.push_back(&page);
      groups[*current].border_confidence = std::min(groups[*current].border_confidence, start.confidence);
      groups[*current].evidence.push_back("goes on with page " + std::to_string(page.number()) + ": " + start.why);
    }
  }
  return groups;
}

}  // namespace hoso::extraction
