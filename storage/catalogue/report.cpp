// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/report.h"

#include <string>

namespace hoso::storage {
namespace {

using models::Result;

/// A row a dossier; {0} of kDossiers is what they are grouped by.
constexpr const char* kDossierFacts =
    "WITH facts AS (SELECT substr(coalesce(received, created_at, ''), 1, 7) AS month, office,"
    " (SELECT count(*) FROM document WHERE dossier_id = dossier.id AND type NOT IN ('separator', 'blank')) AS "
    "documents,"
    " (SELECT count(*) FROM page WHERE dossier_id = dossier.id) AS pages,"
    " (SELECT count(*) FROM page WHERE dossier_id = dossier.id AND failure IS NOT NULL) AS failed,"
    " papers_required IS NOT NULL AS listed, coalesce(papers_there >= papers_required, 0) AS complete,"
    " (SELECT count(*) FROM field JOIN document ON document.id = field.document_id"
    "  WHERE document.dossier_id = dossier.id AND verdict = 'accept') AS accepted,"
    " (SELECT count(*) FROM field JOIN document ON document.id = field.document_id"
    "  WHERE document.dossier_id = dossier.id AND verdict = 'review') AS review FROM dossier)"
    " SELECT ";
constexpr const char* kSums =
    ", count(*), coalesce(sum(documents), 0), coalesce(sum(pages), 0), coalesce(sum(failed), 0),"
    " coalesce(sum(listed), 0), coalesce(sum(complete), 0), coalesce(sum(accepted), 0), coalesce(sum(review), 0)"
    " FROM facts";

/// By type: dossiers that have such a document, and the pages of these documents.
constexpr const char* kTypes =
    "WITH facts AS (SELECT id, dossier_id, type,"
    " (SELECT count(*) FROM page WHERE document_id = document.id) AS pages,"
    " (SELECT count(*) FROM page WHERE document_id = document.id AND failure IS NOT NULL) AS failed,"
    " (SELECT count(*) FROM field WHERE document_id = document.id AND verdict = 'accept') AS accepted,"
    " (SELECT count(*) FROM field WHERE document_id = document.id AND verdict = 'review') AS review"
    " FROM document WHERE type NOT IN ('separator', 'blank'))"
    " SELECT type, count(DISTINCT dossier_id), count(*), sum(pages), sum(failed), 0, 0, sum(accepted), sum(review)"
    " FROM facts GROUP BY type ORDER BY count(*) DESC, type";

Result<void> add_rows(const Database& database, const std::string& sql, const char* by, std::vector<ReportRow>& out) {
  Result<Statement> rows = database.prepare(sql);
  if (!rows) return tl::make_unexpected(rows.error());
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return tl::make_unexpected(row.error());
    if (!*row) return {};
    const auto number = [&](int column) { return static_cast<long>(rows->integer(column)); };
    out.push_back({.by = by,
                   .key = rows->text(0),
                   .dossiers = number(1),
                   .documents = number(2),
                   .pages = number(3),
                   .pages_failed = number(4),
                   .with_list = number(5),
                   .complete = number(6),
                   .fields_accepted = number(7),
                   .fields_to_check = number(8)});
  }
}

}  // namespace

Result<std::vector<ReportRow>> count_report(const Database& database) {
  std::vector<ReportRow> out;
  const auto grouped = [](const char* key) {
    return std::string(kDossierFacts) + key + kSums + " GROUP BY 1 ORDER BY 1";
  };
  Result<void> done = add_rows(database, std::string(kDossierFacts) + "''" + kSums, "all", out);
  if (done) done = add_rows(database, grouped("month"), "month", out);
  if (done) done = add_rows(database, grouped("office"), "office", out);
  if (done) done = add_rows(database, kTypes, "type", out);
  if (!done) return tl::make_unexpected(done.error());
  return out;
}

}  // namespace hoso::storage
