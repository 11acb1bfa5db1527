// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/error.h"

#include <array>

namespace hoso::models {

std::string_view name_of(ErrorCode code) {
  static constexpr std::array kNames{"file_not_found",
                                     "file_unreadable",
                                     "not_a_regular_file",
                                     "not_an_image",
                                     "encrypted",
                                     "truncated",
                                     "damaged",
                                     "unsupported_image",
                                     "image_too_large",
                                     "no_pages",
                                     "invalid_name",
                                     "secret_paper",
                                     "language_missing",
                                     "model_damaged",
                                     "model_unsupported",
                                     "recognition_failed",
                                     "output_exists",
                                     "file_exists",
                                     "output_unwritable",
                                     "disk_full",
                                     "page_rejected_by_writer",
                                     "not_valid_pdfa",
                                     "scanner_not_found",
                                     "scanner_busy",
                                     "scanner_jammed",
                                     "scanner_cover_open",
                                     "scanner_empty",
                                     "scanner_access_denied",
                                     "scanner_unsupported",
                                     "scanner_connection_lost",
                                     "scanner_not_answering",
                                     "scanner_out_of_memory",
                                     "scanner_host_died",
                                     "catalogue_missing",
                                     "catalogue_busy",
                                     "catalogue_damaged",
                                     "dossier_not_found",
                                     "option_invalid",
                                     "profile_invalid",
                                     "profile_missing",
                                     "metadata_invalid",
                                     "procedures_invalid",
                                     "folder_not_told",
                                     "tool_missing",
                                     "tool_failed",
                                     "timed_out",
                                     "cancelled",
                                     "out_of_memory",
                                     "pages_lost",
                                     "internal"};
  static_assert(kNames.size() == static_cast<std::size_t>(ErrorCode::internal) + 1);
  return kNames.at(static_cast<std::size_t>(code));
}

std::optional<ErrorCode> error_code(std::string_view name) {
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal); ++code)
    if (name_of(static_cast<ErrorCode>(code)) == name) return static_cast<ErrorCode>(code);
  return std::nullopt;
}

std::string_view name_of(Stage stage) {
  static constexpr std::array kNames{"configure", "source",  "scan",    "decode", "clean",     "recognise", "observe",
                                     "compose",   "collect", "extract", "store",  "catalogue", "verify"};
  static_assert(kNames.size() == static_cast<std::size_t>(Stage::verify) + 1);
  return kNames.at(static_cast<std::size_t>(stage));
}

}  // namespace hoso::models
