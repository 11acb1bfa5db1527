// SPDX-License-Identifier: Apache-2.0
#include "extraction/cards/cards.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <utility>

#include "extraction/agreement/comparison.h"
#include "extraction/cards/identity_qr.h"
#include "extraction/cards/mrz.h"
#include "extraction/form/kinds.h"
#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

constexpr double kAgreed = 0.98, kPutRight = 0.93, kDisagreed = 0.5;
constexpr double kMisreading = 0.8;  // likeness of two readings of one text
constexpr double kCapitals = 0.9;
constexpr double kCodeMargin = 0.2;  // of the text's width and height: beyond it another card may begin

/// Regions are made of text, and a card's code may stand beside it.
bool lies_in(const models::Box& box, std::optional<models::Box> region) {
  if (!region) return true;
  const double beside = kCodeMargin * region->width, above = kCodeMargin * region->height;
  region = models::Box{region->x - beside, region->y - above, region->width + 2 * beside, region->height + 2 * above};
  const double x = box.x + box.width / 2, y = box.y + box.height / 2;
  return x >= region->x && x < region->right() && y >= region->y && y < region->bottom();
}

/// The fields of the one card whose QR code stands there; of several it is not known which is meant.
std::vector<models::Field> qr_fields(const PageView& page, const std::optional<models::Box>& region) {
  std::vector<std::vector<models::Field>> cards;
  for (const models::Barcode& code : page.page->facts.barcodes)
    if (auto fields = identity_qr_fields(code, page.number()); !fields.empty() && lies_in(code.box, region))
      cards.push_back(std::move(fields));
  return cards.size() == 1 ? std::move(cards[0]) : std::vector<models::Field>{};
}

/// Lines of the zone, top down.
std::vector<Segment> mrz_lines(const PageView& page, const std::optional<models::Box>& region) {
  std::vector<Segment> lines;
  const models::Box all{0, 0, static_cast<double>(page.layout.page.width_px),
                        static_cast<double>(page.layout.page.height_px)};
  for (Segment& row : rows_in(page.layout, region.value_or(all)))
    if (looks_like_mrz(row.text)) lines.push_back(std::move(row));
  return lines;
}

/// A zone on a page.
struct PlacedMrz {
  Mrz mrz;
  models::Box box;
  double confidence = 0;  ///< of its words
};

/// A zone that was read from the pixels.
std::optional<PlacedMrz> seen_zone(const PageView& page, const std::optional<models::Box>& region) {
  for (const models::MachineReadable& zone : page.page->facts.machine_readable) {
    if (zone.lines.size() != 3 || !lies_in(zone.box, region)) continue;
    if (auto mrz = read_mrz({zone.lines[0], zone.lines[1], zone.lines[2]}))
      return PlacedMrz{std::move(*mrz), zone.box, zone.confidence};
  }
  return std::nullopt;
}

/// From the pixels, else as the page's text has it.
std::optional<PlacedMrz> find_mrz(const PageView& page, const std::optional<models::Box>& region) {
  if (auto zone = seen_zone(page, region)) return zone;
  const std::vector<Segment> lines = mrz_lines(page, region);
  for (std::size_t i = 0; i + 2 < lines.size(); ++i) {
    auto mrz = read_mrz({lines[i].text, lines[i + 1].text, lines[i + 2].text});
    if (!mrz) continue;
    PlacedMrz out{.mrz = std::move(*mrz), .box = {}, .confidence = 1};
    for (std::size_t k = i; k < i + 3; ++k) {
      out.box = models::united(out.box, lines[k].box);
      out.confidence = std::min(out.confidence, reading_confidence(lines[k].words));
    }
    return out;
  }
  return std::nullopt;
}

void add_mrz(const PageView& page, const PageGroup& group, std::vector<models::Field>& out) {
  const auto zone = find_mrz(page, group.region);
  if (!zone) return;
  const auto fields = mrz_fields(zone->mrz, page.number(), zone->box, zone->confidence);
  out.insert(out.end(), fields.begin(), fields.end());
}

const std::string& form_of(const models::Field& field) { return field.normalised ? *field.normalised : field.value; }

bool has_letters(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x80 || std::isalpha(c) != 0; });
}

/// Check "qr" or "mrz": what the card's codes say of the same.
void note_source(models::Field& printed, const models::Field& checked, bool holds) {
  const char* name = checked.source == models::FieldSource::qr ? "qr" : "mrz";
  note(printed, {name, holds, 0, checked.page});
}

void hold_against(models::Field& printed, const models::Field& checked) {
  const bool exact = checked.source == models::FieldSource::qr;
  const auto upper = [](const std::string& text) { return normalised(text, "upper").value_or(text); };
  const std::string mine = upper(form_of(printed)), theirs = upper(form_of(checked));
  const double like = likeness(key_of(mine), key_of(theirs));
  if (mine == theirs || (!exact && like == 1)) {
    note_source(printed, checked, true);
    printed.confidence = std::max(printed.confidence, exact ? kAgreed : printed.confidence);
    if (exact) printed.verdict = models::Verdict::accept;
  } else if (exact && has_letters(theirs) && like >= kMisreading) {
    printed.value = capital_share(printed.value) >= kCapitals ? upper(checked.value) : checked.value;
    note_source(printed, checked, true);
    printed.confidence = kPutRight;
    printed.verdict = models::Verdict::accept;
  } else {
    note_source(printed, checked, false);
    printed.confidence = std::min(printed.confidence, kDisagreed);
    printed.verdict = models::Verdict::review;
  }
}

}  // namespace

std::optional<models::Box> checked_source(const PageView& page, std::string_view source) {
  if (source == "cccd_qr") {
    const auto fields = qr_fields(page, std::nullopt);
    if (!fields.empty()) return fields.front().box;
  } else if (source == "mrz_td1") {
    const auto zone = find_mrz(page, std::nullopt);
    if (zone && zone->mrz.checked) return zone->box;
  }
  return std::nullopt;
}

std::vector<models::Field> checked_fields(const PageGroup& group) {
  std::vector<models::Field> out;
  for (const std::string& source : group.classification.type->sources)
    for (const PageView* page : group.pages) {
      if (source == "cccd_qr") std::ranges::move(qr_fields(*page, group.region), std::back_inserter(out));
      if (source == "mrz_td1") add_mrz(*page, group, out);
    }
  return out;
}

void reconcile(std::vector<models::Field>& printed, const std::vector<models::Field>& checked) {
  for (models::Field& field : printed)
    for (const models::Field& other : checked)
      if (field.name == other.name && other.verdict == models::Verdict::accept) hold_against(field, other);
}

}  // namespace hoso::extraction
