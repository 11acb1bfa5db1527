// SPDX-License-Identifier: Apache-2.0
#include "scanners/sane/scan_errors.h"
#include "hoso/models/messages.h"

#include <map>
#include <string_view>

#include <fmt/format.h>

namespace hoso::scanners {
namespace {

using models::ErrorCode;

ErrorCode code_of(const EndMessage& end) {
  static const std::map<std::string_view, ErrorCode> codes{{"UNSUPPORTED", ErrorCode::scanner_unsupported},
                                                           {"CANCELLED", ErrorCode::cancelled},
                                                           {"DEVICE_BUSY", ErrorCode::scanner_busy},
                                                           {"INVAL", ErrorCode::scanner_unsupported},
                                                           {"JAMMED", ErrorCode::scanner_jammed},
                                                           {"NO_DOCS", ErrorCode::scanner_empty},
                                                           {"COVER_OPEN", ErrorCode::scanner_cover_open},
                                                           {"IO_ERROR", ErrorCode::scanner_connection_lost},
                                                           {"NO_MEM", ErrorCode::scanner_out_of_memory},
                                                           {"ACCESS_DENIED", ErrorCode::scanner_access_denied},
                                                           {"SPOOL_FULL", ErrorCode::disk_full},
                                                           {"SPOOL_UNWRITABLE", ErrorCode::output_unwritable},
                                                           {"SPOOL_TAKEN", ErrorCode::output_exists},
                                                           {"SIDES_MAX", ErrorCode::option_invalid}};
  // sane_open says INVAL for a device that it does not know.
  if (end.command == "open" && end.status == "INVAL") return ErrorCode::scanner_not_found;
  const auto found = codes.find(end.status);
  return found == codes.end() ? ErrorCode::scanner_connection_lost : found->second;
}

/// The last sheet is through, or, with some drivers, was missed only when it was read.
bool is_end_of_stack(const EndMessage& end) {
  return end.status == "GOOD" || (end.status == "NO_DOCS" && end.sides > 0 && end.bytes_of_broken_side == 0);
}

}  // namespace

std::optional<models::Error> error_from(const EndMessage& end, const std::string& device) {
  if (is_end_of_stack(end)) return std::nullopt;
  const bool endless = end.status == "SIDES_MAX";
  const int page = end.command == "start" && end.sides > 0 ? end.sides + 1 : 0;
  return models::Error{.code = code_of(end),
                       .stage = models::Stage::scan,
                       .page = page,
                       .subject = endless ? models::english("a stack of more than {} sides", end.sides) : device,
                       .cause = models::english("{}: SANE status {}, {} bytes of the side in work", end.call,
                                                end.status, end.bytes_of_broken_side)};
}

}  // namespace hoso::scanners
