// SPDX-License-Identifier: Apache-2.0
#include "app/view/stored_dossier.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "app/profile.h"
#include "app/say.h"
#include "app/terminal/events_json.h"
#include "app/view/record_json.h"
#include "hoso/models/names.h"
#include "hoso/storage/alto_reader.h"

namespace hoso::app {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Result;
using models::Stage;

bool holds_record(const fs::path& folder) {
  std::error_code ignored;
  return fs::is_regular_file(folder / "record.json", ignored);
}

Result<fs::path> folder_of(const Settings& settings, const std::string& word) {
  if (word.find('/') != std::string::npos && holds_record(word)) return fs::path(word);
  Settings resolved = settings;
  const Result<void> out = resolve_out(resolved);
  const auto name = models::DossierName::from(word);
  if (out && name && holds_record(resolved.out / name->text())) return resolved.out / name->text();
  if (holds_record(word)) return fs::path(word);
  if (!out && word.find('/') == std::string::npos) return tl::make_unexpected(out.error());
  return models::failure({.code = ErrorCode::dossier_not_found, .stage = Stage::store, .subject = word});
}

}  // namespace

Result<std::string> file_bytes(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return models::failure({.code = ErrorCode::file_unreadable, .stage = Stage::store, .file = file.string()});
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

Result<void> write_file(const fs::path& file, std::string_view bytes) {
  errno = 0;
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out) return {};
  const bool full = errno == ENOSPC || errno == EDQUOT;
  return models::failure({.code = full ? ErrorCode::disk_full : ErrorCode::output_unwritable,
                          .stage = Stage::store,
                          .file = file.string(),
                          .cause = std::strerror(errno)});
}

Result<std::vector<models::PageText>> StoredDossier::text() const {
  return storage::read_alto(folder / (name + ".alto.xml"));
}

int StoredDossier::pages() const { return static_cast<int>(record.at("pages").size()); }

Result<StoredDossier> open_dossier(const Settings& settings) { return open_dossier(settings, settings.words.front()); }

Result<StoredDossier> open_dossier(const Settings& settings, const std::string& word) {
  const Result<fs::path> folder = folder_of(settings, word);
  if (!folder) return tl::make_unexpected(folder.error());
  const fs::path file = *folder / "record.json";
  const Result<std::string> bytes = file_bytes(file);
  if (!bytes) return tl::make_unexpected(bytes.error());
  StoredDossier dossier{.name = {}, .folder = *folder, .record = nlohmann::json::parse(*bytes, nullptr, false)};
  const auto is = [&](const char* path, auto kind) {
    const nlohmann::json::json_pointer pointer(path);
    return dossier.record.is_object() && dossier.record.contains(pointer) && (dossier.record.at(pointer).*kind)();
  };
  const bool whole = is("/dossier/name", &nlohmann::json::is_string) && is("/pages", &nlohmann::json::is_array) &&
                     is("/documents", &nlohmann::json::is_array);
  if (!whole) return models::failure({.code = ErrorCode::damaged, .stage = Stage::store, .file = file.string()});
  dossier.name = dossier.record.at("dossier").at("name").get<std::string>();
  return dossier;
}

std::optional<models::ErrorText> told_failure(const nlohmann::json& page) {
  const auto failure = page.find("failure");
  if (failure == page.end() || !failure->is_object()) return std::nullopt;
  const auto error = error_of(*failure);
  if (!error) return models::ErrorText{text(*failure, "message"), text(*failure, "remedy")};
  return models::describe({.code = error->code, .subject = error->subject}, spoken());
}

}  // namespace hoso::app
