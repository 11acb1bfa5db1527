// SPDX-License-Identifier: Apache-2.0
#include "app/report_html.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/html.h"

namespace hoso::app {
namespace {

using storage::ReportRow;
using Rows = std::vector<ReportRow>;

class Page {
 public:
  explicit Page(models::MessageLanguage language) : vietnamese_(language == models::MessageLanguage::vietnamese) {}

  [[nodiscard]] const char* say(const char* english, const char* vietnamese) const {
    return vietnamese_ ? vietnamese : english;
  }

  void add_summary(const ReportRow& all) {
    body_ += fmt::format(
        "<p>{}: <b>{}</b> · {}: <b>{}</b> · {}: <b>{}</b> ({}: {}) · {}: <b>{}</b> · {}: <b>{}</b></p>\n",
        say("Dossiers", "Hồ sơ"), all.dossiers, say("documents", "tài liệu"), all.documents, say("pages", "trang"),
        all.pages, say("failed", "lỗi"), all.pages_failed, say("with all papers", "đủ thành phần"),
        share(all.complete, all.with_list), say("fields accepted", "trường được chấp nhận"),
        share(all.fields_accepted, all.fields_accepted + all.fields_to_check));
  }

  void add(const Rows& rows, const char* by, const char* title) {
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
  static std::string share(long part, long whole) {
    return whole == 0 ? "–" : fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
  }

  [[nodiscard]] std::string key_of(const ReportRow& row) const {
    return row.key.empty() ? say("(not told)", "(chưa rõ)") : escaped(row.key);
  }

  /// A bar a row: pages, and in a second shade those that failed.
  void add_chart(const Rows& rows, bool papers) {
    constexpr int kRow = 22, kLeft = 190, kWidth = 900, kBar = 560;
    long most = 1;
    for (const ReportRow& row : rows) most = std::max(most, papers ? row.documents : row.pages);
    body_ += fmt::format("<svg class=\"chart\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {} {}\">\n",
                         papers ? say("Documents", "Tài liệu") : say("Pages", "Trang"), kWidth,
                         kRow * static_cast<int>(rows.size()) + 4);
    int y = 0;
    for (const ReportRow& row : rows) {
      const long value = papers ? row.documents : row.pages;
      const auto length = [&](long part) { return kBar * static_cast<double>(part) / static_cast<double>(most); };
      body_ += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>", kLeft - 8, y + 15, key_of(row));
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
        say("dossiers", "hồ sơ"), say("documents", "tài liệu"), say("pages", "trang"), say("failed", "lỗi"),
        papers ? "" : fmt::format("<th class=\"n\">{}</th>", say("with all papers", "đủ thành phần")),
        say("fields accepted", "trường chấp nhận"), say("to check", "cần kiểm tra"));
    for (const ReportRow& row : rows)
      body_ += fmt::format(
          "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>"
          "<td class=\"n\">{}</td>{}<td class=\"n\">{}</td><td class=\"n\">{}</td></tr>\n",
          key_of(row), row.dossiers, row.documents, row.pages, row.pages_failed,
          papers ? ""
                 : fmt::format("<td class=\"n\">{} / {} ({})</td>", row.complete, row.with_list,
                               share(row.complete, row.with_list)),
          share(row.fields_accepted, row.fields_accepted + row.fields_to_check), row.fields_to_check);
    body_ += "</table>\n";
  }

  const bool vietnamese_;
  std::string body_;
};

}  // namespace

std::string report_html(const Rows& rows, models::MessageLanguage language) {
  Page page(language);
  if (!rows.empty()) page.add_summary(rows.front());
  page.add(rows, "month", page.say("By month", "Theo tháng"));
  page.add(rows, "office", page.say("By office", "Theo cơ quan"));
  page.add(rows, "type", page.say("By type", "Theo loại tài liệu"));
  return html_page(page.say("What was digitised", "Kết quả số hóa"), "hoso report", page.body(), language);
}

}  // namespace hoso::app
