// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "hoso/models/api.h"

namespace hoso::models {

/// The station of a page's way at which something went wrong.
enum class Stage {
  configure,
  source,
  scan,
  decode,
  clean,
  recognise,
  observe,
  compose,
  collect,
  extract,
  store,
  catalogue,
  verify
};

/// What went wrong. The sentence for people is made from it in one place: `describe` in error_text.h.
enum class ErrorCode {
  // input
  file_not_found,
  file_unreadable,
  not_a_regular_file,
  not_an_image,
  encrypted,
  truncated,
  damaged,
  unsupported_image,
  image_too_large,
  no_pages,
  invalid_name,
  secret_paper,
  // reading
  language_missing,
  model_damaged,
  model_unsupported,
  recognition_failed,
  // output
  output_exists,
  file_exists,
  output_unwritable,
  disk_full,
  page_rejected_by_writer,
  not_valid_pdfa,
  // scanner
  scanner_not_found,
  scanner_busy,
  scanner_jammed,
  scanner_cover_open,
  scanner_empty,
  scanner_access_denied,
  scanner_unsupported,
  scanner_connection_lost,
  scanner_not_answering,
  scanner_out_of_memory,
  scanner_host_died,
  // catalogue
  catalogue_missing,
  catalogue_busy,
  catalogue_damaged,
  dossier_not_found,
  // anything
  option_invalid,
  profile_invalid,
  profile_missing,
  metadata_invalid,
  procedures_invalid,
  folder_not_told,
  tool_missing,
  tool_failed,
  timed_out,
  cancelled,
  out_of_memory,
  pages_lost,
  internal
};

/// An error as a value: a code, what it is about, and the technical cause. Carries no field values (personal data).
struct Error {
  ErrorCode code = ErrorCode::internal;
  Stage stage = Stage::source;
  std::string file;     ///< the input or output file it is about, as the user named it; may be empty
  int page = 0;         ///< page in the dossier, from 1; 0: not about one page
  std::string subject;  ///< option, device, language, tool or dossier that the code is about; may be empty
  std::string cause;    ///< technical cause, English, for the log; may be empty

  friend bool operator==(const Error&, const Error&) = default;
};

template <typename T>
using Result = tl::expected<T, Error>;

/// Short for an unexpected `Error`: `return failure({.code = …, .stage = …})`.
inline tl::unexpected<Error> failure(Error error) { return tl::make_unexpected(std::move(error)); }

/// The code's and stage's names as they stand in record.json, e.g. "not_an_image", "decode".
HOSO_API std::string_view name_of(ErrorCode code);
HOSO_API std::string_view name_of(Stage stage);
/// The code of that name; none: there is no such code.
HOSO_API std::optional<ErrorCode> error_code(std::string_view name);

}  // namespace hoso::models
