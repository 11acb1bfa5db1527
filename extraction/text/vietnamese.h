// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/text/segment.h"

namespace hoso::extraction {

/// Whether a word can be one Vietnamese syllable, whatever its marks ("nghieng", not "ghtz").
bool is_syllable(std::string_view word);

/// Whether every word of a name begins with a capital and goes on in small letters or capitals throughout.
bool is_capitalised(std::string_view word);

/// Signs and letters that recognisers mistake in names: apostrophes of the highlands ("Cư M” gar" -> "Cư M’gar"), the
/// capital I of its rivers ("xã la Grai" -> "xã Ia Grai"), daggers for t.
std::string with_usual_signs(const std::string& text);

/// "YYYY-MM-DD" if there is such a day.
std::optional<std::string> iso_date(int day, int month, int year);

/// `entry` in the case of what is printed: all capitals, each word capitalised, or small; an entry with capitals within
/// or several in a word (M’gar, TNHH) keeps them.
std::string in_case_of(const std::string& printed, const std::string& entry);

/// Whether two texts are the same but for case and where a tone is written (hòa, hoà).
bool spelled_alike(const std::string& one, const std::string& other);

/// Puts right what differs from an entry of the list in marks alone: {"TỈNH"} makes "TĨNH LÂM ĐỒNG" "TỈNH LÂM ĐỒNG".
/// Words that are in the list as they stand, or differ in where the tone is written (UỶ, ỦY), stay.
struct RepairedText {
  std::string text;
  std::vector<bool> in_list;  ///< for each word, whether it is part of an entry
};
/// A closed list, ready for many texts.
class PhraseList {
 public:
  PhraseList() = default;
  explicit PhraseList(const std::vector<std::string>& entries);
  [[nodiscard]] RepairedText repaired(const std::string& text) const;

 private:
  struct Entry {
    std::vector<std::string> words, keys;
    bool small = false;  ///< several words in small letters
  };
  std::map<std::string, std::vector<Entry>, std::less<>> entries_;  // by the key of the first word
};
RepairedText repair_marks(const std::string& text, const std::vector<std::string>& list);
std::string with_marks_repaired(const std::string& text, const std::vector<std::string>& list);

/// `text` with its beginning put as `entry` writes it, if both differ there in marks alone: "QD-UBND", "QĐ" ->
/// "QĐ-UBND".
std::string with_leading_marks(const std::string& text, const std::string& entry);

/// Whether a text is an entry of the list, by key.
bool in_list(std::string_view key, const std::vector<std::string>& list);

/// Length in key letters of the longest entry with which the key begins, at a word's end of `text`; 0 if there is none.
std::size_t begins_with_entry(const std::string& text, const std::vector<std::string>& list);

}  // namespace hoso::extraction
