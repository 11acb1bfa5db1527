// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "extraction/procedures/receipt.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"
#include "extraction/types/document_types.h"
#include "hoso/extraction/procedures.h"
#include "hoso/models/fields.h"

namespace hoso::extraction {
namespace {

using models::ComponentState;
using models::Dossier;

/// Where a title stands in the key of a paper's name; nothing where it does not. Short words stand in many names, but
/// not abbreviations (CCCD).
std::optional<std::size_t> place_of(const std::string& title, const std::string& key) {
  constexpr std::size_t kLettersMin = 6;
  const bool telling = title.size() >= kLettersMin || title.find_first_of("aeiouy") == std::string::npos;
  const std::size_t at = key.find(title);
  if (title.empty() || at == std::string::npos || (!telling && key != title)) return std::nullopt;
  return at;
}

/// The types that a list of papers can mean by a name: those whose title or other name stands first in it ("Tờ khai
/// đăng ký khai sinh" is no birth certificate), and of these the longest.
std::set<std::string> types_of(const std::string& name, const DocumentTypes& types) {
  const std::string key = key_of(name);
  std::set<std::string> best;
  std::size_t first = key.size(), longest = 0;
  const auto weigh = [&](const DocumentType& type, const std::string& title) {
    const auto at = place_of(title, key);
    if (!at || *at > first || (*at == first && title.size() < longest)) return;
    if (*at < first || title.size() > longest) best.clear();
    first = *at;
    longest = title.size();
    best.insert(type.name);
  };
  for (const DocumentType& type : types.all()) {
    for (const TitleAnchor& title : type.titles) weigh(type, title.key);
    for (const std::string& other : type.listed_as) weigh(type, other);
  }
  return best;
}

/// Documents that a component can be, each once.
class Stack {
 public:
  explicit Stack(const Dossier& dossier, const DocumentTypes& types) : dossier_(dossier) {
    for (const models::Document& document : dossier.documents) {
      const DocumentType* type = types.find(document.type);
      const bool office = type != nullptr && type->of_the_office;
      taken_.push_back(!models::is_paper(document) || office || document.duplicate_of > 0);
    }
  }

  /// Takes the first of each type (front and back of a card); the number of the first, or 0.
  int take(const std::set<std::string>& types) {
    int first = 0;
    for (const std::string& type : types) {
      const int number = take_one(type);
      if (number > 0 && (first == 0 || number < first)) first = number;
    }
    return first;
  }

  [[nodiscard]] std::vector<int> left() const {
    std::vector<int> numbers;
    for (std::size_t i = 0; i < taken_.size(); ++i)
      if (!taken_[i]) numbers.push_back(static_cast<int>(i) + 1);
    return numbers;
  }

 private:
  int take_one(const std::string& type) {
    for (std::size_t i = 0; i < taken_.size(); ++i) {
      if (taken_[i] || dossier_.documents[i].type != type) continue;
      taken_[i] = true;
      return static_cast<int>(i) + 1;
    }
    return 0;
  }

  const Dossier& dossier_;
  std::vector<bool> taken_;
};

/// How a document came: pages that were rendered are text or drawings, not scans.
ComponentState state_of(const Dossier& dossier, int document) {
  const auto& pages = dossier.documents[static_cast<std::size_t>(document - 1)].pages;
  const bool digital = std::ranges::all_of(pages, [&](int page) {
    return page >= 1 && page <= std::ssize(dossier.pages) &&
           dossier.pages[static_cast<std::size_t>(page - 1)].facts.delivered_dpi.source == models::DpiSource::rendered;
  });
  return digital && !pages.empty() ? ComponentState::born_digital : ComponentState::scanned;
}

bool is_reused(const Dossier& dossier, const std::string& name) {
  const std::string list = told(dossier.metadata, "reused") + ";";
  for (std::size_t begin = 0, end = 0; (end = list.find(';', begin)) != std::string::npos; begin = end + 1) {
    const std::string key = key_of(list.substr(begin, end - begin));
    if (!key.empty() && key_of(name).find(key) != std::string::npos) return true;
  }
  return false;
}

/// What the procedure asks for; without one, what the receipt lists.
std::vector<RequiredPaper> wanted_papers(const Dossier& dossier, const ProcedureEntry* entry) {
  if (entry != nullptr && !entry->papers.empty()) return entry->papers;
  std::vector<RequiredPaper> papers;
  for (const models::Document& document : dossier.documents)
    for (const models::Field& field : document.fields)
      if (field.name == "papers" && document.duplicate_of == 0 && !field.value.empty())
        papers.push_back({.name = field.value});
  return papers;
}

std::vector<models::Component> components_of(const Dossier& dossier, const std::vector<RequiredPaper>& papers,
                                             const DocumentTypes& types) {
  std::vector<models::Component> components;
  Stack stack(dossier, types);
  for (const RequiredPaper& paper : papers) {
    models::Component component{.name = paper.name, .required = paper.required};
    component.document = stack.take(paper.type.empty() ? types_of(paper.name, types) : std::set{paper.type});
    if (component.document > 0)
      component.state = state_of(dossier, component.document);
    else if (is_reused(dossier, paper.name))
      component.state = ComponentState::reused;
    components.push_back(std::move(component));
  }
  for (const int number : stack.left())
    components.push_back({.name = dossier.documents[static_cast<std::size_t>(number - 1)].type,
                          .required = false,
                          .surplus = true,
                          .state = state_of(dossier, number),
                          .document = number});
  return components;
}

models::Procedure procedure_of(const std::string& code, const ProcedureEntry* entry, const std::string& day) {
  models::Procedure procedure{.code = code};
  if (entry == nullptr) return procedure;
  procedure.name = entry->name;
  procedure.valid_from = entry->valid_from;
  procedure.valid_until = entry->valid_until;
  procedure.replaced_by = entry->replaced_by;
  procedure.state = models::ProcedureState::valid;
  if (!day.empty() && day < entry->valid_from) procedure.state = models::ProcedureState::not_yet;
  if (!day.empty() && !entry->valid_until.empty() && day > entry->valid_until)
    procedure.state = models::ProcedureState::expired;
  return procedure;
}

}  // namespace

void add_procedure(Dossier& dossier, const Procedures& procedures, const DocumentTypes& types) {
  dossier.code = told_or_printed(dossier.documents, dossier.metadata, "dossier_code");
  dossier.received = day_of_receipt(dossier.documents, dossier.metadata);
  const std::string code = told_or_printed(dossier.documents, dossier.metadata, "procedure", "procedure_code");
  const ProcedureEntry* entry = code.empty() ? nullptr : procedures.find(code, dossier.received);
  if (!code.empty()) dossier.procedure = procedure_of(code, entry, dossier.received);
  if (const auto papers = wanted_papers(dossier, entry); !papers.empty())
    dossier.components = components_of(dossier, papers, types);
}

}  // namespace hoso::extraction
