// SPDX-License-Identifier: Apache-2.0
#include "extraction/fields.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string_view>

#include "extraction/agreement/codes.h"
#include "extraction/cards/cards.h"
#include "extraction/form/amount.h"
#include "extraction/form/choice.h"
#include "extraction/form/form.h"
#include "extraction/form/table.h"
#include "extraction/free_text.h"
#include "extraction/handwriting/filled.h"
#include "extraction/own_text.h"
#include "extraction/page/addressees.h"
#include "extraction/page/signature.h"
#include "extraction/place_checks.h"
#include "extraction/print_or_pen.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"
#include "extraction/text/witnesses.h"

namespace hoso::extraction {
namespace {

using Found = std::vector<Placed>;

struct Paper {
  const PageGroup& group;
  const DocumentTypes& types;
  Witnesses witnesses = {};
  [[nodiscard]] const PageView& first() const { return *group.pages.front(); }
  [[nodiscard]] const DocumentType& type() const { return *group.classification.type; }
  [[nodiscard]] const DocumentType& rules() const { return types.administrative(); }
};

Found on_page(const std::optional<Finding>& finding, const PageView& page) {
  return finding ? Found{{*finding, page.number()}} : Found{};
}

Found on_page(const std::vector<Finding>& findings, const PageView& page) {
  Found out;
  for (const Finding& finding : findings) out.push_back({finding, page.number()});
  return out;
}

constexpr double kAgreedSymbol = 0.95;
constexpr double kDoubtedSymbol = 0.7;

/// "…-UBND" on a paper of an Ủy ban nhân dân: agency and symbol agree.
bool agency_agrees(const Finding& symbol, const Head& head) {
  if (!head.agencies.issuing) return false;
  const bool committee = key_of(head.agencies.issuing->value).starts_with("uybannhandan");
  return committee && (key_of(symbol.value).ends_with("ubnd") || key_of(symbol.value).starts_with("ubnd"));
}

/// The symbol names the type that the title names: each vouches for the other, also where the bar of the Đ was lost.
Found symbol_of(const Paper& paper) {
  std::optional<Finding> symbol = paper.first().head.symbol;
  if (!symbol) return {};
  const bool titled = paper.first().title && paper.first().title->type == &paper.type();
  if (paper.type().abbreviations.empty())
    symbol->validated = paper.type().name == "cong_van";
  else if (paper.type().is_abbreviated(paper.first().head.abbreviation))
    symbol->validated = titled;
  else if (titled) {
    const std::string repaired = with_leading_marks(symbol->value, paper.type().abbreviations.front());
    symbol->validated = repaired != symbol->value;
    symbol->value = repaired;
    if (!symbol->validated) symbol->confidence *= kDoubtedSymbol;
  }
  if (symbol->validated && agency_agrees(*symbol, paper.first().head))
    symbol->confidence = std::max(symbol->confidence, kAgreedSymbol);
  return on_page(symbol, paper.first());
}

Found subject_of(const Paper& paper) {
  const PageView& page = paper.first();
  if (page.title && page.title->type == &paper.type())
    return on_page(subject_below_title(page.layout, *page.title, paper.types), page);
  return on_page(page.letter_subject, page);
}

Found type_name_of(const Paper& paper) {
  const PageView& page = paper.first();
  if (!page.title || page.title->type != &paper.type()) return {};
  return on_page(page.title->name, page);
}

/// Annexes have signature blocks of their own, so the first page that has one counts.
std::pair<std::optional<Signature>, int> signature_of(const Paper& paper) {
  std::pair<std::optional<Signature>, int> doubtful;
  for (const PageView* page : paper.group.pages) {
    auto found = read_signature(page->layout, paper.rules());
    if (found && found->signer) return {std::move(found), page->number()};
    if (found && !doubtful.first) doubtful = {std::move(found), page->number()};
  }
  return doubtful;
}

Found signer_title_of(const Paper& paper) {
  const auto [signature, page] = signature_of(paper);
  return signature && signature->title ? Found{{*signature->title, page}} : Found{};
}

Found signer_of(const Paper& paper) {
  const auto [signature, page] = signature_of(paper);
  return signature && signature->signer ? Found{{*signature->signer, page}} : Found{};
}

Found recipients_of(const Paper& paper) {
  for (const PageView* page : paper.group.pages)
    if (Found found = on_page(read_recipients(page->layout), *page); !found.empty()) return found;
  return {};
}

/// Those who sign beside each other, on the first page where they do.
Found signed_by_several(const Paper& paper, std::optional<Finding> Signature::*part) {
  Found out;
  for (const PageView* page : paper.group.pages) {
    for (const Signature& signature : read_signatures(page->layout, paper.rules()))
      if (const auto& finding = signature.*part) out.push_back({*finding, page->number()});
    if (!out.empty()) return out;
  }
  // Minutes that an agency sends out are signed as its other papers are.
  if (recipients_of(paper).empty()) return out;
  const auto [signature, page] = signature_of(paper);
  return signature && (*signature).*part ? Found{{*((*signature).*part), page}} : out;
}

std::vector<FormPage> form_pages(const Paper& paper) {
  std::vector<FormPage> pages;
  for (const PageView* page : paper.group.pages)
    pages.push_back({&page->layout, page->number(), paper.group.region, &page->page->facts.check_boxes});
  return pages;
}

using Finder = std::function<Found(const Paper&)>;

const std::map<std::string, Finder, std::less<>>& finders() {
  static const std::map<std::string, Finder, std::less<>> table{
      {"parent_agency", [](const Paper& paper) { return on_page(paper.first().head.agencies.parent, paper.first()); }},
      {"issuing_agency",
       [](const Paper& paper) { return on_page(paper.first().head.agencies.issuing, paper.first()); }},
      {"number", [](const Paper& paper) { return on_page(paper.first().head.number, paper.first()); }},
      {"symbol", symbol_of},
      {"place", [](const Paper& paper) { return on_page(paper.first().head.place, paper.first()); }},
      {"date", [](const Paper& paper) { return on_page(paper.first().head.date, paper.first()); }},
      {"type_name", type_name_of},
      {"subject", subject_of},
      {"addressee",
       [](const Paper& paper) {
         return on_page(read_addressees(paper.first().layout, paper.first().head), paper.first());
       }},
      {"recipients", recipients_of},
      {"signer_title", signer_title_of},
      {"signer", signer_of},
      {"signer_titles", [](const Paper& paper) { return signed_by_several(paper, &Signature::title); }},
      {"signers", [](const Paper& paper) { return signed_by_several(paper, &Signature::signer); }},
  };
  return table;
}

/// What is left of a finding's value without the words before `piece`, which ends where the finding does: letters that
/// were put right stay so. None: the piece is another part of it.
std::optional<std::string> tail_of_value(const Finding& finding, const Piece& piece) {
  if (piece.words.empty() || piece.words.back() != finding.words.back()) return std::nullopt;
  if (!piece.text.starts_with(piece.words.front()->text)) return std::nullopt;
  std::size_t at = 0;
  for (std::size_t before = finding.words.size() - piece.words.size(); before > 0; --before) {
    at = finding.value.find(' ', at);
    if (at == std::string::npos) return std::nullopt;
    ++at;
  }
  return finding.value.substr(at);
}

/// A rule's pattern takes its part out of what a finder of head or foot gave.
void narrow(Found& found, const FieldRule& rule) {
  for (Placed& placed : found) {
    if (!rule.pattern || placed.finding.words.empty()) continue;
    const auto groups = rule.pattern->find(segment_of(placed.finding.words));
    if (!groups || groups->size() < 2 || !(*groups)[1]) continue;
    const Piece& piece = *(*groups)[1];
    placed.finding = finding_of(tail_of_value(placed.finding, piece).value_or(piece.text), piece.words,
                                placed.finding.strength, placed.finding.validated);
  }
}

/// The date below a form, from the gaps of its line.
void take_filled_date(Found& found, const Paper& paper) {
  for (const PageView* page : paper.group.pages)
    for (Finding& date : filled_dates(page->page->facts.filled_gaps)) {
      const double y = date.box.y + date.box.height / 2;
      if (const auto& region = paper.group.region; region && (y < region->y || y > region->bottom())) continue;
      found = {{std::move(date), page->number()}};
    }
}

/// What else was found for a field that stands once is kept with the first.
void keep_first(Found& found) {
  for (auto other = found.begin() + 1; other != found.end(); ++other)
    if (other->finding.value != found.front().finding.value)
      found.front().alternatives.push_back({.value = other->finding.value,
                                            .why = "also_found",
                                            .confidence = std::clamp(other->finding.confidence, 0.0, 1.0),
                                            .page = other->page,
                                            .box = other->finding.box});
  found.resize(1);
}

Found find(const Paper& paper, const Form& form, const FieldRule& rule) {
  Found found;
  if (rule.finder == "pattern")
    found = form.matching(rule);
  else if (rule.finder == "table")
    found = table_rows(form_pages(paper), rule, {&paper.type(), &paper.rules()});
  else if (rule.finder == "choice")
    found = ticked_option(form_pages(paper), rule);
  else if (const auto at = finders().find(rule.finder); at != finders().end())
    found = at->second(paper), narrow(found, rule);
  if (rule.finder == "pattern" && rule.name == "date" && rule.handwritten) take_filled_date(found, paper);
  if (found.empty() && !rule.labels.empty() && rule.finder != "choice") found = form.labelled(rule);
  if (!rule.many && found.size() > 1) keep_first(found);
  if (rule.kind == ValueKind::money)
    for (Placed& placed : found) {
      if (!placed.finding.value.empty()) check_words(placed, form_pages(paper));
      check_only_amount(placed);
    }
  if (is_free_text(rule))
    for (Placed& placed : found)
      if (!placed.finding.value.empty())
        weigh_free_text(placed.finding, rule, {paper.type(), paper.rules()}, paper.witnesses);
  return found;
}

/// The words as they were read, where the value differs from them in marks or signs.
void add_reading(models::Field& field, const Finding& finding) {
  std::string read;
  for (const models::Word* word : finding.words) read.append(read.empty() ? "" : " ").append(word->text);
  read = trimmed_value(read);
  if (read.empty() || read == trimmed_value(field.value) || key_of(read) != key_of(field.value)) return;
  field.alternatives.insert(field.alternatives.begin(), {.value = read,
                                                         .why = "as_read",
                                                         .confidence = reading_confidence(finding.words),
                                                         .page = field.page,
                                                         .box = field.box});
}

/// The verdict of the value's own validator, before what other papers say.
void add_verdict(models::Field& field, const FieldRule& rule, const Finding& finding) {
  constexpr std::size_t kPersonalNumber = 12;
  const bool old_number = rule.kind == ValueKind::number12 && finding.normalised.value_or("").size() < kPersonalNumber;
  static const std::map<ValueKind, std::string_view> validators{{ValueKind::date, "calendar"},
                                                                {ValueKind::number12, "personal_number"},
                                                                {ValueKind::phone, "phone_number"},
                                                                {ValueKind::enterprise_code, "check_digit"}};
  const auto own = validators.find(rule.kind);
  if (own != validators.end() && !old_number && !finding.value.empty())
    field.checks.insert(field.checks.begin(),
                        {.name = std::string(own->second), .holds = rule.kind == ValueKind::date || finding.validated});
  if (!rule.list.empty() && !finding.value.empty())
    field.checks.insert(field.checks.begin(), {.name = "list", .holds = finding.validated});
}

/// What the picture of its page says of a value's place.
void check_place(Placed& placed, ValueKind kind, const PageGroup& group) {
  for (const PageView* page : group.pages) {
    if (page->number() != placed.page) continue;
    check_end(placed.finding, page->page->facts);
    check_seals(placed.finding, kind, page->page->facts);
  }
}

models::Field field_of(const FieldRule& rule, Placed placed) {
  models::Field field;
  const Finding finding = placed.finding;
  field.name = rule.name;
  field.verdict = verdict_of(placed.finding);
  field.confidence = std::clamp(placed.finding.confidence, 0.0, 1.0);
  field.source = placed.finding.source;
  field.checks = std::move(placed.finding.checks);
  field.value = std::move(placed.finding.value);
  field.normalised = std::move(placed.finding.normalised);
  field.page = placed.page;
  field.box = placed.finding.box;
  field.alternatives = std::move(placed.alternatives);
  add_reading(field, finding);
  add_other_reading(field, finding);
  add_verdict(field, rule, finding);
  return field;
}

}  // namespace

bool is_finder(const std::string& name) {
  static const std::set<std::string, std::less<>> others{"label", "pattern", "table", "choice"};
  return others.contains(name) || finders().contains(name);
}

std::vector<models::Field> fields_of(const PageGroup& group, const DocumentTypes& types) {
  std::vector<models::Field> fields;
  if (group.classification.type == nullptr) return fields;
  Paper paper{group, types};
  for (const PageView* page : group.pages) paper.witnesses.add(page->page->text);
  const Form form(form_pages(paper), paper.type(), paper.rules());
  std::vector<std::pair<const FieldRule*, Placed>> found;
  for (const FieldRule& rule : paper.type().fields) {
    // Of several rules for one field, each for its time, the first that finds something counts.
    if (!found.empty() && found.back().first != &rule && found.back().first->name == rule.name) continue;
    for (Placed& placed : find(paper, form, rule)) found.emplace_back(&rule, std::move(placed));
  }
  const bool printed = !filled_in_in_blue(found, group) && take_print(found);
  // What is illegible in print is not found; what a pen wrote is there, and for somebody to read.
  if (printed) take_doubtful_print(found);
  if (printed) std::erase_if(found, [](const auto& one) { return one.second.finding.value.empty(); });
  for (auto& [rule, placed] : found) {
    placed.finding.by_pen |= rule->handwritten && is_in_blue(placed, group);
    if (placed.finding.by_pen) placed.finding.source = models::FieldSource::handwriting;
    check_place(placed, rule->kind, group);
    check_own_text(placed.finding);
    fields.push_back(field_of(*rule, std::move(placed)));
  }
  const std::vector<models::Field> checked = checked_fields(group);
  reconcile(fields, checked);
  check_codes(fields, group);
  fields.insert(fields.end(), checked.begin(), checked.end());
  return fields;
}

}  // namespace hoso::extraction
