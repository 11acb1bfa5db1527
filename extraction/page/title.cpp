// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/title.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

constexpr double kTitlePageShare = 0.58;  // titles stand above this share of the page
constexpr double kCentreFrom = 0.27, kCentreTo = 0.73;
constexpr double kTitleCapitals = 0.75;
constexpr std::size_t kTitleLinesMax = 3;
constexpr double kSubjectGap = 1.75;    // of the pitch before: more is a new part
constexpr double kFirstGapLines = 3.2;  // line heights between title and subject
constexpr double kSmaller = 0.9;        // print of another size
constexpr double kOffCentre = 0.05;     // of the text block's width
constexpr double kTitleStrength = 0.99;
constexpr double kEditCost = 4;  // letters of a title that one wrong letter outweighs
constexpr int kSubjectLinesMax = 8;

// What may follow zone 5a: the authority, addressees, legal grounds, a number, the annex note.
constexpr std::array kSubjectEnds{"kinhgui",    "cancu",    "so",     "kemtheo", "bantheo", "banhanhkemtheo",
                                  "theodenghi", "thuchien", "homnay", "luatso",  "quocho"};

/// Median height of a line's words. Marks over capitals make some of them higher.
double letter_height(const Segment& line) {
  std::vector<double> heights;
  for (const models::Word* word : line.words) heights.push_back(word->box.height);
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

struct Candidate {
  std::vector<const Segment*> lines;
  std::string key, text;
};

bool centred(const PageLayout& layout, const models::Box& box) {
  const double x = layout.x_share_of_page(box.x + box.width / 2);
  return x > kCentreFrom && x < kCentreTo;
}

/// `letters_min`: the last line of a long title may be one short word.
bool may_be_title(const PageLayout& layout, const Head& head, const Segment& segment, std::size_t letters_min) {
  if (segment.key.size() < letters_min || layout.y_share(segment.box.y) > kTitlePageShare) return false;
  if (segment.centre_y() < head.bottom_px || capital_share(segment.text) < kTitleCapitals) return false;
  return centred(layout, segment.box);
}

bool continues_title(const PageLayout& layout, const Segment& above, const Segment& line) {
  const double gap = line.box.y - above.box.bottom();
  return gap < 1.6 * layout.line_height_px && line.centre_y() > above.box.bottom() - 0.2 * above.box.height &&
         std::abs(line.centre_x() - above.centre_x()) < 2.5 * layout.line_height_px;
}

/// What stands in capitals below a title and is no part of it: the number, that it is a copy, who issued the paper, and
/// words that the title has said already ("CHỨNG NHẬN" below "GIẤY CHỨNG NHẬN …").
bool is_no_title_line(const std::string& title, const Segment& line) {
  static constexpr std::array<std::string_view, 5> kOthers{"bansao", "banchinh", "uybannhandan", "ubnd",
                                                           "hoidongnhandan"};
  const bool number = line.key.starts_with("so") && line.text.find_first_of(":/") != std::string::npos;
  const bool other = std::ranges::any_of(kOthers, [&](std::string_view key) { return line.key.starts_with(key); });
  const bool labelled = line.text.find(':') < line.text.size() - 1;  // "KÍNH GỬI: …"
  return number || other || labelled || title.find(line.key) != std::string::npos;
}

/// The segment alone and with the centred capital lines below it.
std::vector<Candidate> candidates_from(const PageLayout& layout, const Head& head, std::size_t at) {
  std::vector<Candidate> out;
  Candidate grown;
  for (std::size_t i = at; i < layout.segments.size() && grown.lines.size() < kTitleLinesMax; ++i) {
    const Segment& line = layout.segments[i];
    if (!grown.lines.empty() && line.box.y - grown.lines.back()->box.bottom() > 2 * layout.line_height_px) break;
    if (!may_be_title(layout, head, line, grown.lines.empty() ? 4 : 2)) continue;
    if (!grown.lines.empty() && !continues_title(layout, *grown.lines.back(), line)) continue;
    if (!grown.lines.empty() && is_no_title_line(grown.key, line)) break;
    grown.lines.push_back(&line);
    grown.key += line.key;
    for (const models::Word* word : line.words)  // rules and specks before a line are no part of it
      if (word != line.words.front() || !key_of(word->text).empty())
        grown.text.append(grown.text.empty() ? "" : " ").append(word->text);
    out.push_back(grown);
  }
  return out;
}

/// The printed subject may follow the type's name on its line: "NGHỊ QUYẾT VỀ VIỆC …".
std::optional<double> match_title(const std::string& key, const TitleAnchor& title) {
  const double least = least_likeness(title.key);
  if (!title.whole) {
    const auto match = begins_with_anchor(key, title.key, least);
    return match ? std::optional(match->likeness) : std::nullopt;
  }
  const double like = likeness(key, title.key);
  return like >= least ? std::optional(like) : std::nullopt;
}

/// "HỢP ĐỒNG" and below it, smaller, what it is about: a type's whole title by itself.
bool goes_on_smaller(const Candidate& candidate, const DocumentType& type) {
  if (candidate.lines.size() < 2) return false;
  const Segment &first = *candidate.lines.front(), &second = *candidate.lines[1];
  const auto is_whole = [&](const TitleAnchor& title) { return title.whole && title.key == first.key; };
  if (!std::any_of(type.titles.begin(), type.titles.end(), is_whole)) return false;
  return letter_height(second) < kSmaller * letter_height(first);
}

std::vector<const models::Word*> words_of(const Candidate& candidate) {
  std::vector<const models::Word*> words;
  for (const Segment* line : candidate.lines) words.insert(words.end(), line->words.begin(), line->words.end());
  return words;
}

std::string without_end_marks(std::string text) {
  while (!text.empty() && (text.back() == ':' || text.back() == ' ' || text.back() == '.')) text.pop_back();
  return text;
}

TitleMatch title_match(const Candidate& candidate, const DocumentType& type, const TitleAnchor& title, double like) {
  TitleMatch match{.type = &type, .likeness = like};
  const std::string printed = candidate.text.substr(0, candidate.text.find('('));
  const std::string value = title.whole ? title.text : with_marks_repaired(without_end_marks(printed), {title.text});
  match.name = finding_of(value, words_of(candidate), kTitleStrength, true);
  // A title is one of a closed list, so its letters vouch for its marks.
  if (title.whole) match.name.confidence = std::max(match.name.confidence, 0.9 * like * like);
  match.box = match.name.box;
  match.colon = candidate.text.ends_with(':');
  return match;
}

struct Ranked {
  TitleMatch match;
  const TitleAnchor* anchor = nullptr;
  [[nodiscard]] double weight() const {
    const auto length = static_cast<double>(anchor->key.size());
    return length - kEditCost * (1 - match.likeness) * length;
  }
};

/// Longer titles tell more: "THÔNG BÁO THAY ĐỔI NỘI DUNG ĐĂNG KÝ …" is no thông báo. A title that goes on takes its
/// further lines.
bool better(const Ranked& one, const Ranked& other) {
  if (one.anchor == other.anchor && !one.anchor->whole && one.match.box.y == other.match.box.y)
    return one.match.name.value.size() > other.match.name.value.size();
  return one.weight() > other.weight() + 0.5;
}

/// A line that opens with a small letter goes on with the one before it ("… Công điện" | "số 12/CĐ-TTg …"); remarks in
/// brackets and labels ("số: 12") do not.
bool goes_on_small(const Segment& line) {
  const std::string first = line.text.substr(0, line.text.find(' '));
  return capital_share(first) == 0 && !line.key.starts_with("kemtheo") && !first.ends_with(':');
}

/// A line in brackets from end to end, or whose brackets close on a further line: "(Kèm theo …)"; not "(bà) Chu Anh
/// Phú".
bool is_remark(const Segment& line) {
  const auto closed = line.text.find(')');
  return line.text.starts_with('(') && (closed == std::string::npos || closed + 3 >= line.text.size());
}

/// @param first  it would be the subject's first line: plans are about carrying out ("Thực hiện Nghị quyết …")
bool ends_subject(const Segment& line, bool first, const DocumentTypes& types) {
  for (const std::string_view end : kSubjectEnds)
    if (line.key.starts_with(end) && !goes_on_small(line) && !(first && end == "thuchien")) {
      if (end != "so") return true;
      if (line.key.size() > 2 &&
          (std::isdigit(static_cast<unsigned char>(line.key[2])) != 0 || line.text.find('/') != std::string::npos))
        return true;
    }
  if (is_remark(line) || line.text.ends_with(':')) return true;
  const bool capitals = capital_share(line.text) >= 0.8;
  return capitals && (begins_with_entry(line.text, types.administrative().words("positions")) > 0 ||
                      begins_with_entry(line.text, types.administrative().words("agency_begin")) > 0);
}

models::Box box_of(const std::vector<const Segment*>& lines) {
  models::Box box;
  for (const Segment* line : lines) box = models::united(box, line->box);
  return box;
}

/// Clear of the title's column: a stamp in the margin ("ĐẾN …").
bool stands_beside(const Segment& line, const models::Box& column, double line_px) {
  return line.box.right() < column.x - line_px || line.box.x > column.right() + line_px;
}

/// A centred line has the same margin on both sides; the first line of the text has an indent on the left alone.
bool lies_in_the_middle(const PageLayout& layout, const models::Box& axis, const Segment& line) {
  const double off = line.centre_x() - (axis.x + axis.width / 2);
  return std::abs(off) < kOffCentre * layout.block.width;
}

/// A wide line at the indent with the next at the margin: a paragraph whose right side is ragged. A remark in brackets
/// below a subject ("(Kèm theo …)") may be wider than it.
bool opens_paragraph(const PageLayout& layout, const Segment& line, const Segment* next) {
  const double left = layout.x_share(line.box.x);
  if (next == nullptr || is_remark(*next) || left < 0.03 || left > 0.15 || line.box.width < 0.6 * layout.block.width)
    return false;
  // Its last line may be short where the one above is full.
  const bool full = 1 - layout.x_share(line.box.right()) < 0.03;
  return layout.x_share(next->box.x) < 0.02 && (full || next->box.width > 0.5 * layout.block.width) &&
         next->box.y - line.box.bottom() < 1.5 * layout.line_height_px;
}

/// What begins at the indent and runs to the right margin is the text, unless a title's axis says otherwise.
bool is_paragraph(const PageLayout& layout, const models::Box& axis, const Segment& line, const Segment* next) {
  if (opens_paragraph(layout, line, next)) return true;
  const double left = layout.x_share(line.box.x), right = 1 - layout.x_share(line.box.right());
  const double off = (line.centre_x() - (axis.x + axis.width / 2)) / std::max(1.0, layout.block.width);
  return right < 0.025 && left > 0.04 && off > 0.018;
}

Finding joined_lines(const std::vector<const Segment*>& lines, double strength, bool validated) {
  std::string text;
  std::vector<const models::Word*> words;
  for (const Segment* line : lines) {
    text.append(text.empty() ? "" : " ").append(line->text);
    words.insert(words.end(), line->words.begin(), line->words.end());
  }
  return finding_of(text, words, strength, validated);
}

void drop_stray_marks(Finding& finding) {
  const auto junk = finding.value.find_first_not_of(" ,.;:'`\"-_~*");
  if (junk != std::string::npos && junk > 0 && junk < 3) finding.value = finding.value.substr(junk);
  while (!finding.value.empty() && std::string_view(" ,;:-_~*").find(finding.value.back()) != std::string_view::npos)
    finding.value.pop_back();
}

/// "Về việc" and "V/v" are set phrases: what is read as one of them but for a letter is one.
void repair_opening(Finding& finding) {
  const auto second = finding.value.find(' ', finding.value.find(' ') + 1);
  for (const auto& [phrase, words_end] :
       {std::pair{std::string("Về việc"), second}, std::pair{std::string("Về việc"), finding.value.find(' ')}}) {
    if (words_end == std::string::npos) continue;
    const std::string head = finding.value.substr(0, words_end);
    if (head == phrase || key_of(head).size() < 5 || capital_share(head) > 0.5) continue;
    if (likeness(key_of(head), key_of(phrase)) < 0.8) continue;
    finding.value = phrase + finding.value.substr(words_end);
    return;
  }
}

/// "Kính gửi: …" or its first word alone, cut off by the column's border, whatever a pen wrote before it.
bool is_addressee_line(const Segment& row) {
  return row.key.find("kinhgui") != std::string::npos || row.words.front()->text == "Kính";
}

}  // namespace

std::optional<TitleMatch> find_title(const PageLayout& layout, const Head& head, const DocumentTypes& types) {
  std::optional<Ranked> best;
  for (std::size_t at = 0; at < layout.segments.size(); ++at)
    for (const Candidate& candidate : candidates_from(layout, head, at))
      for (const DocumentType& type : types.all())
        for (const TitleAnchor& title : type.titles) {
          const auto like = match_title(candidate.key, title);
          if (!like || (!title.whole && goes_on_smaller(candidate, type))) continue;
          Ranked found{title_match(candidate, type, title, *like), &title};
          if (!best || better(found, *best)) best = std::move(found);
        }
  if (!best) return std::nullopt;
  return std::move(best->match);
}

std::optional<Finding> subject_below_title(const PageLayout& layout, const TitleMatch& title,
                                           const DocumentTypes& types) {
  std::vector<const Segment*> lines;
  double last_y = title.box.y + title.box.height / 2, pitch = 0;
  for (std::size_t i = 0; i < layout.segments.size(); ++i) {
    const Segment& line = layout.segments[i];
    const Segment* next = i + 1 < layout.segments.size() ? &layout.segments[i + 1] : nullptr;
    if (line.centre_y() <= title.box.bottom() || line.key.empty()) continue;
    if (stands_beside(line, models::united(title.box, box_of(lines)), layout.line_height_px)) continue;
    const double step = line.centre_y() - last_y;
    if (lines.empty() ? step > kFirstGapLines * layout.line_height_px : step > kSubjectGap * pitch) break;
    if (ends_subject(line, lines.empty(), types) || lines.size() >= kSubjectLinesMax) break;
    if (!lies_in_the_middle(layout, title.box, line) || is_paragraph(layout, title.box, line, next)) break;
    if (line.key.size() < (lines.empty() ? 4 : 2)) continue;  // a letter alone is a seal's
    pitch = lines.empty() ? std::max(step, 1.2 * layout.line_height_px) : std::min(step, pitch);
    last_y = line.centre_y();
    lines.push_back(&line);
  }
  if (lines.empty()) return std::nullopt;
  Finding finding = joined_lines(lines, 0.97, true);
  drop_stray_marks(finding);
  repair_opening(finding);
  return finding;
}

std::optional<Finding> subject_of_letter(const PageLayout& layout, const Head& head) {
  // A number by pen may not have been read: the subject stands below the agencies then.
  const double above = head.number_bottom_px > 0 ? head.number_bottom_px
                       : head.agencies.issuing   ? head.agencies.issuing->box.bottom()
                                                 : 0;
  if (above <= 0) return std::nullopt;
  const double line_px = layout.line_height_px;
  const models::Box below{0, above - 0.2 * line_px, head.split_px + line_px, 14 * line_px};
  const auto rows = rows_in(layout, below);
  std::vector<const Segment*> lines;
  double last_y = above, pitch = 2.2 * line_px;
  for (const Segment& row : rows) {
    if (row.key.size() < 2) continue;
    // "V/u": the second letter is small.
    const bool opens = row.key.starts_with("vv") || row.key.starts_with("veviec") || row.text.starts_with("V/u ");
    if (lines.empty() && !opens) continue;
    if (!lines.empty() && (row.centre_y() - last_y > kSubjectGap * pitch || is_addressee_line(row))) break;
    if (!lines.empty()) pitch = std::min(std::max(row.centre_y() - last_y, line_px), 2.2 * line_px);
    last_y = row.centre_y();
    lines.push_back(&row);
  }
  if (lines.empty()) return std::nullopt;
  Finding finding = joined_lines(lines, 0.97, true);
  drop_stray_marks(finding);
  if (finding.value.starts_with("V/u ")) finding.value[2] = 'v';
  return finding;
}

}  // namespace hoso::extraction
