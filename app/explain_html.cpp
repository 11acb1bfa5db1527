// SPDX-License-Identifier: Apache-2.0
#include "app/explain_html.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "app/explain_words.h"
#include "app/html.h"
#include "app/names.h"
#include "app/say.h"
#include "app/view/record_json.h"
#include "hoso/scanners/page_picture.h"

namespace hoso::app {
namespace {

using Json = nlohmann::json;
using models::Result;

/// x, y, width and height of what has a place on a page.
std::optional<std::array<double, 4>> box_of(const Json& json) {
  const Json& box = list(json, "box");
  if (box.size() != 4 || number(json, "page") < 1) return std::nullopt;
  std::array<double, 4> out{};
  for (std::size_t i = 0; i < 4; ++i) {
    if (!box[i].is_number()) return std::nullopt;
    out.at(i) = box[i].get<double>();
  }
  return out;
}

/// The place with some of what stands around it; the page's image is used, not copied.
std::string crop(const Json& json) {
  const auto box = box_of(json);
  if (!box) return {};
  const auto [x, y, width, height] = *box;
  const double margin = std::clamp(height, 12.0, 60.0);
  return fmt::format(
      "<svg class=\"crop\" viewBox=\"{:.0f} {:.0f} {:.0f} {:.0f}\"><use href=\"#page-{:.0f}\"/><rect x=\"{:.0f}\" "
      "y=\"{:.0f}\" width=\"{:.0f}\" height=\"{:.0f}\" fill=\"none\" stroke=\"#c2410c\" stroke-width=\"3\"/></svg>",
      x - 2 * margin, y - margin, width + 4 * margin, height + 2 * margin, number(json, "page"), x, y, width, height);
}

void add_field(std::string& out, const Json& field) {
  const std::string verdict = text(field, "verdict"), normal = text(field, "normalised");
  out += fmt::format("<tr><td>{}</td><td><b>{}</b>", escaped(key_name(text(field, "name"))),
                     escaped(text(field, "value")));
  if (!normal.empty() && normal != text(field, "value")) out += fmt::format("<br><small>{}</small>", escaped(normal));
  out += fmt::format("<br><span class=\"{}\">{}</span>, {}<br><small>{}</small></td><td>{}", escaped(verdict),
                     told_verdict(verdict), say("sure {:.0f} %", 100 * number(field, "confidence")),
                     told_source(text(field, "source")), crop(field));
  for (const Json& check : list(field, "checks"))
    out += fmt::format("<div class=\"{}\">{}</div>", truth(check, "holds") ? "why" : "missing",
                       escaped(told_check(check)));
  for (const Json& other : list(field, "alternatives"))
    out += fmt::format("<div class=\"why\">{}</div>{}", escaped(told_alternative(other)),
                       text(other, "why") == "as_read" ? "" : crop(other));
  out += "</td></tr>\n";
}

void add_document(std::string& out, const Json& document, int number_of_document) {
  out += fmt::format("<h2>{}. {}, {} {}</h2>\n<p>{}", number_of_document, escaped(paper_name(text(document, "type"))),
                     tr("page"), page_list(document), say("sure {:.0f} %", 100 * number(document, "confidence")));
  for (const std::string& why : reasons_of(document))
    out += fmt::format("<br><span class=\"why\">{}</span>", escaped(why));
  if (number(document, "duplicate_of") > 0)
    out += "<br>" + say("the same paper as document {:.0f}", number(document, "duplicate_of"));
  out += "</p>\n<table class=\"fields\">\n";
  for (const Json& field : list(document, "fields")) add_field(out, field);
  out += "</table>\n";
}

/// Pages on which something stands that is shown.
std::set<int> pages_shown(const Json& record) {
  std::set<int> pages;
  const auto add = [&](const Json& json) {
    if (box_of(json)) pages.insert(static_cast<int>(number(json, "page")));
  };
  for (const Json& document : list(record, "documents"))
    for (const Json& field : list(document, "fields")) {
      add(field);
      for (const Json& other : list(field, "alternatives")) add(other);
    }
  return pages;
}

/// Every image once, in pixels of the page as shown, to be used by the crops.
Result<std::string> images(const StoredDossier& dossier, const Settings& settings, const std::stop_token& stop) {
  std::string out = "<svg width=\"0\" height=\"0\" style=\"position:absolute\"><defs>\n";
  for (const int page : pages_shown(dossier.record)) {
    if (page > dossier.pages()) continue;
    const auto picture =
        scanners::draw_pdf_page(dossier.pdf(), page, settings.image_dpi, scanners::PictureFormat::jpeg, stop);
    if (!picture) return tl::make_unexpected(picture.error());
    const Json& facts = dossier.record.at("pages").at(static_cast<std::size_t>(page - 1));
    out += fmt::format(
        "<image id=\"page-{}\" width=\"{:.0f}\" height=\"{:.0f}\" preserveAspectRatio=\"none\" href=\"{}\"/>\n", page,
        number(facts, "width_px"), number(facts, "height_px"), jpeg_uri(*picture));
  }
  return out + "</defs></svg>\n";
}

}  // namespace

Result<std::string> explanation_html(const StoredDossier& dossier, const Settings& settings,
                                     const std::stop_token& stop) {
  auto body = images(dossier, settings, stop);
  if (!body) return body;
  int number_of_document = 0;
  for (const Json& document : list(dossier.record, "documents")) add_document(*body, document, ++number_of_document);
  return html_page(dossier.name, "hoso explain", *body, spoken());
}

}  // namespace hoso::app
