// SPDX-License-Identifier: Apache-2.0
#include "ocr/model_files.h"

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <system_error>

#include <tesseract/baseapi.h>

namespace hoso::ocr {
namespace {

namespace fs = std::filesystem;

bool holds_models(const fs::path& folder, const std::vector<std::string>& languages) {
  return std::ranges::all_of(languages, [&](const std::string& language) {
    std::error_code ignored;
    return fs::is_regular_file(folder / (language + ".traineddata"), ignored);
  });
}

/// The usual places. Asking Tesseract takes longer than reading a line, because it says so only with a model loaded.
std::vector<fs::path> usual_folders() {
  std::vector<fs::path> folders;
  if (const char* prefix = std::getenv("TESSDATA_PREFIX"); prefix != nullptr && *prefix != '\0') {
    folders.emplace_back(prefix);
    folders.push_back(fs::path(prefix) / "tessdata");
  }
  for (const char* folder :
       {"/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata", "/usr/local/share/tessdata"}) {
    folders.emplace_back(folder);
  }
  return folders;
}

fs::path folder_of_tesseract(const std::string& languages) {
  tesseract::TessBaseAPI api;
  api.SetVariable("debug_file", "/dev/null");  // before Init, which would tell the user's terminal what it misses
  if (api.Init(nullptr, languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0) return {};
  const char* folder = api.GetDatapath();
  return folder != nullptr ? folder : "";
}

fs::path folder_of(const RecogniserOptions& options, const std::vector<std::string>& languages) {
  if (!options.model_folder.empty()) return options.model_folder;
  for (const fs::path& folder : usual_folders()) {
    if (holds_models(folder, languages)) return folder;
  }
  return folder_of_tesseract(options.language);
}

/// The first language that is nowhere: the one to be installed.
std::string missing_language(const RecogniserOptions& options, const std::vector<std::string>& languages) {
  const std::vector<fs::path> folders =
      options.model_folder.empty() ? usual_folders() : std::vector<fs::path>{options.model_folder};
  const auto nowhere = std::ranges::find_if(languages, [&](const std::string& language) {
    return std::ranges::none_of(folders, [&](const fs::path& folder) { return holds_models(folder, {language}); });
  });
  return nowhere == languages.end() ? options.language : *nowhere;
}

}  // namespace

std::vector<std::string> languages_of(const std::string& languages) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= languages.size();) {
    const std::size_t end = std::min(languages.find('+', begin), languages.size());
    if (end > begin) parts.push_back(languages.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

models::Result<std::vector<fs::path>> model_files(const RecogniserOptions& options) {
  const std::vector<std::string> languages = languages_of(options.language);
  const fs::path folder = folder_of(options, languages);
  if (languages.empty() || !holds_models(folder, languages))
    return models::failure({.code = models::ErrorCode::language_missing,
                            .stage = models::Stage::configure,
                            .subject = missing_language(options, languages)});
  std::vector<fs::path> files;
  for (const std::string& language : languages) files.push_back(folder / (language + ".traineddata"));
  return files;
}

}  // namespace hoso::ocr
