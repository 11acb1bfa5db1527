// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/listing.h"

namespace hoso::storage {
namespace {

using models::Result;

constexpr const char* kDossiers =
    "SELECT name, coalesce(created_at, ''), (SELECT count(*) FROM page WHERE dossier_id = dossier.id),"
    " (SELECT count(*) FROM document WHERE dossier_id = dossier.id),"
    " (SELECT count(*) FROM field JOIN document ON document.id = field.document_id"
    "  WHERE document.dossier_id = dossier.id AND verdict = 'review'),"
    " (SELECT count(*) FROM page WHERE dossier_id = dossier.id AND failure IS NOT NULL)"
    " FROM dossier ORDER BY id DESC";

/// A row a field; a document without fields has one row with an empty name.
constexpr const char* kDocuments =
    "SELECT dossier.name, coalesce(dossier.created_at, ''), document.id, document.type, document.confidence,"
    " document.first_page, document.last_page, coalesce(field.name, ''), coalesce(field.value, ''),"
    " coalesce(field.normalised, ''), coalesce(field.verdict, ''), coalesce(field.confidence, 0),"
    " coalesce(page.number, 0)"
    " FROM dossier JOIN document ON document.dossier_id = dossier.id"
    " LEFT JOIN field ON field.document_id = document.id LEFT JOIN page ON page.id = field.page_id"
    " ORDER BY dossier.id, document.id, field.id";

DocumentEntry document_of(const Statement& row) {
  return {.dossier = row.text(0),
          .stored_at = row.text(1),
          .type = row.text(3),
          .confidence = row.real(4),
          .first_page = static_cast<int>(row.integer(5)),
          .last_page = static_cast<int>(row.integer(6)),
          .fields = {}};
}

DocumentEntry::Field field_of(const Statement& row) {
  return {.name = row.text(7),
          .value = row.text(8),
          .normalised = row.text(9),
          .verdict = row.text(10),
          .confidence = row.real(11),
          .page = static_cast<int>(row.integer(12))};
}

}  // namespace

Result<std::vector<DossierEntry>> list_dossiers(const Database& database) {
  Result<Statement> rows = database.prepare(kDossiers);
  if (!rows) return tl::make_unexpected(rows.error());
  std::vector<DossierEntry> dossiers;
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return tl::make_unexpected(row.error());
    if (!*row) return dossiers;
    dossiers.push_back({rows->text(0), rows->text(1), static_cast<long>(rows->integer(2)),
                        static_cast<long>(rows->integer(3)), static_cast<long>(rows->integer(4)),
                        static_cast<long>(rows->integer(5))});
  }
}

Result<void> list_documents(const Database& database, const std::function<void(const DocumentEntry&)>& take) {
  Result<Statement> rows = database.prepare(kDocuments);
  if (!rows) return tl::make_unexpected(rows.error());
  DocumentEntry document;
  std::int64_t id = -1;
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return tl::make_unexpected(row.error());
    if (id >= 0 && (!*row || rows->integer(2) != id)) take(document);
    if (!*row) return {};
    if (rows->integer(2) != id) {
      DocumentEntry next = document_of(*rows);
      next.number = next.dossier == document.dossier ? document.number + 1 : 1;
      document = std::move(next);
      id = rows->integer(2);
    }
    if (!rows->text(7).empty()) document.fields.push_back(field_of(*rows));
  }
}

}  // namespace hoso::storage
