// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/dossier_rows.h"

#include <algorithm>
#include <map>

#include "hoso/models/text.h"
#include "storage/catalogue/paper_key.h"
#include "storage/record/files.h"
#include "storage/record/vocabulary.h"

namespace hoso::storage {
namespace {

using models::ErrorCode;
using models::Result;

using RowIds = std::map<int, std::int64_t>;  // page number -> row

/// What a page is found by besides its text: values of fields, also as normalised, and bar codes.
std::string facts_of(const Record& record, const RecordPage& page) {
  std::string facts;
  const auto add = [&](const std::string& text) {
    if (!text.empty()) facts.append(models::nfc(text)).append("\n");
  };
  for (const models::Document& document : record.documents)
    for (const models::Field& field : document.fields) {
      if (field.page != page.number || field.verdict == models::Verdict::missing) continue;
      add(field.value);
      if (field.normalised && *field.normalised != field.value) add(*field.normalised);
    }
  for (const models::Barcode& barcode : page.barcodes) add(barcode.text);
  return facts;
}

void bind_or_null(Statement& statement, int parameter, const std::string& text) {
  if (text.empty())
    statement.bind_null(parameter);
  else
    statement.bind(parameter, text);
}

/// How many papers the dossier needs, and has; null where nobody knows which it needs.
void bind_components(Statement& insert, const std::vector<models::Component>& components) {
  if (components.empty()) {
    insert.bind_null(8);
    insert.bind_null(9);
    return;
  }
  const auto required = [](const models::Component& one) { return one.required; };
  const auto there = [](const models::Component& one) {
    return one.required && one.state != models::ComponentState::missing;
  };
  insert.bind(8, std::int64_t{std::ranges::count_if(components, required)});
  insert.bind(9, std::int64_t{std::ranges::count_if(components, there)});
}

Result<std::int64_t> insert_dossier(Database& database, const DossierRows& rows) {
  Result<Statement> insert = database.prepare(
      "INSERT INTO dossier(name, state, created_at, record_sha256, procedure_code, code, received, office,"
      " papers_required, papers_there) VALUES (?1, 'stored', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  if (!insert) return tl::make_unexpected(insert.error());
  insert->bind(1, rows.record.name.text());
  bind_or_null(*insert, 2, rows.stored_at);
  insert->bind(3, rows.record_sha256.hex);
  bind_or_null(*insert, 4, rows.record.procedure);
  bind_or_null(*insert, 5, rows.record.code);
  bind_or_null(*insert, 6, rows.record.received);
  insert->bind(7, rows.record.office);
  bind_components(*insert, rows.record.components);
  if (Result<void> done = insert->run(); !done) return tl::make_unexpected(done.error());
  return database.last_row_id();
}

/// The ids of the documents, in the record's order.
Result<std::vector<std::int64_t>> insert_documents(Database& database, std::int64_t dossier, const Record& record) {
  Result<Statement> insert = database.prepare(
      "INSERT INTO document(dossier_id, type, confidence, first_page, last_page, number, paper_key)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  if (!insert) return tl::make_unexpected(insert.error());
  std::vector<std::int64_t> ids;
  for (const models::Document& document : record.documents) {
    const bool has_pages = !document.pages.empty();
    insert->bind(1, dossier);
    insert->bind(2, document.type);
    insert->bind(3, document.confidence);
    insert->bind(4, std::int64_t{has_pages ? std::ranges::min(document.pages) : 0});
    insert->bind(5, std::int64_t{has_pages ? std::ranges::max(document.pages) : 0});
    insert->bind(6, static_cast<std::int64_t>(ids.size()) + 1);
    bind_or_null(*insert, 7, paper_key(document));
    if (Result<void> done = insert->run(); !done) return tl::make_unexpected(done.error());
    ids.push_back(database.last_row_id());
  }
  return ids;
}

/// Page number -> its first document.
RowIds documents_by_page(const Record& record, const std::vector<std::int64_t>& documents) {
  RowIds out;
  for (std::size_t i = 0; i < record.documents.size(); ++i)
    for (const int page : record.documents[i].pages) out.emplace(page, documents[i]);
  return out;
}

Result<RowIds> insert_pages(Database& database, std::int64_t dossier, const DossierRows& rows,
                            const RowIds& documents) {
  Result<Statement> insert = database.prepare(
      "INSERT INTO page(dossier_id, document_id, number, text, facts, confidence, blank, failure,"
      " source_sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
  if (!insert) return tl::make_unexpected(insert.error());
  RowIds ids;
  for (auto next = rows.record.pages.rbegin(); next != rows.record.pages.rend(); ++next) {
    const RecordPage& page = *next;
    const auto document = documents.find(page.number);
    insert->bind(1, dossier);
    if (document == documents.end())
      insert->bind_null(2);
    else
      insert->bind(2, document->second);
    insert->bind(3, std::int64_t{page.number});
    insert->bind(4, rows.texts[static_cast<std::size_t>(page.number - 1)]);
    insert->bind(5, facts_of(rows.record, page));
    if (page.mean_word_confidence)
      insert->bind(6, *page.mean_word_confidence);
    else
      insert->bind_null(6);
    insert->bind(7, std::int64_t{page.blank ? 1 : 0});
    bind_or_null(*insert, 8, page.failure_code);
    bind_or_null(*insert, 9, page.source.sha256.hex);
    if (Result<void> done = insert->run(); !done) return tl::make_unexpected(done.error());
    ids[page.number] = database.last_row_id();
  }
  return ids;
}

void bind_field(Statement& insert, const models::Field& field, const RowIds& pages) {
  insert.bind(3, field.name);
  insert.bind(4, field.value);
  if (field.normalised)
    insert.bind(5, *field.normalised);
  else
    insert.bind_null(5);
  insert.bind(6, models::folded(field.normalised.value_or(field.value)));
  insert.bind(7, field.confidence);
  insert.bind(8, name_of(field.verdict));
  insert.bind(9, name_of(field.source));
  const auto page = pages.find(field.page);
  if (page == pages.end())
    insert.bind_null(2);
  else
    insert.bind(2, page->second);
  const double place[] = {field.box.x, field.box.y, field.box.width, field.box.height};
  for (int i = 0; i < 4; ++i) {
    if (field.box.empty())
      insert.bind_null(10 + i);
    else
      insert.bind(10 + i, place[i]);
  }
}

Result<void> insert_fields(Database& database, const Record& record, const std::vector<std::int64_t>& documents,
                           const RowIds& pages) {
  Result<Statement> insert = database.prepare(
      "INSERT INTO field(document_id, page_id, name, value, normalised, folded, confidence, verdict, source, x, y,"
      " width, height) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)");
  if (!insert) return tl::make_unexpected(insert.error());
  for (std::size_t i = 0; i < record.documents.size(); ++i)
    for (const models::Field& field : record.documents[i].fields) {
      insert->bind(1, documents[i]);
      bind_field(*insert, field, pages);
      if (Result<void> done = insert->run(); !done) return done;
    }
  return {};
}

}  // namespace

Result<DossierRows> read_dossier_rows(const std::filesystem::path& dossier_folder) {
  Result<Record> record = read_record(dossier_folder);
  if (!record) return tl::make_unexpected(record.error());
  Result<std::vector<std::string>> texts = read_page_texts(dossier_folder, record->name);
  if (!texts) return tl::make_unexpected(texts.error());
  if (texts->size() != record->pages.size())
    return models::failure({.code = ErrorCode::damaged,
                            .stage = models::Stage::catalogue,
                            .file = (dossier_folder / (record->name.text() + ".txt")).string(),
                            .cause = "the text has not as many pages as the record"});
  Result<FileFixity> fixity = fixity_of(dossier_folder / "record.json");
  if (!fixity) return tl::make_unexpected(fixity.error());
  return DossierRows{std::move(*record), std::move(*texts), std::move(fixity->sha256), read_stored_at(dossier_folder)};
}

Result<void> remove_dossier_rows(Database& database, const std::string& name) {
  Result<Statement> remove = database.prepare("DELETE FROM dossier WHERE name = ?1");
  if (!remove) return tl::make_unexpected(remove.error());
  remove->bind(1, name);
  return remove->run();
}

Result<void> write_dossier_rows(Database& database, const DossierRows& rows) {
  if (Result<void> removed = remove_dossier_rows(database, rows.record.name.text()); !removed) return removed;
  const Result<std::int64_t> dossier = insert_dossier(database, rows);
  if (!dossier) return tl::make_unexpected(dossier.error());
  const auto documents = insert_documents(database, *dossier, rows.record);
  if (!documents) return tl::make_unexpected(documents.error());
  const Result<RowIds> pages = insert_pages(database, *dossier, rows, documents_by_page(rows.record, *documents));
  if (!pages) return tl::make_unexpected(pages.error());
  return insert_fields(database, rows.record, *documents, *pages);
}

}  // namespace hoso::storage
