// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/already_there.h"

#include <map>
#include <string>

#include "storage/catalogue/paper_key.h"

namespace hoso::storage {
namespace {

using models::Result;

/// Files in the dossier's order, each once.
std::map<std::string, std::string> files_of(const models::Dossier& dossier) {
  std::map<std::string, std::string> files;  // hash -> name
  for (const models::ComposedPage& page : dossier.pages)
    if (const auto& source = page.facts.source; !source.sha256.hex.empty())
      files.emplace(source.sha256.hex, source.file);
  return files;
}

/// Dossiers, and numbers in them, that have the value; the dossier itself is left out.
Result<std::vector<AlreadyThere>> others_with(const Database& database, const char* sql, const std::string& value,
                                              const models::Dossier& dossier) {
  Result<Statement> rows = database.prepare(sql);
  if (!rows) return tl::make_unexpected(rows.error());
  rows->bind(1, value);
  rows->bind(2, dossier.name.text());
  std::vector<AlreadyThere> out;
  for (;;) {
    const Result<bool> row = rows->step();
    if (!row) return tl::make_unexpected(row.error());
    if (!*row) return out;
    out.push_back({.file = {}, .dossier = rows->text(0), .their_document = static_cast<int>(rows->integer(1))});
  }
}

Result<void> find_files(const Database& database, const models::Dossier& dossier, std::vector<AlreadyThere>& out) {
  for (const auto& [hash, name] : files_of(dossier)) {
    auto others = others_with(database,
                              "SELECT DISTINCT dossier.name, 0 FROM page JOIN dossier ON dossier.id = page.dossier_id"
                              " WHERE page.source_sha256 = ?1 AND dossier.name <> ?2 ORDER BY dossier.name",
                              hash, dossier);
    if (!others) return tl::make_unexpected(others.error());
    for (AlreadyThere& other : *others) {
      other.file = name;
      out.push_back(std::move(other));
    }
  }
  return {};
}

Result<void> find_papers(const Database& database, const models::Dossier& dossier, std::vector<AlreadyThere>& out) {
  int number = 0;
  for (const models::Document& document : dossier.documents) {
    ++number;
    const std::string key = paper_key(document);
    if (key.empty()) continue;
    auto others = others_with(
        database,
        "SELECT dossier.name, document.number FROM document JOIN dossier ON dossier.id = document.dossier_id"
        " WHERE document.paper_key = ?1 AND dossier.name <> ?2 ORDER BY dossier.name, document.number",
        key, dossier);
    if (!others) return tl::make_unexpected(others.error());
    for (AlreadyThere& other : *others) {
      other.document = number;
      out.push_back(std::move(other));
    }
  }
  return {};
}

}  // namespace

KnownBy known_by(const models::Dossier& dossier) {
  KnownBy out{.dossier = dossier.name.text(), .files = files_of(dossier), .documents = {}};
  int number = 0;
  for (const models::Document& document : dossier.documents) {
    ++number;
    if (std::string key = paper_key(document); !key.empty()) out.documents.emplace_back(std::move(key), number);
  }
  return out;
}

std::vector<AlreadyThere> in_common(const KnownBy& own, const KnownBy& other) {
  std::vector<AlreadyThere> out;
  for (const auto& [hash, name] : own.files)
    if (other.files.contains(hash)) out.push_back({.file = name, .dossier = other.dossier});
  for (const auto& [key, number] : own.documents)
    for (const auto& [their_key, their_number] : other.documents)
      if (key == their_key)
        out.push_back({.document = number, .dossier = other.dossier, .their_document = their_number});
  return out;
}

Result<std::vector<AlreadyThere>> find_already_there(const Database& database, const models::Dossier& dossier) {
  std::vector<AlreadyThere> out;
  Result<void> done = find_files(database, dossier, out);
  if (done) done = find_papers(database, dossier, out);
  if (!done) return tl::make_unexpected(done.error());
  return out;
}

}  // namespace hoso::storage
