// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/text/pattern.h"
#include "extraction/text/segment.h"
#include "extraction/text/vietnamese.h"
#include "extraction/types/validity.h"

namespace hoso::extraction {

/// A zone of the page by shares of the text block, from NĐ 30/2020, Phụ lục I, mục IV.
struct Zone {
  double x_begin = 0, x_end = 1, y_begin = 0, y_end = 1;
  /// Whether the box's middle lies between the zone's sides, give or take `tolerance`.
  [[nodiscard]] bool holds_x(const PageLayout& layout, const models::Box& box, double tolerance = 0.05) const;
};

/// A printed title by which a type is known.
struct TitleAnchor {
  std::string text;   ///< as printed, for evidence
  std::string key;    ///< key_of(text)
  bool whole = true;  ///< nothing may follow; false: the title may go on ("TỜ KHAI …")
};

/// How a type writes its head.
enum class HeadKind {
  columns,  ///< agency on the left, national name on the right
  any       ///< national name in the middle, or none
};

/// What a value must look like; the reader of a kind also brings it to its normal form.
enum class ValueKind { text, name, date, year, number12, digits, money, decimal, gender, phone, enterprise_code };

/// Where a label's value stands.
/// `list_below`: each entry of the numbered or dashed list below the label is a value.
enum class ValuePlace { right, below, right_or_below, list_below };

/// How a field of a type is found.
struct FieldRule {
  std::string name;    ///< in the record
  std::string finder;  ///< a part of the head, title or signature ("number", "subject" …), "label", "pattern", "table",
                       ///< "choice"
  std::vector<std::string> labels;  ///< keys of the printed labels of the value; asked where the finder finds nothing
  std::optional<Pattern> pattern;   ///< the value within what the label names, group 1 if it has one
  std::string normalise;            ///< "", "date", "digits", "upper", "decimal", "compact"
  bool many = false;                ///< may stand more than once
  ValuePlace place = ValuePlace::right_or_below;
  ValueKind kind = ValueKind::text;
  int lines = 1;     ///< most lines of the value
  int reach = 1;     ///< how far below the label the value may begin, in line heights beyond the next line
  std::string list;  ///< name of a lexicon list that the value is one of
  std::vector<std::string> columns;  ///< keys of a table's usual headings
  std::vector<std::string> column;   ///< keys of the heading whose cells are the values; empty: whole rows are
  std::vector<std::string> options;  ///< what can be ticked, as printed
  std::string after;                 ///< field whose label opens the section in which this one's label counts
  bool handwritten = false;  ///< may be filled in by pen: never accepted, and left out where it is hardly legible
  bool otherwise = false;    ///< asked only where the rules of its name before it found nothing
  Validity valid;
};

/// What is said of a person.
enum class PersonRole { name, id, birth, sex, address };
inline constexpr std::size_t kPersonRoles = 5;

/// Names of the fields that say it, by role; empty where a paper does not.
using PersonFields = std::array<std::string, kPersonRoles>;

/// A type of document, read from a data file.
struct DocumentType {
  std::string name;
  bool abstract = false;  ///< only to be extended
  HeadKind head = HeadKind::any;
  Validity valid;                          ///< when such papers are made
  std::vector<Validity> parts;             ///< of its words and fields that hold for a time only
  std::vector<std::string> dated_by;       ///< fields that say when the paper was made, if not "date"; the first counts
  std::vector<std::string> abbreviations;  ///< in the symbol: "QĐ"; the usual one first
  std::vector<TitleAnchor> titles;
  std::vector<std::string> marks;     ///< keys of words that stand on such a page, as evidence beside the title
  std::vector<std::string> stops;     ///< keys of further labels, which end the value before them
  std::vector<std::string> sections;  ///< fields whose labels open a section, besides those that others name as `after`
  std::vector<std::string> sources;   ///< what can be checked on such a paper: "cccd_qr", "mrz_td1"
  std::vector<std::string> known_by;  ///< those of them that by themselves tell such a paper from others
  int pages_max = 0;                  ///< 0: any number
  std::vector<std::string> listed_as;  ///< keys of what lists of papers call it, beside its titles
  bool of_the_office = false;          ///< made by the office that receives the dossier: no list of papers asks for it
  bool starts_without_head = false;    ///< its title alone begins a document, even within a stack of another
  std::vector<FieldRule> fields;
  std::vector<PersonFields> persons;  ///< of whom the paper speaks
  std::map<std::string, Zone, std::less<>> zones;
  std::map<std::string, Pattern, std::less<>> patterns;
  std::map<std::string, std::vector<std::string>, std::less<>> lexicon;  ///< closed lists of words, as printed
  PhraseList phrases;                                                    ///< the list of that name

  [[nodiscard]] bool is_abbreviated(std::string_view text) const;
  /// Whether the type and all its words and fields hold for a paper of that day.
  [[nodiscard]] bool holds_whole(const models::RulesDay& day) const;
  [[nodiscard]] Zone zone(std::string_view name) const;
  [[nodiscard]] const Pattern* pattern(std::string_view name) const;
  [[nodiscard]] const std::vector<std::string>& words(std::string_view name) const;
};

}  // namespace hoso::extraction
