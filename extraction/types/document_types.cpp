// SPDX-License-Identifier: Apache-2.0
#include "extraction/types/document_types.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <stdexcept>
#include <system_error>

#include "embedded/document_type_files.h"

namespace hoso::extraction {

bool Zone::holds_x(const PageLayout& layout, const models::Box& box, double tolerance) const {
  const double x = layout.x_share(box.x + box.width / 2);
  return x >= x_begin - tolerance && x <= x_end + tolerance;
}

bool DocumentType::is_abbreviated(std::string_view text) const {
  return std::find(abbreviations.begin(), abbreviations.end(), text) != abbreviations.end();
}

bool DocumentType::holds_whole(const models::RulesDay& day) const {
  return valid.holds(day) &&
         std::all_of(parts.begin(), parts.end(), [&](const Validity& part) { return part.holds(day); });
}

Zone DocumentType::zone(std::string_view wanted) const {
  const auto at = zones.find(wanted);
  return at == zones.end() ? Zone{} : at->second;
}

const Pattern* DocumentType::pattern(std::string_view wanted) const {
  const auto at = patterns.find(wanted);
  return at == patterns.end() ? nullptr : &at->second;
}

const std::vector<std::string>& DocumentType::words(std::string_view wanted) const {
  static const std::vector<std::string> none;
  const auto at = lexicon.find(wanted);
  return at == lexicon.end() ? none : at->second;
}

/// Rules change seldom, so the days of many papers have the same set.
struct DocumentTypes::RuleSets {
  std::vector<TypeFile> files;
  std::vector<Validity> times;  // all that types and their parts have
  std::mutex mutex;
  std::map<std::vector<bool>, std::shared_ptr<const DocumentTypes>> by_what_holds;  // of `times`
};

DocumentTypes::DocumentTypes(std::vector<DocumentType> types, std::vector<TypeFile> files)
    : types_(std::move(types)), sets_(std::make_shared<RuleSets>()) {
  sets_->files = std::move(files);
  for (const DocumentType& type : types_) {
    sets_->times.push_back(type.valid);
    sets_->times.insert(sets_->times.end(), type.parts.begin(), type.parts.end());
  }
}

std::shared_ptr<const DocumentTypes> DocumentTypes::on(const models::RulesDay& day) const {
  std::vector<bool> held;
  for (const Validity& time : sets_->times) held.push_back(time.holds(day));
  const std::lock_guard lock(sets_->mutex);
  std::shared_ptr<const DocumentTypes>& set = sets_->by_what_holds[held];
  if (set) return set;
  auto parsed = parse_types(sets_->files, day);
  // What was read whole is sound in parts.
  if (!parsed) throw std::logic_error(parsed.error().cause);
  return set = std::make_shared<const DocumentTypes>(std::move(*parsed));
}

const DocumentType* DocumentTypes::find(std::string_view name) const {
  const auto at =
      std::find_if(types_.begin(), types_.end(), [&](const DocumentType& type) { return type.name == name; });
  return at == types_.end() ? nullptr : &*at;
}

const DocumentType* DocumentTypes::by_abbreviation(std::string_view abbreviation) const {
  if (abbreviation.empty()) return nullptr;
  const auto at = std::find_if(types_.begin(), types_.end(),
                               [&](const DocumentType& type) { return type.is_abbreviated(abbreviation); });
  return at == types_.end() ? nullptr : &*at;
}

std::vector<TypeFile> built_in_files() {
  std::vector<TypeFile> files;
  for (const auto& [name, text] : data::document_type_files())
    files.push_back({std::string(name), std::string(text())});
  return files;
}

std::shared_ptr<const DocumentTypes> built_in_types() {
  static const std::shared_ptr<const DocumentTypes> types = [] {
    auto parsed = parse_types(built_in_files());
    // The shipped files are tested with the build, so a fault here is a broken build.
    if (!parsed) throw std::logic_error(parsed.error().cause);
    return std::make_shared<const DocumentTypes>(std::move(*parsed));
  }();
  return types;
}

models::Result<std::shared_ptr<const DocumentTypes>> load_types(const std::filesystem::path& folder) {
  const auto unreadable = [](const std::filesystem::path& path, const std::error_code& why) {
    const bool missing = why == std::errc::no_such_file_or_directory;
    return models::failure({.code = missing ? models::ErrorCode::file_not_found : models::ErrorCode::file_unreadable,
                            .stage = models::Stage::configure,
                            .file = path.string(),
                            .cause = why.message()});
  };
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == ".toml") paths.push_back(at->path());
  if (error) return unreadable(folder, error);
  std::sort(paths.begin(), paths.end());
  std::vector<TypeFile> files = built_in_files();
  for (const auto& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) return unreadable(path, std::error_code(errno, std::generic_category()));
    files.push_back({path.string(), {std::istreambuf_iterator<char>(stream), {}}});
  }
  auto parsed = parse_types(files);
  if (!parsed) return tl::make_unexpected(std::move(parsed.error()));
  return std::make_shared<const DocumentTypes>(std::move(*parsed));
}

}  // namespace hoso::extraction
