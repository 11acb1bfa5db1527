// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/search.h"

#include <algorithm>

#include "storage/catalogue/snippet.h"

namespace hoso::storage {
namespace {

using models::Result;

// Parameters 1 to 5 have their places in the queries; those of the conditions follow.
constexpr int kExpression = 1, kBegin = 2, kEnd = 3, kLimit = 4, kOffset = 5, kFirstCondition = 6;

/// The pages that match, newest dossier first, its pages in order; or the best match first.
constexpr const char* kPages =
    "SELECT dossier.name, page.number, coalesce(document.type, ''), highlight(page_words, 0, ?2, ?3),"
    " highlight(page_words, 1, ?2, ?3)"
    " FROM page_words JOIN page ON page.id = page_words.rowid JOIN dossier ON dossier.id = page.dossier_id"
    " LEFT JOIN document ON document.id = page.document_id WHERE page_words MATCH ?1";
constexpr const char* kCountPages =
    "SELECT count(*) FROM page_words JOIN page ON page.id = page_words.rowid JOIN dossier ON dossier.id ="
    " page.dossier_id LEFT JOIN document ON document.id = page.document_id WHERE page_words MATCH ?1";
/// Without conditions the index alone knows.
constexpr const char* kCountWords = "SELECT count(*) FROM page_words WHERE page_words MATCH ?1";

/// The documents, of the newest dossier first, in their order. The shown field is the first that was asked for, else
/// what the paper is about, else its first one.
constexpr const char* kDocuments =
    "SELECT dossier.name, coalesce((SELECT number FROM page WHERE page.id = shown.page_id), document.first_page),"
    " document.type, ?2 || shown.value || ?3, ''"
    " FROM document JOIN dossier ON dossier.id = document.dossier_id LEFT JOIN field AS shown ON shown.id ="
    " (SELECT id FROM field WHERE document_id = document.id ORDER BY name <> ?1, name <> 'subject', id LIMIT 1)"
    " WHERE 1";
constexpr const char* kCountDocuments =
    "SELECT count(*) FROM document JOIN dossier ON dossier.id = document.dossier_id WHERE 1";

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

/// The index on name, folded value and document knows all that is asked here.
void add_field(const Query::FieldTerm& field, Conditions& conditions) {
  const std::string name = conditions.next(field.name), value = conditions.next(field.folded);
  conditions.sql += " AND document.id IN (SELECT document_id FROM field WHERE name = " + name;
  // "Số 08" is number 8.
  conditions.sql += field.whole ? " AND folded IN (" + value + ", '0' || " + value + ", '00' || " + value + "))"
                                : " AND instr(folded, " + value + ") > 0)";
}

/// A date that was understood is folded to its ISO form; others do not look like one.
void add_days(const Query& query, Conditions& conditions) {
  if (query.first_day.empty() && query.last_day.empty()) return;
  conditions.sql +=
      " AND document.id IN (SELECT document_id FROM field WHERE name = 'date' AND folded GLOB '[12][0-9][0-9][0-9]-*'";
  if (!query.first_day.empty()) conditions.sql += " AND folded >= " + conditions.next(query.first_day);
  if (!query.last_day.empty()) conditions.sql += " AND folded <= " + conditions.next(query.last_day);
  conditions.sql += ")";
}

Conditions conditions_of(const Query& query) {
  Conditions conditions;
  for (const Query::FieldTerm& field : query.fields) add_field(field, conditions);
  if (!query.type.empty()) conditions.sql += " AND document.type = " + conditions.next(query.type);
  if (!query.dossier.empty())
    conditions.sql += " AND dossier.name = " + conditions.next(query.dossier) + " COLLATE NOCASE";
  add_days(query, conditions);
  return conditions;
}

Result<Statement> prepared(const Database& database, const std::string& sql, const std::string& first,
                           const Conditions& conditions) {
  Result<Statement> statement = database.prepare(sql);
  if (!statement) return statement;
  statement->bind(kExpression, first);
  int number = kFirstCondition;
  for (const std::string& value : conditions.values) statement->bind(number++, value);
  return statement;
}

Result<long> counted(const Database& database, const Query& query, const Conditions& conditions) {
  const bool words = !query.expression.empty();
  const std::string sql = !words ? kCountDocuments : (query.has_conditions() ? kCountPages : kCountWords);
  Result<Statement> count = prepared(database, sql + conditions.sql, query.expression, conditions);
  if (!count) return tl::make_unexpected(count.error());
  const Result<bool> row = count->step();
  if (!row) return tl::make_unexpected(row.error());
  return static_cast<long>(count->integer(0));
}

std::string order_of(const Query& query, const FindOptions& options) {
  if (query.expression.empty()) return " ORDER BY document.dossier_id DESC, document.first_page, document.id";
  return options.by_relevance ? " ORDER BY page_words.rank" : " ORDER BY page_words.rowid DESC";
}

Hit hit_of(const Statement& row) {
  Hit hit{.dossier = row.text(0), .page = static_cast<int>(row.integer(1)), .document_type = row.text(2)};
  hit.line = hit_line(row.text(3));
  if (hit.line.empty()) hit.line = hit_line(row.text(4));
  return hit;
}

Result<std::vector<Hit>> hits(Statement& search) {
  std::vector<Hit> found;
  for (;;) {
    const Result<bool> row = search.step();
    if (!row) return tl::make_unexpected(row.error());
    if (!*row) return found;
    found.push_back(hit_of(search));
  }
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
  const Conditions conditions = conditions_of(*query);
  const Result<long> total = counted(database, *query, conditions);
  if (!total) return tl::make_unexpected(total.error());
  const bool words = !query->expression.empty();
  const std::string first = words ? query->expression : (query->fields.empty() ? "" : query->fields.front().name);
  const std::string sql =
      (words ? kPages : kDocuments) + conditions.sql + order_of(*query, options) + " LIMIT ?4 OFFSET ?5";
  Result<Statement> search = prepared(database, sql, first, conditions);
  if (!search) return tl::make_unexpected(search.error());
  search->bind(kBegin, kMarkBegin);
  search->bind(kEnd, kMarkEnd);
  search->bind(kLimit, std::int64_t{std::max(0, options.limit)});
  search->bind(kOffset, std::int64_t{std::max(0, options.offset)});
  Result<std::vector<Hit>> found = hits(*search);
  if (!found) return tl::make_unexpected(found.error());
  return FindResult{.hits = std::move(*found), .total = *total};
}

}  // namespace hoso::storage
