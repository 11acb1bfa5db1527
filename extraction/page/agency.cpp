// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/agency.h"

#include <algorithm>
#include <cctype>
#include <iterator>

#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

constexpr double kCapitals = 0.7;
constexpr double kStrength = 0.99, kUnknownStrength = 0.8;
constexpr double kListedWord = 0.999;     // a word of a closed list, read right but for marks
constexpr std::size_t kShortestLine = 3;  // key letters; shorter ones are rules and specks

using Group = std::vector<const Segment*>;

/// "Số: … /QĐ-UBND" that could not be read as a number is still no name, nor is its symbol alone.
bool is_number_line(const Segment& line) {
  return line.text.starts_with('/') ||
         (line.key.starts_with("so") && line.text.find_first_of(":/") != std::string::npos);
}

/// A stamp of arrival above or over the agencies (NĐ 30/2020, Phụ lục IV): its first line, and the labels of its
/// others.
bool is_arrival_stamp(const Segment& line) { return line.key == "den" || line.key == "congvanden"; }

/// No agency's name holds a colon: what stands before it, and a day or number behind it, is the stamp's.
Segment without_stamp(const Segment& line) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < line.words.size(); ++i)
    if (line.words[i]->text.ends_with(':')) begin = i + 1;
  if (begin == 0) return line;
  while (begin < line.words.size() && capital_share(line.words[begin]->text) < kCapitals) ++begin;
  return part_of(line, begin, line.words.size());
}

/// "H22.4-220624-6201": a code below the name, as beside a bar code.
bool is_code(const Segment& line) {
  const auto digits =
      std::count_if(line.key.begin(), line.key.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  return 2 * static_cast<std::size_t>(digits) > line.key.size();
}

/// The national name beside it may have been cut where a seal lies over it: its first word is no part of an agency's
/// name
/// ("… CÔNG CỘNG" is).
Segment without_national_name(const Segment& line) {
  const std::size_t last = line.words.size() - 1;
  const bool cut = last > 0 && line.words[last]->text == "CỘNG" && line.words[last - 1]->text != "CÔNG";
  return cut ? part_of(line, 0, last) : line;
}

bool is_name_line(const Segment& line) {
  return line.key.size() >= kShortestLine && capital_share(line.text) >= kCapitals && !is_code(line);
}

/// "SỞ GIÁO DỤC VÀ", "PHÒNG TÀI CHÍNH -": the name goes on.
bool ends_open(const std::string& text) {
  const std::string last = text.substr(text.find_last_of(' ') + 1);
  const std::string key = key_of(last);
  return key.empty() || key == "va" || key == "cua" || text.back() == ',';
}

bool is_incomplete(const Group& group, const DocumentType& rules) {
  std::string key;
  for (const Segment* line : group) key += line->key;
  return in_list(key, rules.words("agency_goes_on")) || in_list(key, rules.words("ranks")) ||
         ends_open(group.back()->text);
}

/// "BHXH TỈNH THÁI BÌNH" and below it "BHXH HUYỆN QUỲNH PHỤ": what begins as the name above it is another one.
bool begins_alike(const Segment& one, const Segment& other) {
  return key_of(one.words.front()->text) == key_of(other.words.front()->text);
}

/// A line goes on with the name before it if that cannot end there, or if the line cannot begin a name.
bool goes_on(const Group& group, const Segment& line, const DocumentType& rules) {
  if (begins_alike(*group.front(), line)) return false;
  if (begins_with_entry(line.text, rules.words("agency_begin")) == 0) return true;
  return is_incomplete(group, rules);
}

/// "HUYỆN SÓC SƠN" below "CHI CỤC THI HÀNH ÁN DÂN SỰ": a place alone issues nothing, its name belongs to the line
/// above. "HUYỆN ỦY ĐÔNG ANH" is an agency.
bool is_bare_place(const Group& group, const DocumentType& rules) {
  const Segment& line = *group.front();
  const std::size_t rank = begins_with_entry(line.text, rules.words("ranks"));
  return group.size() == 1 && rank > 0 && line.key.size() > rank && !line.key.substr(rank).starts_with("uy");
}

/// Rules and specks at the ends of a line are read as punctuation; a name may go on with a dash ("PHÒNG TÀI CHÍNH" |
/// "- KẾ HOẠCH").
Segment without_end_marks(const Segment& line) {
  std::size_t begin = 0, end = line.words.size();
  while (begin + 1 < end && key_of(line.words[begin]->text).empty() && line.words[begin]->text != "-") ++begin;
  while (end > begin + 1 && key_of(line.words[end - 1]->text).empty() && line.words[end - 1]->text != "-") --end;
  return part_of(line, begin, end);
}

/// Specks beside large print are read as quotes.
std::string without_quotes(std::string text) {
  static constexpr std::string_view kSpecks = " '`.,*\"^~";
  text.erase(0, std::min(text.find_first_not_of(kSpecks), text.size()));
  text.erase(text.find_last_not_of(kSpecks) + 1);
  return text;
}

/// The first word put right by a list of words that are others elsewhere: "SỐ Y TẾ" is SỞ, "CHUYỂN ĐỔI SỐ" is not.
RepairedText with_first_word(const std::string& name, const std::vector<std::string>& list) {
  const std::size_t end = std::min(name.find(' '), name.size());
  RepairedText repaired = repair_marks(name.substr(0, end), list);
  repaired.text += name.substr(end);
  repaired.in_list.resize(
      1 + static_cast<std::size_t>(std::count(name.begin() + static_cast<std::ptrdiff_t>(end), name.end(), ' ')),
      false);
  return repaired;
}

/// Whether a word within a name, alone, is one of the list's but for marks: it may be either ("QUÂN BA ĐÌNH"), unless a
/// phrase tells ("HẢI QUAN", "CHUYỂN ĐỔI SỐ").
bool holds_doubtful_word(const std::string& name, const DocumentType& rules) {
  std::vector<std::string> all = rules.words("agency_words"), phrases;
  std::ranges::copy_if(all, std::back_inserter(phrases),
                       [](const std::string& entry) { return entry.find(' ') != std::string::npos; });
  std::ranges::copy(rules.words("agency_first"), std::back_inserter(all));
  const auto behind_first = [](const std::string& text) { return text.substr(std::min(text.find(' '), text.size())); };
  return behind_first(with_marks_repaired(name, phrases)) != behind_first(with_marks_repaired(name, all));
}

Finding finding_of_group(const Group& group, const DocumentType& rules) {
  std::string printed;
  std::vector<const models::Word*> words;
  for (const Segment* line : group) {
    printed.append(printed.empty() ? "" : " ").append(line->text);
    words.insert(words.end(), line->words.begin(), line->words.end());
  }
  const bool known = begins_with_entry(printed, rules.words("agency_begin")) > 0;
  const bool syllables = std::all_of(words.begin(), words.end(), [](const models::Word* word) {
    return key_of(word->text).empty() || is_syllable(word->text) || capital_share(word->text) == 1;
  });
  printed = without_quotes(std::move(printed));
  Finding finding = finding_of(std::move(printed), words, known ? kStrength : kUnknownStrength, known && syllables);
  finding.validated = finding.validated && !holds_doubtful_word(finding.value, rules);
  vouch(finding, rules.words("agency_words"), kListedWord);
  take_repair(finding, with_first_word(finding.value, rules.words("agency_first")), kListedWord);
  return finding;
}

}  // namespace

Agencies read_agencies(const std::vector<Segment>& lines, const DocumentType& rules) {
  std::vector<Group> groups;
  std::vector<Segment> names;
  for (const Segment& line : lines) {
    if (is_number_line(line) || is_arrival_stamp(line)) continue;
    if (const Segment name = without_stamp(line); is_name_line(name))
      names.push_back(without_national_name(without_end_marks(name)));
  }
  for (const Segment& line : names) {
    if (!groups.empty() && goes_on(groups.back(), line, rules))
      groups.back().push_back(&line);
    else
      groups.push_back({&line});
  }
  if (groups.size() > 1 && is_bare_place(groups.back(), rules)) {
    groups[groups.size() - 2].push_back(groups.back().front());
    groups.pop_back();
  }
  Agencies out;
  if (groups.empty()) return out;
  out.issuing = finding_of_group(groups.back(), rules);
  groups.pop_back();
  if (groups.empty()) return out;
  Group above;
  for (const Group& group : groups) above.insert(above.end(), group.begin(), group.end());
  out.parent = finding_of_group(above, rules);
  return out;
}

}  // namespace hoso::extraction
