// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/signature.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <iterator>

#include "extraction/page/addressees.h"
#include "extraction/page/name_words.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"
#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

constexpr double kColumnFrom = 0.42;  // of the text block: zone 7 begins at .50
constexpr double kTitleCapitals = 0.75;
constexpr double kTitlePitchLines = 2.3;  // line heights between the middles of two lines of the title
constexpr double kNameReachShare = 0.3;   // of the page's height, below the title
constexpr double kNameGapLines = 1.3;     // a signature needs room
constexpr double kTitleAboveLines = 4.5;  // of a title, above the row in which both sides have one
constexpr double kSameRowLines = 0.5;     // between the middles of titles that stand beside each other
constexpr double kAxisLines = 3.5;        // title and name stand on one axis
constexpr double kOffAxisLines = 1;       // a name so far to the right has lost its beginning
constexpr double kScrapLines = 0.8;       // what stands so near before a name belongs to it
constexpr double kSpeckConfidence = 0.6;  // a single letter read worse than this is a speck of the seal
constexpr std::size_t kSpecksBefore = 6;
constexpr std::size_t kNameWordsMax = 6, kFullName = 3;
constexpr double kNameStrength = 0.98, kDoubtfulNameStrength = 0.6;
constexpr double kNearPosition = 0.79;
constexpr std::size_t kNearLettersMin = 5;
constexpr std::size_t kUnlistedLetters = 6;
constexpr double kListedWord = 0.999;  // a word of a closed list, read right but for marks
constexpr double kTitleStrength = 0.98, kRepairedTitleStrength = 0.75, kOpenTitleStrength = 0.3;

bool opens_title(const std::string& text, const DocumentType& rules) {
  return begins_with_entry(text, rules.words("authority")) > 0 || begins_with_entry(text, rules.words("positions")) > 0;
}

/// "HÀNH CHÍNH - TỔ CHỨC": a dash between words in capitals.
bool is_dash_between_words(const Segment& row, std::size_t at) {
  if (row.words[at]->text != "-" || at == 0 || at + 1 == row.words.size()) return false;
  const auto is_print = [](const models::Word* word) {
    return key_of(word->text).size() > 1 && capital_share(word->text) == 1;
  };
  return is_print(row.words[at - 1]) && is_print(row.words[at + 1]);
}

/// Without what a seal or pen left between the words.
Segment without_specks(const Segment& row) {
  std::vector<const models::Word*> words;
  for (std::size_t i = 0; i < row.words.size(); ++i) {
    const models::Word* word = row.words[i];
    const std::size_t letters = key_of(word->text).size();
    if (is_dash_between_words(row, i)) {
      words.push_back(word);
      continue;
    }
    if (letters == 0 || (letters == 1 && (word->confidence < kSpeckConfidence || capital_share(word->text) < 1)))
      continue;
    words.push_back(word);
  }
  return words.empty() ? row : segment_of(std::move(words));
}

/// The row from the word on at which an authority or position begins: seals and pens put specks before it.
std::optional<Segment> title_line(const Segment& row, const DocumentType& rules) {
  const Segment clean = without_specks(row);
  for (std::size_t i = 0; i < std::min(clean.words.size(), kSpecksBefore); ++i) {
    Segment rest = part_of(clean, i, clean.words.size());
    if (capital_share(rest.text) >= kTitleCapitals && opens_title(rest.text, rules)) return rest;
  }
  return std::nullopt;
}

/// Whether capitals, or letters with a point, stand close before a title's first word: an authority that was misread
/// ("UQ. CHỦ TỊCH", "9. CHỦ TỊCH", "an, CHỦ TỊCH").
bool has_scrap_before(const Segment& row, const Segment& line, double line_px) {
  return std::any_of(row.words.begin(), row.words.end(), [&](const models::Word* word) {
    const double gap = line.box.x - word->box.right();
    if (word->box.x >= line.box.x || gap >= kScrapLines * line_px) return false;
    const std::size_t letters = key_of(word->text).size();
    return (letters > 1 && capital_share(word->text) >= kTitleCapitals) ||
           (letters > 0 && (word->text.ends_with('.') || word->text.ends_with(',')));
  });
}

struct Title {
  std::vector<Segment> lines;
  bool scrap_before = false;  ///< its beginning is in doubt
  [[nodiscard]] models::Box box() const {
    models::Box out;
    for (const Segment& line : lines) out = models::united(out, line.box);
    return out;
  }
};

bool goes_on(const Title& title, const Segment& line, double line_px) {
  const Segment& last = title.lines.back();
  return line.centre_y() - last.centre_y() < kTitlePitchLines * line_px && capital_share(line.text) >= kTitleCapitals &&
         line.key.size() > 2 && std::abs(line.centre_x() - last.centre_x()) < kAxisLines * line_px;
}

std::vector<Title> titles_in(const std::vector<Segment>& rows, const DocumentType& rules, double line_px) {
  std::vector<Title> titles;
  for (const Segment& row : rows) {
    const auto line = title_line(row, rules);
    const Segment clean = line.value_or(without_specks(row));
    if (!titles.empty() && goes_on(titles.back(), clean, line_px))
      titles.back().lines.push_back(clean);
    else if (line)
      titles.push_back({{clean}, has_scrap_before(row, clean, line_px)});
  }
  return titles;
}

struct Name {
  bool partial = false;  ///< a seal hides its beginning: no family name, and off the title's axis or behind a scrap
  std::string text;
  std::vector<const models::Word*> words;
  double score = 0;
  bool repaired = false;  ///< its family name is what the list has for what a seal left of it
  bool known =
      false;  ///< a family name that is in the list, well-formed syllables, alone on its line or on the title's axis
};

/// The end of the run of words from `begin` on that may be parts of a name.
std::size_t end_of_run(const Segment& row, std::size_t begin, const DocumentType& rules) {
  std::size_t end = begin;
  while (end < row.words.size() && end - begin < kNameWordsMax) {
    const std::string word = bare(row.words[end]->text);
    const bool first_small = end == begin && is_family_name_in_small(word, rules);
    if ((!is_capitalised(word) && !first_small) || is_academic(word, rules)) break;
    ++end;
  }
  return end;
}

/// "Ông" is Mr and a family name. Nobody signs as Mr (NĐ 30/2020, Phụ lục I, mục II.7), so it is the name unless a full
/// name follows.
bool begins_name(const Segment& row, std::size_t at, const DocumentType& rules) {
  if (!is_family_name(bare(row.words[at]->text), rules)) return false;
  const std::size_t behind = end_of_run(row, at + 1, rules) - (at + 1);
  return behind > 0 && (behind < kFullName || !is_family_name(bare(row.words[at + 1]->text), rules));
}

/// The longest run of words that may be a name, without titles before it ("no titles before the name" is often not
/// obeyed).
Segment name_run(const Segment& row, const DocumentType& rules) {
  Segment best;
  for (std::size_t begin = 0; begin < row.words.size(); ++begin) {
    const bool honorific = is_academic(bare(row.words[begin]->text), rules);
    if (honorific && !begins_name(row, begin, rules)) continue;
    const std::size_t end = end_of_run(row, honorific ? begin + 1 : begin, rules);
    if (end - begin > best.words.size()) best = part_of(row, begin, end);
  }
  return best;
}

/// A single letter within a line of names is a speck; names begin with one at most (Y, A, H').
Segment without_single_letters(const Segment& row) {
  std::vector<const models::Word*> words;
  for (const models::Word* word : row.words)
    if (words.empty() || key_of(word->text).size() > 1) words.push_back(word);
  return words.empty() ? row : segment_of(std::move(words));
}

std::optional<Name> name_in(const Segment& line, const std::optional<models::Box>& title, const DocumentType& rules,
                            double line_px) {
  const Segment row = without_service_rank(line);
  const Segment run = name_run(without_single_letters(row), rules);
  if (run.words.size() < 2) return std::nullopt;
  Name name{.words = run.words};
  for (const models::Word* word : run.words) name.text.append(name.text.empty() ? "" : " ").append(bare(word->text));
  const std::string first = bare(run.words.front()->text);
  bool family = in_list(key_of(first), rules.words("family_names"));
  if (const auto behind = family ? std::nullopt : family_name_behind_seal(first, rules)) {
    name.text.replace(0, first.size(), *behind);
    family = true, name.repaired = true;
  }
  const bool syllables = std::all_of(run.words.begin() + (name.repaired ? 1 : 0), run.words.end(),
                                     [](const models::Word* word) { return is_syllable(word->text); });
  if (!syllables && !family) return std::nullopt;
  const bool scrap = std::any_of(row.words.begin(), row.words.end(), [&](const models::Word* word) {
    const double gap = run.box.x - word->box.right();
    return word->box.x < run.box.x && gap < kScrapLines * line_px && !key_of(word->text).empty() &&
           !is_academic(word->text, rules);
  });
  const bool alone = without_specks(row).words.size() <= run.words.size() + 1;
  const bool in_place = title ? std::abs(run.centre_x() - (title->x + title->width / 2)) < kAxisLines * line_px : alone;
  const double off = title ? run.centre_x() - (title->x + title->width / 2) : 0;
  name.partial = scrap || (!family && off > kOffAxisLines * line_px);
  // "Ông Mai Lan" may be either.
  const bool either = is_academic(bare(run.words[0]->text), rules) && is_family_name(bare(run.words[1]->text), rules);
  const std::vector<std::string> families = family_names_like(first, rules);
  const bool as_listed = families.size() == 1 && families.front() == first;
  if (families.size() == 1) name.text.replace(0, first.size(), families.front());
  const bool small = is_family_name_in_small(first, rules);
  if (small) name.text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.text.front())));
  // Of two words one may be missing at the end, or they are a place's name.
  const bool in_doubt = run.words.size() == 2 && (off < -kOffAxisLines * line_px || is_place(name.text));
  name.known = family && !name.repaired && !small && as_listed && syllables && in_place && !either && !in_doubt;
  name.score = (family ? 2.0 : 0) + (in_place ? 1 : 0) + (capital_share(name.text) < 0.7 ? 1 : 0) +
               (syllables ? 0.5 : 0) + reading_confidence(run.words);
  return name;
}

struct Reach {
  double from_px = 0, to_px = 0;
};

std::optional<Finding> find_name(const std::vector<Segment>& rows, const std::optional<models::Box>& title, Reach reach,
                                 const DocumentType& rules, double line_px) {
  std::optional<Name> best;
  for (const Segment& row : rows) {
    if (row.centre_y() < reach.from_px || row.centre_y() > reach.to_px) continue;
    auto name = name_in(row, title, rules, line_px);
    if (name && (!best || name->score >= best->score)) best = std::move(name);
  }
  if (!best || best->score < 2.5 || best->partial) return std::nullopt;
  return finding_of(best->text, best->words, best->known ? kNameStrength : kDoubtfulNameStrength, best->known);
}

std::string without_end_marks(std::string text) {
  while (!text.empty() && std::string_view(" ,;:").find(text.back()) != std::string_view::npos) text.pop_back();
  return text;
}

/// Who signs for the head is not the head: "KT. CHỦ TỊCH" is followed by "PHÓ CHỦ TỊCH" (NĐ 30/2020, Phụ lục I, mục
/// II.7).
bool lost_its_deputy(const std::string& above, const std::string& line) {
  const std::string one = key_of(above), other = key_of(line);
  return one.size() > 2 && one.starts_with("kt") && one.substr(2) == other;
}

/// A line that is no position, but one but for a letter or two that a seal hid, is that position.
std::optional<std::string> nearest_position(const std::string& line, const DocumentType& rules) {
  const std::size_t authority = begins_with_entry(line, rules.words("authority"));
  const auto space = authority > 0 ? line.find(' ') : std::string::npos;
  const std::string rest = space == std::string::npos ? line : line.substr(space + 1);
  const std::string key = key_of(rest);
  const auto& positions = rules.words("positions");
  if (key.size() < kNearLettersMin || begins_with_entry(rest, positions) > 0) return std::nullopt;
  const std::string* best = nullptr;
  double most = kNearPosition;
  for (const std::string& position : positions)
    if (const double like = likeness(key, key_of(position)); like >= most) most = like, best = &position;
  if (best == nullptr) return std::nullopt;
  return (space == std::string::npos ? "" : line.substr(0, space + 1)) + *best;
}

/// One position above another: only who signs for somebody has two (NĐ 30/2020, Phụ lục I, mục II.7), and words before
/// the upper one say so.
bool misses_its_authority(const Title& title, const DocumentType& rules) {
  const auto& positions = rules.words("positions");
  const auto lower = std::ranges::adjacent_find(title.lines, [&](const Segment& above, const Segment& line) {
    return in_list(above.key, positions) && begins_with_entry(line.text, positions) > 0;
  });
  return lower != title.lines.end();
}

Finding title_finding(const Title& title, const DocumentType& rules) {
  std::string text, above;
  std::vector<const models::Word*> words;
  double strength = title.scrap_before || misses_its_authority(title, rules) ? kRepairedTitleStrength : kTitleStrength;
  for (const Segment& line : title.lines) {
    std::string printed = with_marks_repaired(without_end_marks(line.text), rules.words("positions"));
    if (auto position = nearest_position(printed, rules)) printed = *position, strength = kRepairedTitleStrength;
    if (lost_its_deputy(above, printed)) printed.insert(0, "PHÓ "), strength = kRepairedTitleStrength;
    text.append(text.empty() ? "" : " ").append(printed);
    above = printed;
    words.insert(words.end(), line.words.begin(), line.words.end());
  }
  // The signer's own position is missing where the block ends with "KT. …" or "TM. …": the seal hides it.
  if (key_of(above).starts_with("kt") || key_of(above).starts_with("tm")) strength = kOpenTitleStrength;
  Finding finding = finding_of(text, words, strength, strength == kTitleStrength);
  vouch(finding, rules.words("positions"), kListedWord);
  vouch(finding, rules.words("authority"), kListedWord);
  finding.validated = finding.validated && surely_read(finding);
  return finding;
}

/// A title that says by itself that somebody signs: in whose name (perhaps below the agency's), or a position and
/// nothing else.
bool stands_alone(const Title& title, const DocumentType& rules) {
  const auto has_authority = [&](const Segment& line) {
    return begins_with_entry(line.text, rules.words("authority")) > 0;
  };
  return std::ranges::any_of(title.lines, has_authority) ||
         (title.lines.size() == 1 && in_list(title.lines.front().key, rules.words("positions")));
}

/// The name alone, where a seal hides the title above it.
std::optional<Signature> signature_without_title(const std::vector<Segment>& rows, double end_px,
                                                 const DocumentType& rules, double line_px) {
  auto name = find_name(rows, std::nullopt, {0, end_px}, rules, line_px);
  if (!name || !name->validated) return std::nullopt;
  return Signature{std::nullopt, std::move(name)};
}

/// Titles of which each stands alone on its line of its column.
std::vector<Segment> titles_by_column(const PageLayout& layout, const DocumentType& rules) {
  std::vector<Segment> out;
  for (const Segment& segment : layout.segments)
    if (const auto line = title_line(segment, rules)) out.push_back(*line);
  return out;
}

/// A title that the list does not have, beside one that it has: capitals at its height ("CÁN BỘ ĐỊA CHÍNH").
std::vector<Segment> unlisted_beside(const PageLayout& layout, const std::vector<Segment>& row) {
  std::vector<Segment> out;
  for (const Segment& segment : layout.segments) {
    const Segment line = without_specks(segment);
    const bool apart = std::ranges::none_of(
        row, [&](const Segment& title) { return line.box.x < title.box.right() && line.box.right() > title.box.x; });
    if (apart && line.key.size() >= kUnlistedLetters && capital_share(line.text) >= kTitleCapitals &&
        std::abs(line.centre_y() - row.front().centre_y()) < kSameRowLines * layout.line_height_px)
      out.push_back(line);
  }
  return out;
}

/// The lowest row of titles that has several beside each other, from the left.
std::vector<Segment> row_of_titles(const PageLayout& layout, const DocumentType& rules) {
  const std::vector<Segment> titles = titles_by_column(layout, rules);
  std::vector<Segment> row;
  for (const Segment& title : titles) {
    std::vector<Segment> beside;
    std::ranges::copy_if(titles, std::back_inserter(beside), [&](const Segment& other) {
      return std::abs(other.centre_y() - title.centre_y()) < kSameRowLines * layout.line_height_px;
    });
    if (beside.size() > 1) row = std::move(beside);
  }
  if (!row.empty()) std::ranges::move(unlisted_beside(layout, row), std::back_inserter(row));
  std::ranges::sort(row, {}, [](const Segment& title) { return title.box.x; });
  return row;
}

/// Whether a caption below one of the titles asks for a signature and a name: "(Ký, ghi rõ họ tên)".
bool asks_for_names(const PageLayout& layout, const std::vector<Segment>& titles) {
  return std::ranges::any_of(layout.segments, [&](const Segment& segment) {
    return segment.key.find("ghirohoten") != std::string::npos &&
           std::ranges::any_of(titles, [&](const Segment& title) {
             const double below = segment.centre_y() - title.centre_y();
             return below > 0 && below < kTitlePitchLines * layout.line_height_px &&
                    segment.box.x < title.box.right() && title.box.x < segment.box.right();
           });
  });
}

}  // namespace

std::vector<Signature> read_signatures(const PageLayout& layout, const DocumentType& rules) {
  const double line_px = layout.line_height_px;
  const std::vector<Segment> row = row_of_titles(layout, rules);
  std::vector<Signature> out;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const double left = i == 0 ? 0 : (row[i - 1].box.right() + row[i].box.x) / 2;
    const double right = i + 1 < row.size() ? (row[i].box.right() + row[i + 1].box.x) / 2 : layout.page.width_px;
    const double top = row[i].box.y - kTitleAboveLines * line_px,
                 bottom = row[i].box.y + kNameReachShare * layout.page.height_px;
    const auto lines = rows_in(layout, {left, top, right - left, bottom - top});
    const std::vector<Title> titles = titles_in(lines, rules, line_px);
    const auto listed = std::ranges::find_if(titles, [&](const Title& one) {
      return one.box().bottom() > row[i].box.y && one.box().y < row[i].box.bottom();
    });
    const Title title = listed != titles.end() ? *listed : Title{{row[i]}};
    const Reach reach{title.box().bottom() + kNameGapLines * line_px, bottom};
    Finding finding = title_finding(title, rules);
    finding.validated = finding.validated && listed != titles.end();
    out.push_back({std::move(finding), find_name(lines, title.box(), reach, rules, line_px)});
  }
  const bool named = std::ranges::any_of(out, [](const Signature& one) { return one.signer.has_value(); });
  return named || asks_for_names(layout, row) ? out : std::vector<Signature>{};
}

std::optional<Signature> read_signature(const PageLayout& layout, const DocumentType& rules) {
  const double line_px = layout.line_height_px;
  // A page that holds little more than the signature has a narrow text block.
  const double from_x = std::min(layout.block.x + kColumnFrom * layout.block.width, kColumnFrom * layout.page.width_px);
  const Segment* recipients = recipients_label(layout);
  const double from_y = recipients != nullptr ? recipients->box.y - 3 * line_px : 0;
  const auto rows = rows_in(layout, {from_x, from_y, layout.page.width_px - from_x, layout.page.height_px - from_y});
  const std::vector<Title> titles = titles_in(rows, rules, line_px);
  std::optional<Signature> first;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const models::Box box = titles[i].box();
    Reach reach{box.bottom() + kNameGapLines * line_px, box.bottom() + kNameReachShare * layout.page.height_px};
    if (i + 1 < titles.size()) reach.to_px = std::min(reach.to_px, titles[i + 1].box().y);
    Signature found{title_finding(titles[i], rules), find_name(rows, box, reach, rules, line_px)};
    if (found.signer) return found;
    if (!first && (recipients != nullptr || stands_alone(titles[i], rules))) first = std::move(found);
  }
  if (first || recipients == nullptr) return first;
  return signature_without_title(rows, from_y + kNameReachShare * layout.page.height_px, rules, line_px);
}

}  // namespace hoso::extraction
