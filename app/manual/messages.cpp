// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cerrno>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "app/commands.h"
#include "app/exit_codes.h"
#include "app/explain_words.h"
#include "app/help.h"
#include "app/names.h"
#include "app/profile.h"
#include "app/view/view_words.h"
#include "hoso/models/messages.h"
#include "hoso/storage/metadata_file.h"

/// The texts that stand in tables, where xgettext does not find them: as a template of gettext (PO file without
/// translations).
namespace hoso::app {
namespace {

std::string po_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// What the system says most often, as causes of errors tell it.
constexpr std::array kSystemErrors{EACCES, EBUSY,  EDQUOT, EEXIST, EFBIG,   EINVAL,    EIO,   EISDIR, ELOOP,
                                   EMFILE, ENOENT, ENOMEM, ENOSPC, ENOTDIR, ENOTEMPTY, EPERM, EROFS,  ENAMETOOLONG};

/// What errors are told by: sentences, remedies, stages, the system's causes.
std::set<std::string> texts_of_errors() {
  std::set<std::string> texts;
  for (const std::string_view text : models::error_texts()) texts.emplace(text);
  for (int stage = 0; stage <= static_cast<int>(models::Stage::verify); ++stage)
    texts.emplace(models::name_of(static_cast<models::Stage>(stage)));
  for (const int number : kSystemErrors) texts.insert(std::generic_category().message(number));
  return texts;
}

std::set<std::string> table_texts() {
  std::set<std::string> texts = texts_of_errors();
  texts.insert("ships with hoso");
  for (const Command& command : command_table()) {
    texts.insert({std::string(command.what), std::string(command.arguments_help)});
    texts.insert(command.paragraphs.begin(), command.paragraphs.end());
  }
  for (const Option& option : option_table())
    if (!option.hidden) texts.emplace(option.help);
  for (const storage::MetadataKey& key : storage::metadata_keys()) texts.insert(key.what);
  for (const ProfilePlace& place : all_profiles()) {
    Settings ignored;
    if (!place.file.empty()) continue;
    const auto text = profile_text(place);
    if (text) texts.insert(parse_profile(*text, "", ignored).description);
  }
  texts.insert(named_keys().begin(), named_keys().end());
  texts.insert(view_texts().begin(), view_texts().end());
  texts.insert(reasons().begin(), reasons().end());
  for (const auto& [code, what] : exit_code_table()) texts.emplace(what);
  texts.erase("");
  return texts;
}

}  // namespace

std::string message_template() {
  std::string out = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n";
  for (const std::string& text : table_texts()) out += fmt::format("\nmsgid {}\nmsgstr \"\"\n", po_string(text));
  return out;
}

}  // namespace hoso::app
