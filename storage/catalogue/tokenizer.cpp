// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/tokenizer.h"

#include <sqlite3.h>

#include <array>
#include <exception>
#include <memory>
#include <string>

#include "storage/catalogue/folding.h"
#include "storage/catalogue/sqlite.h"

namespace hoso::storage {
namespace {

using TokenCallback = int (*)(void*, int, const char*, int, int, int);

/// What FTS5's own unicode61 does, and then ours.
struct Tokenizer {
  fts5_tokenizer methods{};
  Fts5Tokenizer* words = nullptr;
  Tokenizer() = default;
  Tokenizer(const Tokenizer&) = delete;
  Tokenizer& operator=(const Tokenizer&) = delete;
  ~Tokenizer() {
    if (words != nullptr) methods.xDelete(words);
  }
};

int create(void* api_pointer, const char** /*arguments*/, int /*count*/, Fts5Tokenizer** out) {
  auto* api = static_cast<fts5_api*>(api_pointer);
  auto tokenizer = std::make_unique<Tokenizer>();
  void* context = nullptr;
  int result = api->xFindTokenizer(api, "unicode61", &context, &tokenizer->methods);
  // Marks are kept here: FTS5's own removal knows neither đ nor that a typed mark is meant.
  std::array<const char*, 2> arguments{"remove_diacritics", "0"};
  if (result == SQLITE_OK)
    result =
        tokenizer->methods.xCreate(context, arguments.data(), static_cast<int>(arguments.size()), &tokenizer->words);
  if (result == SQLITE_OK) *out = reinterpret_cast<Fts5Tokenizer*>(tokenizer.release());
  return result;
}

void destroy(Fts5Tokenizer* tokenizer) {
  const std::unique_ptr<Tokenizer> owned(reinterpret_cast<Tokenizer*>(tokenizer));
}

struct Receiver {
  void* context;
  TokenCallback emit;
  bool documents;
};

int receive(void* context, int flags, const char* token, int size, int begin, int end) {
  const auto& receiver = *static_cast<const Receiver*>(context);
  try {
    const std::string exact = exact_form({token, static_cast<std::size_t>(size)});
    const int result = receiver.emit(receiver.context, flags, exact.data(), static_cast<int>(exact.size()), begin, end);
    if (result != SQLITE_OK || !receiver.documents) return result;
    const std::string plain = plain_form(exact);
    if (plain == exact) return result;
    return receiver.emit(receiver.context, flags | FTS5_TOKEN_COLOCATED, plain.data(), static_cast<int>(plain.size()),
                         begin, end);
  } catch (const std::exception&) {
    return SQLITE_NOMEM;
  }
}

int tokenize(Fts5Tokenizer* tokenizer, void* context, int flags, const char* text, int size, TokenCallback emit) {
  auto* ours = reinterpret_cast<Tokenizer*>(tokenizer);
  Receiver receiver{context, emit, (flags & FTS5_TOKENIZE_QUERY) == 0};
  return ours->methods.xTokenize(ours->words, &receiver, flags, text, size, &receive);
}

/// https://www.sqlite.org/fts5.html, "Extending FTS5": the pointer comes out of a query.
fts5_api* fts5_of(sqlite3* database) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

}  // namespace

models::Result<void> add_tokenizer(Database& database) {
  fts5_api* api = fts5_of(database.handle());
  fts5_tokenizer methods{&create, &destroy, &tokenize};
  if (api == nullptr || api->xCreateTokenizer(api, "hoso", static_cast<void*>(api), &methods, nullptr) != SQLITE_OK)
    return models::failure(
        {.code = models::ErrorCode::internal, .stage = models::Stage::catalogue, .cause = "this SQLite has no FTS5"});
  return {};
}

}  // namespace hoso::storage
