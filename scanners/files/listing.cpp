// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/listing.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <system_error>

#include "scanners/files/regular_file.h"
#include "scanners/files/sniff.h"

namespace hoso::scanners {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Stage;

constexpr std::size_t kHeadBytes = 16;
constexpr const char* kMetadataFile = "dossier.toml";

/// What file managers and programs leave behind. A name like "..\\..\\page.jpg" is odd, but not hidden.
bool is_litter(const fs::path& name) {
  const std::string& text = name.native();
  const std::string ending = name.extension().native();
  return text.empty() || (text.front() == '.' && !text.starts_with("..")) || text.front() == '~' ||
         text == "Thumbs.db" || text == "desktop.ini" || ending == ".part" || ending == ".tmp";
}

models::Error source_error(ErrorCode code, std::string cause = {}) {
  return {.code = code, .stage = Stage::source, .cause = std::move(cause)};
}

/// Whether `path` lies within `folder`; both canonical.
bool is_within(const fs::path& path, const fs::path& folder) {
  const auto [end, ignored] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

bool looks_like_page(const fs::path& path) {
  if (has_page_ending(path)) return true;
  const auto file = RegularFile::open(path);
  if (!file) return false;
  std::array<std::uint8_t, kHeadBytes> head{};
  return container_of(std::span<const std::uint8_t>(head.data(), file->read(0, head))) != models::Container::unknown;
}

class FolderLister {
 public:
  FolderLister(const fs::path& folder, std::string prefix) : prefix_(std::move(prefix)) {
    std::error_code error;
    root_ = fs::canonical(folder, error);
    if (error) root_ = folder;
  }

  Listing list() {
    // Depth first without recursion: what was put last, comes first.
    std::vector<Entry> stack{{root_, {}}};
    while (!stack.empty()) {
      const Entry entry = stack.back();
      stack.pop_back();
      std::error_code error;
      const fs::file_status status = fs::symlink_status(entry.path, error);
      if (fs::is_directory(status)) {
        push_children(entry, stack);
      } else {
        take(entry, status);
      }
    }
    return std::move(listing_);
  }

 private:
  struct Entry {
    fs::path path;
    fs::path relative;
  };

  [[nodiscard]] std::string name_of(const Entry& entry) const { return prefix_ + shown_name(entry.relative); }

  void push_children(const Entry& folder, std::vector<Entry>& stack) {
    std::error_code error;
    fs::directory_iterator each(folder.path, error);
    const std::size_t first = stack.size();
    for (; !error && each != fs::directory_iterator(); each.increment(error)) {
      const fs::path name = each->path().filename();
      if (!is_litter(name)) stack.push_back({each->path(), folder.relative / name});
    }
    if (error)
      listing_.candidates.push_back(
          {folder.path, name_of(folder), source_error(ErrorCode::file_unreadable, error.message())});
    std::sort(stack.begin() + static_cast<std::ptrdiff_t>(first), stack.end(),
              [this](const Entry& one, const Entry& other) {
                return order_.before(other.relative.filename().native(), one.relative.filename().native());
              });
  }

  void take(const Entry& entry, fs::file_status status) {
    if (fs::is_regular_file(status) && entry.relative == kMetadataFile) {
      listing_.metadata = entry.path;
    } else if (fs::is_regular_file(status)) {
      looks_like_page(entry.path) ? add(entry.path, entry) : ignore(entry);
    } else if (fs::is_symlink(status)) {
      follow(entry);
    } else {
      has_page_ending(entry.path) ? refuse(entry, "neither a file nor a folder") : ignore(entry);
    }
  }

  void follow(const Entry& entry) {
    std::error_code error;
    const fs::path target = fs::canonical(entry.path, error);
    const bool named_as_page = has_page_ending(entry.path);
    if (error) return named_as_page ? refuse(entry, "a link that leads nowhere") : ignore(entry);
    if (!is_within(target, root_))
      return named_as_page ? refuse(entry, "a link that leads out of the folder") : ignore(entry);
    if (!fs::is_regular_file(target, error)) return named_as_page ? refuse(entry, "a link to no file") : ignore(entry);
    return named_as_page || looks_like_page(target) ? add(target, entry) : ignore(entry);
  }

  void add(const fs::path& path, const Entry& entry) { listing_.candidates.push_back({path, name_of(entry), {}}); }
  void ignore(const Entry& entry) { listing_.ignored.push_back(name_of(entry)); }
  void refuse(const Entry& entry, const char* why) {
    listing_.candidates.push_back({entry.path, name_of(entry), source_error(ErrorCode::not_a_regular_file, why)});
  }

  fs::path root_;
  std::string prefix_;
  NaturalOrder order_;
  Listing listing_;
};

}  // namespace

Listing list_folder(const fs::path& folder, const std::string& prefix) { return FolderLister(folder, prefix).list(); }

Candidate named_file(const fs::path& path) {
  Candidate candidate{path, shown_name(path.filename()), {}};
  std::error_code error;
  if (!fs::is_regular_file(path, error))
    candidate.failure = source_error(ErrorCode::not_a_regular_file, "neither a file nor a folder");
  return candidate;
}

models::Result<SubFolders> list_sub_folders(const fs::path& folder) {
  SubFolders found;
  std::error_code error;
  fs::directory_iterator each(folder, error);
  std::vector<fs::path> files;
  for (; !error && each != fs::directory_iterator(); each.increment(error)) {
    if (is_litter(each->path().filename())) continue;
    std::error_code ignored;
    const fs::file_status status = each->symlink_status(ignored);
    if (fs::is_directory(status)) {
      found.folders.push_back(each->path());
    } else if (fs::is_symlink(status) && fs::is_directory(each->path(), ignored)) {
      found.linked.push_back(shown_name(each->path().filename()));
    } else if (has_page_ending(each->path())) {
      found.stray_pages.push_back(shown_name(each->path().filename()));
    }
  }
  if (error) {
    models::Error unreadable = source_error(ErrorCode::file_unreadable, error.message());
    unreadable.file = shown_name(folder);
    return models::failure(std::move(unreadable));
  }
  const NaturalOrder order;
  std::ranges::sort(found.folders,
                    [&order](const fs::path& a, const fs::path& b) { return order.before(a.native(), b.native()); });
  const auto by_name = [&order](const std::string& a, const std::string& b) { return order.before(a, b); };
  std::ranges::sort(found.linked, by_name);
  std::ranges::sort(found.stray_pages, by_name);
  return found;
}

}  // namespace hoso::scanners
