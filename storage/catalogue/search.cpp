// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/search.h"

#include <algorithm>
#include <span>

#include "storage/catalogue/snippet.h"

namespace hoso::storage {
namespace {

using models::Result;

// Parameters 1 to 3 have their places in the queries; those of the conditions follow.
constexpr int kExpression = 1, kBegin = 2, kEnd = 3, kFirstCondition = 4;
// A hit is asked for with its row and, for a document, the field that is shown first.
constexpr int kRow = 4, kShown = 5;

/// The pages and documents that match, each with its row alone: asked for once, they are counted by the way.
constexpr const char* kWords = "SELECT rowid FROM page_words WHERE page_words MATCH ?1";
constexpr const char* kPages =
    "SELECT page_words.rowid FROM page_words JOIN page ON page.id = page_words.rowid"
    " LEFT JOIN document ON document.id = page.document_id WHERE page_words MATCH ?1";
constexpr const char* kDocuments = "SELECT document.id FROM document WHERE 1";

/// What is shown of a page: type of its document, and its words with marks.
constexpr const char* kPageHit =
    "SELECT dossier.name, page.number, coalesce(document.type, ''), highlight(page_words, 0, ?2, ?3),"
    " highlight(page_words, 1, ?2, ?3)"
    " FROM page_words JOIN page ON page.id = page_words.rowid JOIN dossier ON dossier.id = page.dossier_id"
    " LEFT JOIN document ON document.id = page.document_id WHERE page_words MATCH ?1 AND page_words.rowid = ?4";

/// What is shown of a document: the first field that was asked for, else what the paper is about, else its first one.
constexpr const char* kDocumentHit =
    "SELECT dossier.name, coalesce((SELECT number FROM page WHERE page.id = shown.page_id), document.first_page),"
    " document.type, ?2 || shown.value || ?3, ''"
    " FROM document JOIN dossier ON dossier.id = document.dossier_id LEFT JOIN field AS shown ON shown.id ="
    " (SELECT id FROM field WHERE document_id = document.id ORDER BY name <> ?5, name <> 'subject', id LIMIT 1)"
    " WHERE document.id = ?4";

std::string parameter(int number) { return "?" + std::to_string(number); }

/// The conditions on document and dossier, and the values that they compare with.
struct Conditions {
  std::string sql;
  std::vector<std::string> values;

  std::string next(const std::string& value) {
    values.push_back(value);
    return parameter(kFirstCondition + static_cast<int>(values.size()) - 1);
  }
};

/// A number leads to a handful of documents, each of which can be asked for the rest; other values are compared with
/// all of that name, once.
bool leads_to_few(const Query& query) { return std::ranges::any_of(query.fields, &Query::FieldTerm::whole); }

/// A field of the document for which `test` holds. Of all documents the index on name, folded value and document
/// knows them; of each the index on document leads there, and the + keeps SQLite from the other one.
std::string field_where(const std::string& name, const std::string& test, bool of_each) {
  return of_each ? " AND EXISTS (SELECT 1 FROM field WHERE document_id = document.id AND +name = " + name + " AND " +
                       test + ")"
                 : " AND document.id IN (SELECT document_id FROM field WHERE name = " + name + " AND " + test + ")";
}

void add_field(const Query& query, const Query::FieldTerm& field, Conditions& conditions) {
  const std::string name = conditions.next(field.name), value = conditions.next(field.folded);
  // "Số 08" is number 8.
  const std::string whole = "folded IN (" + value + ", '0' || " + value + ", '00' || " + value + ")";
  conditions.sql += field.whole ? field_where(name, whole, false)
                                : field_where(name, "instr(folded, " + value + ") > 0", leads_to_few(query));
}

/// A date that was understood is folded to its ISO form; others do not look like one.
void add_days(const Query& query, Conditions& conditions) {
  if (query.first_day.empty() && query.last_day.empty()) return;
  std::string test = "folded GLOB '[12][0-9][0-9][0-9]-*'";
  if (!query.first_day.empty()) test += " AND folded >= " + conditions.next(query.first_day);
  if (!query.last_day.empty()) test += " AND folded <= " + conditions.next(query.last_day);
  conditions.sql += field_where("'date'", test, leads_to_few(query));
}

Conditions conditions_of(const Query& query) {
  Conditions conditions;
  for (const Query::FieldTerm& field : query.fields) add_field(query, field, conditions);
  if (!query.type.empty()) conditions.sql += " AND document.type = " + conditions.next(query.type);
  if (!query.dossier.empty())
    conditions.sql += std::string(query.expression.empty() ? " AND document" : " AND page") +
                      ".dossier_id IN (SELECT id FROM dossier WHERE name = " + conditions.next(query.dossier) +
                      " COLLATE NOCASE)";
  add_days(query, conditions);
  return conditions;
}

std::string order_of(const Query& query, const FindOptions& options) {
  // All are wanted: sorting them is quicker than going to each by the index on dossier, from which the + keeps SQLite.
  if (query.expression.empty()) return " ORDER BY +document.dossier_id DESC, document.first_page, document.id";
  return options.by_relevance ? " ORDER BY page_words.rank" : " ORDER BY page_words.rowid DESC";
}

/// The rows of all that matches: of pages where there are words, else of documents. Newest dossier first, its papers
/// in order; or the best match first.
Result<std::vector<std::int64_t>> rows_of(const Database& database, const Query& query, const FindOptions& options) {
  const char* all = query.expression.empty() ? kDocuments : (query.has_conditions() ? kPages : kWords);
  const Conditions conditions = conditions_of(query);
  Result<Statement> statement = database.prepare(all + conditions.sql + order_of(query, options));
  if (!statement) return tl::make_unexpected(statement.error());
  statement->bind(kExpression, query.expression);
  int number = kFirstCondition;
  for (const std::string& value : conditions.values) statement->bind(number++, value);
  std::vector<std::int64_t> rows;
  for (;;) {
    const Result<bool> row = statement->step();
    if (!row) return tl::make_unexpected(row.error());
    if (!*row) return rows;
    rows.push_back(statement->integer(0));
  }
}

Hit hit_of(const Statement& row) {
  Hit hit{.dossier = row.text(0), .page = static_cast<int>(row.integer(1)), .document_type = row.text(2)};
  hit.line = hit_line(row.text(3));
  if (hit.line.empty()) hit.line = hit_line(row.text(4));
  return hit;
}

/// What is shown of these rows. One that was taken out meanwhile is left out.
Result<std::vector<Hit>> hits_of(const Database& database, const Query& query, std::span<const std::int64_t> rows) {
  std::vector<Hit> hits;
  for (const std::int64_t row : rows) {
    Result<Statement> statement = database.prepare(query.expression.empty() ? kDocumentHit : kPageHit);
    if (!statement) return tl::make_unexpected(statement.error());
    statement->bind(kExpression, query.expression);
    statement->bind(kBegin, kMarkBegin);
    statement->bind(kEnd, kMarkEnd);
    statement->bind(kRow, row);
    statement->bind(kShown, query.fields.empty() ? "" : query.fields.front().name);
    const Result<bool> there = statement->step();
    if (!there) return tl::make_unexpected(there.error());
    if (*there) hits.push_back(hit_of(*statement));
  }
  return hits;
}

Result<Query> query_of(const Database& database, const std::string& typed) {
  return parse_query(typed, [&](const std::string& name) {
    Result<Statement> look = database.prepare("SELECT 1 FROM field WHERE name = ?1 LIMIT 1");
    if (!look) return false;
    look->bind(1, name);
    return look->step().value_or(false);
  });
}

}  // namespace

Result<FindResult> search(const Database& database, const FindOptions& options) {
  const Result<Query> query = query_of(database, options.words);
  if (!query) return tl::make_unexpected(query.error());
  if (query->empty()) return FindResult{};
  const Result<std::vector<std::int64_t>> rows = rows_of(database, *query, options);
  if (!rows) return tl::make_unexpected(rows.error());
  const std::size_t begin = std::min<std::size_t>(std::max(0, options.offset), rows->size());
  const std::size_t count = std::min<std::size_t>(std::max(0, options.limit), rows->size() - begin);
  Result<std::vector<Hit>> hits = hits_of(database, *query, std::span(*rows).subspan(begin, count));
  if (!hits) return tl::make_unexpected(hits.error());
  return FindResult{.hits = std::move(*hits), .total = static_cast<long>(rows->size())};
}

}  // namespace hoso::storage
