// SPDX-License-Identifier: Apache-2.0
#include "extraction/classification.h"

#include <algorithm>

#include "extraction/cards/cards.h"
#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

constexpr double kTitle = 0.93, kAbbreviation = 0.85;
constexpr double kMark = 0.42, kMarkBesideTitle = 0.15;
constexpr int kMarksCounted = 5;
// With "IDVNM", which is a mark, a zone comes to 0.91: less than a title, since a card may be copied onto another
// paper. A QR code may be that of the card's other side.
constexpr double kZone = 0.85, kQr = 0.6;
constexpr double kHead = 0.4, kLetterSubject = 0.7, kLetterSymbol = 0.5, kAddressed = 0.4;
constexpr double kMissingHead = 0.6, kContradiction = 0.75, kOfALetter = 0.4;
constexpr double kGoesOn = 0.45;  // a page with the number 2 or more is not the first of its paper
constexpr double kLeast = 0.45;
constexpr std::string_view kLetter = "cong_van";

/// Independent evidence adds up as chances of all of it being wrong.
class Evidence {
 public:
  void add(double weight, std::string what) {
    doubt_ *= 1 - weight;
    what_.push_back(std::move(what));
  }
  void scale(double factor, std::string what) {
    factor_ *= factor;
    what_.push_back(std::move(what));
  }
  [[nodiscard]] double sum() const { return (1 - doubt_) * factor_; }
  [[nodiscard]] std::vector<std::string>& what() { return what_; }

 private:
  double doubt_ = 1, factor_ = 1;
  std::vector<std::string> what_;
};

bool has_title_of(const PageView& page, const DocumentType& type) {
  return page.title && page.title->type == &type && !(page.title->colon && !page.head.national);
}

/// Segments with words that mark the type, one a mark.
std::vector<models::Box> mark_boxes(const PageView& page, const DocumentType& type) {
  std::vector<models::Box> out;
  for (const std::string& mark : type.marks)
    for (const Segment& segment : page.layout.segments)
      if (find_anchor(segment.key, mark, std::max(0.85, least_likeness(mark)))) {
        out.push_back(segment.box);
        break;
      }
  return out;
}

void weigh_marks(const PageView& page, const DocumentType& type, Evidence& evidence) {
  // Words such as "Căn cứ" stand on many administrative papers: they help a title, they never replace it.
  const bool administrative = type.head == HeadKind::columns || !type.abbreviations.empty();
  const bool titled = has_title_of(page, type);
  if (administrative && !titled) return;
  const auto found = std::min<std::size_t>(mark_boxes(page, type).size(), kMarksCounted);
  for (std::size_t i = 0; i < found; ++i) evidence.add(titled ? kMarkBesideTitle : kMark, "words of the form");
}

void weigh_letter(const PageView& page, Evidence& evidence) {
  if (!page.head.columns || (page.title && page.title->likeness > 0.9)) return;
  if (page.letter_subject) evidence.add(kLetterSubject, "V/v below the number");
  if (page.head.symbol && page.head.abbreviation.empty()) evidence.add(kLetterSymbol, "symbol without a type");
  if (page.addressed) evidence.add(kAddressed, "addressees");
  if (page.head.symbol && !page.head.abbreviation.empty() && !page.letter_subject)
    evidence.scale(0.4, "symbol of another type");
}

void weigh_codes(const PageView& page, const DocumentType& type, Evidence& evidence) {
  for (const std::string& source : type.known_by)
    if (checked_source(page, source))
      evidence.add(source == "mrz_td1" ? kZone : kQr,
                   source == "mrz_td1" ? "machine-readable zone" : "QR code of the card");
}

}  // namespace

std::vector<models::Box> marked_places(const PageView& page, const DocumentType& type) {
  std::vector<models::Box> out = mark_boxes(page, type);
  for (const std::string& source : type.known_by)
    if (const auto box = checked_source(page, source)) out.push_back(*box);
  return out;
}

double likelihood(const PageView& page, const DocumentType& type, std::vector<std::string>* evidence_out) {
  Evidence evidence;
  if (type.name == kLetter) weigh_letter(page, evidence);
  if (has_title_of(page, type)) evidence.add(kTitle * page.title->likeness * page.title->likeness, "title");
  const bool named = type.is_abbreviated(page.head.abbreviation);
  if (named) evidence.add(kAbbreviation, "symbol");
  weigh_marks(page, type, evidence);
  weigh_codes(page, type, evidence);
  if (evidence.sum() > 0 && type.head == HeadKind::columns) {
    if (page.head.strong())
      evidence.add(kHead, "head");
    else
      evidence.scale(kMissingHead, "no head");
  }
  // What a letter is about may name parcels and certificates as their papers do.
  if (type.name != kLetter && page.letter_subject && !has_title_of(page, type) && evidence.sum() > 0)
    evidence.scale(kOfALetter, "V/v below the number");
  if (!named && !page.head.abbreviation.empty() && has_title_of(page, type) && !type.abbreviations.empty())
    evidence.scale(kContradiction, "symbol of another type");
  if (page.page_number.value_or(1) > 1 && !page.title && evidence.sum() > 0) evidence.scale(kGoesOn, "page number");
  if (evidence_out != nullptr) *evidence_out = std::move(evidence.what());
  return evidence.sum();
}

Classification classify(const PageView& page, const DocumentTypes& types) {
  Classification best;
  for (const DocumentType& type : types.all()) {
    if (type.abstract) continue;
    std::vector<std::string> evidence;
    const double sum = likelihood(page, type, &evidence);
    if (sum > best.confidence) best = {&type, sum, std::move(evidence)};
  }
  if (best.confidence < kLeast)
    return {.confidence = std::min(0.6, 1 - best.confidence), .evidence = {"no known title, symbol or form"}};
  best.confidence = std::min(best.confidence, 0.99);
  return best;
}

}  // namespace hoso::extraction
