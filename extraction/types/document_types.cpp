// SPDX-License-Identifier: Apache-2.0
#include "extraction/types/document_types.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>

#include "embedded/document_type_files.h"

namespace hoso::extraction {

bool Zone::holds_x(const PageLayout& layout, const models::Box& box, double tolerance) const {
  const double x = layout.x_share(box.x + box.width / 2);
  return x >= x_begin - tolerance && x <= x_end + tolerance;
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

const DocumentType* DocumentTypes::find(std::string_view name) const {
  const auto at =
      std::find_if(types_.begin(), types_.end(), [&](const DocumentType& type) { return type.name == name; });
  return at == types_.end() ? nullptr : &*at;
}

const DocumentType* DocumentTypes::by_abbreviation(std::string_view abbreviation) const {
  if (abbreviation.empty()) return nullptr;
  const auto at = std::find_if(types_.begin(), types_.end(),
                               [&](const DocumentType& type) { return type.abbreviation == abbreviation; });
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
