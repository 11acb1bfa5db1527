// SPDX-License-Identifier: Apache-2.0
#include "app/report_html.h"

#include <algorithm>
#include <string>
#include <vector>

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
  /// A bar a row: pages, and in another colour those that failed.
  void add_chart(const Rows& rows, bool papers) {
    constexpr double kLongest = 80;  // per cent of the room beside the names
    long most = 1;
    for (const ReportRow& row : rows) most = std::max(most, papers ? row.documents : row.pages);
    body_ +=
        fmt::format("<div class=\"bars\" role=\"img\" aria-label=\"{}\">\n", papers ? tr("Documents") : tr("Pages"));
    for (const ReportRow& row : rows) {
      const long value = papers ? row.documents : row.pages;
      const auto share_of = [](long part, long whole) {
        return static_cast<double>(part) / static_cast<double>(std::max(whole, 1L));
      };
      const std::string failed = papers || row.pages_failed == 0 ? ""
                                                                 : fmt::format("<i style=\"width:{:.1f}%\"></i>",
                                                                               100 * share_of(row.pages_failed, value));
      body_ += fmt::format("<b>{}</b><span><i style=\"width:{:.1f}%\">{}</i>{}</span>\n", escaped(report_key(row)),
                           kLongest * share_of(value, most), failed, value);
    }
    body_ += "</div>\n";
  }

  void add_table(const Rows& rows, bool papers) {
    std::vector<std::string> heads{tr("dossiers"), tr("documents"), tr("pages"), tr("failed")};
    if (!papers) heads.push_back(tr("with all papers"));
    heads.insert(heads.end(), {tr("fields accepted"), tr("to check")});
    body_ += "<table class=\"figures\"><tr><th></th>";
    for (const std::string& head : heads) body_ += fmt::format("<th class=\"n\">{}</th>", head);
    body_ += "</tr>\n";
    for (const ReportRow& row : rows) {
      body_ += fmt::format("<tr><td>{}</td>", escaped(report_key(row)));
      const std::vector<std::string> figures = figures_of(row, papers);
      for (std::size_t i = 0; i < figures.size(); ++i)
        body_ += fmt::format("<td class=\"n\" data-label=\"{}\">{}</td>", heads.at(i), figures[i]);
      body_ += "</tr>\n";
    }
    body_ += "</table>\n";
  }

  static std::vector<std::string> figures_of(const ReportRow& row, bool papers) {
    std::vector<std::string> figures{std::to_string(row.dossiers), std::to_string(row.documents),
                                     std::to_string(row.pages), std::to_string(row.pages_failed)};
    const std::string complete = share(row.complete, row.with_list);
    if (!papers)
      figures.push_back(row.with_list == 0 ? complete
                                           : fmt::format("{} / {} ({})", row.complete, row.with_list, complete));
    figures.push_back(share(row.fields_accepted, row.fields_accepted + row.fields_to_check));
    figures.push_back(std::to_string(row.fields_to_check));
    return figures;
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
