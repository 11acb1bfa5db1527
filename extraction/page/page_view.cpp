// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/page_view.h"

#include <algorithm>

#include "extraction/page/addressees.h"
#include "extraction/page/filled_head.h"
#include "extraction/page/signature.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/separator_code.h"
#include "hoso/extraction/separator_sheet.h"

namespace hoso::extraction {
namespace {

constexpr double kTopMargin = 0.12,
                 kBottomMargin = 0.92;  // of the page's height; NĐ 30/2020: centred in the top margin
constexpr std::size_t kSeparatorWordsMax = 80;
constexpr double kAnnexShare = 0.3;
constexpr double kAddresseeShare = 0.6;

/// A lone number in the middle of a margin, above or below all text, or "2/5".
void find_page_number(PageView& view, const Pattern* pattern) {
  const PageLayout& layout = view.layout;
  if (pattern == nullptr || layout.segments.empty()) return;
  for (const Segment* segment : {&layout.segments.front(), &layout.segments.back()}) {
    const double y = layout.y_share(segment->centre_y()), x = layout.x_share(segment->centre_x());
    if ((y > kTopMargin && y < kBottomMargin) || x < 0.3 || x > 1.05) continue;
    const auto groups = pattern->find(*segment);
    if (!groups || !(*groups)[1]) continue;
    view.page_number = std::stoi(key_of((*groups)[1]->text));
    if (groups->size() > 2 && (*groups)[2]) view.page_count = std::stoi(key_of((*groups)[2]->text));
    return;
  }
}

bool has_patch_t(const std::vector<models::Barcode>& barcodes) {
  return std::ranges::any_of(barcodes, [](const models::Barcode& code) {
    return code.text == "PATCHT" || (code.format == "PatchCode" && code.text == "T");
  });
}

void find_annex(PageView& view, const DocumentType& rules) {
  const Pattern *annex = rules.pattern("annex"), *attached = rules.pattern("attached");
  for (const Segment& segment : view.layout.segments) {
    if (view.layout.y_share(segment.box.y) > kAnnexShare) break;
    if (annex != nullptr && annex->find(segment) && segment.words.size() < 12) view.annex = true;
    if (attached == nullptr || view.attached_to) continue;
    if (const auto groups = attached->find(segment); groups && (*groups)[1])
      view.attached_to = key_of((*groups)[1]->text);
  }
}

bool is_addressed(const PageLayout& layout) {
  for (const Segment& segment : layout.segments)
    if (layout.y_share(segment.box.y) < kAddresseeShare && begins_with_anchor(segment.key, "kinhgui", 0.85))
      return true;
  return false;
}

}  // namespace

std::vector<std::string> separator_codes(const std::vector<models::Barcode>& barcodes) {
  std::vector<std::string> codes;
  for (const models::Barcode& barcode : barcodes) {
    if (!barcode.text.starts_with(kSeparatorPrefix)) continue;
    std::string code = barcode.text.substr(kSeparatorPrefix.size());
    if (is_separator_code(code) && std::ranges::find(codes, code) == codes.end()) codes.push_back(std::move(code));
  }
  return codes;
}

bool begins_as_separator(const std::vector<models::Barcode>& barcodes) {
  return std::ranges::any_of(barcodes,
                             [](const models::Barcode& code) { return code.text.starts_with(kSeparatorPrefix); });
}

/// A separator sheet holds its code and little more.
bool is_page_of_print(const models::PageText& text) { return models::word_count(text) > kSeparatorWordsMax; }

bool is_separator_sheet(const std::vector<models::Barcode>& barcodes, const models::PageText& text) {
  return (!separator_codes(barcodes).empty() || has_patch_t(barcodes)) && !is_page_of_print(text);
}

PageView view_of(const models::ComposedPage& page, const DocumentTypes& types, const SeparationOptions& separation) {
  PageView view{.page = &page};
  const bool print = is_page_of_print(page.text),
             code = separation.separator_codes && !separator_codes(page.facts.barcodes).empty();
  view.false_code = code && print;
  view.odd_code = separation.separator_codes && !code && begins_as_separator(page.facts.barcodes);
  view.patch = separation.patch_t && has_patch_t(page.facts.barcodes);
  view.separator = (code || view.patch) && !print;
  view.blank = !view.separator && page.facts.blank;
  if (view.blank || view.separator) return view;
  const DocumentType& rules = types.administrative();
  view.layout = lay_out(page);
  view.head = read_head(view.layout, types);
  take_gaps(view.head, page.facts.filled_gaps, view.layout.line_height_px);
  view.title = find_title(view.layout, view.head, types);
  if (separation.separator_codes && view.title && view.title->type->name == "separator") view.separator = true;
  view.letter_subject = subject_of_letter(view.layout, view.head);
  view.addressed = is_addressed(view.layout);
  view.stamps = read_stamps(view.layout, rules);
  find_page_number(view, rules.pattern("page_number"));
  find_annex(view, rules);
  const auto signature = read_signature(view.layout, rules);
  view.signed_off = signature && signature->signer;
  return view;
}

}  // namespace hoso::extraction
