// SPDX-License-Identifier: Apache-2.0
#include "app/report_html.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/html.h"
#include "app/report_words.h"
#include "app/say.h"

namespace hoso::app {
namespace {

using storage::ReportRow;
using Rows = std::vector<ReportRow>;

class Page {
 public:
  void add_summary(const ReportRow& all) {
    body_ +=
        fmt::format("<p>{}: <b>{}</b> · {}: <b>{}</b> · {}: <b>{}</b> ({}: {}) · {}: <b>{}</b> · {}: <b>{}</b></p>\n",
                    tr("Dossiers"), all.dossiers, tr("documents"), all.documents, tr("pages"), all.pages, tr("failed"),
                    all.pages_failed, tr("with all papers"), share(all.complete, all.with_list), tr("fields accepted"),
                    share(all.fields_accepted, all.fields_accepted + all.fields_to_check));
  }

  void add(const Rows& rows, const char* by, const std::string& title) {
    Rows own;
    std::ranges::copy_if(rows, std::back_inserter(own), [&](const ReportRow& row) { return row.by == by; });
    if (own.empty()) return;
    const bool papers = std::string_view(by) == "type";
    body_ += fmt::format("<h2>{}</h2>\n", title);
    add_chart(own, papers);
    add_table(own, papers);
  }

  [[nodiscard]] const std::string& body() const { return body_; }

 private:
  /// A bar a row: pages, and in a second shade those that failed.
  void add_chart(const Rows& rows, bool papers) {
    constexpr int kRow = 22, kLeft = 190, kWidth = 900, kBar = 560;
    long most = 1;
    for (const ReportRow& row : rows) most = std::max(most, papers ? row.documents : row.pages);
    body_ += fmt::format("<svg class=\"chart\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {} {}\">\n",
                         papers ? tr("Documents") : tr("Pages"), kWidth, kRow * static_cast<int>(rows.size()) + 4);
    int y = 0;
    for (const ReportRow& row : rows) {
      const long value = papers ? row.documents : row.pages;
      const auto length = [&](long part) { return kBar * static_cast<double>(part) / static_cast<double>(most); };
      body_ += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>", kLeft - 8, y + 15,
                           escaped(report_key(row)));
      body_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{:.1f}\" height=\"16\" fill=\"#3b6ea5\"/>", kLeft, y + 2,
                           length(value));
      if (!papers && row.pages_failed > 0)
        body_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{:.1f}\" height=\"16\" fill=\"#b5403a\"/>", kLeft, y + 2,
                             length(row.pages_failed));
      body_ += fmt::format("<text x=\"{:.1f}\" y=\"{}\">{}</text>\n", kLeft + length(value) + 6, y + 15, value);
      y += kRow;
    }
    body_ += "</svg>\n";
  }

  void add_table(const Rows& rows, bool papers) {
    body_ += fmt::format(
        "<table><tr><th></th><th class=\"n\">{}</th><th class=\"n\">{}</th><th class=\"n\">{}</th>"
        "<th class=\"n\">{}</th>{}<th class=\"n\">{}</th><th class=\"n\">{}</th></tr>\n",
        tr("dossiers"), tr("documents"), tr("pages"), tr("failed"),
        papers ? "" : fmt::format("<th class=\"n\">{}</th>", tr("with all papers")), tr("fields accepted"),
        tr("to check"));
    for (const ReportRow& row : rows)
      body_ += fmt::format(
          "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
          "<td class=\"n\">{}</td>{}<td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
          escaped(report_key(row)), row.dossiers, row.documents, row.pages, row.pages_failed,
          papers ? ""
                 : fmt::format("<td class=\"n\">{} / {} ({})</td>", row.complete, row.with_list,
                               share(row.complete, row.with_list)),
          share(row.fields_accepted, row.fields_accepted + row.fields_to_check), row.fields_to_check);
    body_ += "</table>\n";
  }

  std::string body_;
};

}  // namespace

std::string report_html(const Rows& rows) {
  Page page;
  if (!rows.empty()) page.add_summary(rows.front());
  page.add(rows, "month", tr("By month"));
  page.add(rows, "office", tr("By office"));
  page.add(rows, "type", tr("By type"));
  return html_page(tr("What was digitised"), "hoso report", page.body(), spoken());
}

}  // namespace hoso::app
