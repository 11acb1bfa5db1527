// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/options.h"

/// What becomes of options: keys of profiles, and the library's own options.
namespace hoso::app {

std::string profile_key(std::string_view name) {
  std::string key(name);
  std::ranges::replace(key, '-', '_');
  return key;
}

std::string option_name(std::string_view key) {
  std::string name(key);
  std::ranges::replace(name, '_', '-');
  return name;
}

scanners::FileSourceOptions source_options(const Settings& settings) {
  return {.inputs = settings.inputs, .each = settings.each, .name = settings.name};
}

storage::FolderSinkOptions sink_options(const Settings& settings) {
  return {.out = settings.out,
          .level = settings.job.level,
          .page_altos = settings.alto_pages,
          .document_pdfs = settings.document_pdfs,
          .document_name = settings.document_name,
          .older_lists = settings.older_lists,
          .resume = settings.resume,
          .catalogue = settings.catalogue};
}

}  // namespace hoso::app
