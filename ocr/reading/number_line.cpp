// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/number_line.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "hoso/models/text.h"
#include "ocr/letter_count.h"

namespace hoso::ocr {
namespace {

constexpr double kSureWord = 0.75;
constexpr int kLettersMax = 40;                          // of a number line
constexpr double kLabelMin = 1.2, kLabelMax = 3.2;       // widths in heights of capitals: "Số" and "Số :"
constexpr double kSymbolMin = 1.5, kSymbolMax = 18;      // "/VP", "/2024/QĐ-SNNPTNT"
constexpr double kOverlapMax = 0.12;                     // of letters that lean over each other
constexpr double kSurer = 0.1;                           // than what is longer
constexpr double kPrinted = 0.95, kJoined = 0.3;         // digits read so surely are print; of capitals, no space
constexpr double kLabelSure = 0.75, kSymbolSure = 0.75;  // of the mean of the words

/// How many capitals stand side by side from `at` on.
std::size_t capitals_from(std::string_view text, std::size_t at) {
  std::size_t count = 0;
  const auto length = static_cast<int32_t>(text.size());
  for (auto i = static_cast<int32_t>(at); i < length; ++count) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, length, c);
    if (c < 0 || u_isupper(c) == 0) break;
  }
  return count;
}

/// "Số", "số:", as recognisers may have it.
bool is_label(const std::string& text) {
  const std::string plain = models::folded(text);
  const std::size_t letters = plain.find_last_not_of(" :;.,") + 1;
  return letters == 2 && (plain[0] == 's' || plain[0] == '5') && (plain[1] == 'o' || plain[1] == '0');
}

/// A bar or dash with two capitals behind it: "/UBND", "QĐ-UBND".
bool holds_symbol(const std::string& text) {
  for (std::size_t at = text.find_first_of("/-"); at != std::string::npos; at = text.find_first_of("/-", at + 1))
    if (capitals_from(text, at + 1) >= 2) return true;
  return false;
}

/// "/QĐ-UBND", "/2024/QĐ-UBND", "/TTr-SNV", and with `bar` false "QĐ-UBND".
bool is_symbol(const std::string& text, bool bar) {
  constexpr std::string_view kYear = "/20", kOldYear = "/19";
  constexpr std::size_t kYearLength = 5;
  std::string_view rest = text;
  if (rest.size() > kYearLength && (rest.starts_with(kYear) || rest.starts_with(kOldYear)) && rest[kYearLength] == '/')
    rest.remove_prefix(kYearLength);
  if (rest.starts_with('/') != bar) return false;
  if (bar) rest.remove_prefix(1);
  if (rest.find('/') != std::string_view::npos || capitals_from(rest, 0) == 0) return false;
  return capitals_from(rest, 0) >= 2 || holds_symbol(std::string(rest));
}

double mean_confidence(const models::Line& line) {
  double sum = 0;
  int letters = 0;
  for (const models::Word& word : line.words) {
    const int count = std::max(1, letter_count(word.text));
    sum += count * word.confidence;
    letters += count;
  }
  return letters > 0 ? sum / letters : 0;
}

std::string joined(const models::Line& line) {
  std::string text;
  for (const models::Word& word : line.words) text += word.text;
  return text;
}

/// Whether a symbol's bar was read there.
bool holds_bar(const models::Line& line) {
  const std::string text = joined(line);
  for (std::size_t at = text.find('/'); at != std::string::npos; at = text.find('/', at + 1))
    if (at + 1 == text.size() || capitals_from(text, at + 1) > 0) return true;
  return false;
}

int letters_of_sure_words(const models::Line& line) {
  int letters = 0;
  for (const models::Word& word : line.words) letters += word.confidence < kSureWord ? 0 : letter_count(word.text);
  return letters;
}

bool may_be_number_line(const models::Line& whole) {
  int letters = 0;
  bool doubt = false;
  for (const models::Word& word : whole.words) {
    letters += letter_count(word.text);
    doubt |= word.confidence < kSureWord;
  }
  if (!doubt || letters > kLettersMax) return false;
  return is_label(whole.words.front().text) ||
         std::ranges::any_of(whole.words, [](const models::Word& word) { return holds_symbol(word.text); });
}

/// Before which pieces of ink the line can be cut.
std::vector<std::size_t> cuts_of(const TextLine& line) {
  std::vector<std::size_t> cuts;
  int reached = line.parts.empty() ? 0 : line.parts.front().br().x;
  for (std::size_t index = 1; index < line.parts.size(); ++index) {
    if (line.parts[index].x >= reached - kOverlapMax * line.x_height()) cuts.push_back(index);
    reached = std::max(reached, line.parts[index].br().x);
  }
  return cuts;
}

/// A part of the line, [from, to) of its pieces of ink, and what it says.
struct Part {
  std::size_t from = 0, to = 0;
  models::Line line;
  double confidence = 0;
};

class Cutter {
 public:
  Cutter(const LinePixels& page, const TextLine& line, LineRecogniser& recogniser)
      : page_(page), line_(line), recogniser_(recogniser), cuts_(cuts_of(line)) {}

  [[nodiscard]] Part read(std::size_t from, std::size_t to) const {
    Part part{.from = from, .to = to};
    if (from < to) part.line = read_line(page_, part_of(line_, from, to), recogniser_);
    part.confidence = mean_confidence(part.line);
    return part;
  }

  /// One look: there are many places where the line may be cut.
  [[nodiscard]] Part glance(std::size_t from, std::size_t to) const {
    Part part{.from = from, .to = to, .line = read_line_once(page_, part_of(line_, from, to), recogniser_)};
    part.confidence = mean_confidence(part.line);
    return part;
  }

  /// The surest, with its colon where there is one.
  [[nodiscard]] std::optional<Part> label() const {
    std::optional<Part> best;
    bool best_ends = false;
    for (const std::size_t cut : cuts_) {
      const double width = (line_.parts[cut - 1].br().x - line_.box.x) / line_.x_height();
      if (width < kLabelMin) continue;
      if (width > kLabelMax) break;
      Part part = glance(0, cut);
      const std::string text = joined(part.line);
      if (part.confidence < kLabelSure || !is_label(text)) continue;
      const bool ends = text.ends_with(':');
      if (best && (ends != best_ends ? best_ends : part.confidence < best->confidence)) continue;
      best = std::move(part);
      best_ends = ends;
    }
    return best;
  }

  /// The longest of the surest that begin with their bar ("/2024/QĐ-UBND" before "/QĐ-UBND"); else the longest whose
  /// bar the pen's ink has taken.
  [[nodiscard]] std::optional<Part> symbol(std::size_t from) const {
    std::optional<Part> best, barless;
    for (const std::size_t cut : cuts_) {
      const double width = (line_.box.br().x - line_.parts[cut].x) / line_.x_height();
      if (cut < from || width > kSymbolMax) continue;
      if (width < kSymbolMin) break;
      Part part = glance(cut, line_.parts.size());
      if (part.confidence < kSymbolSure) continue;
      const std::string text = joined(part.line);
      if (is_symbol(text, true)) {
        if (!best || part.confidence > best->confidence + kSurer) best = std::move(part);
      } else if (!barless && is_symbol(text, false) && text.find('-') != std::string::npos) {
        barless = std::move(part);
      }
    }
    return best ? best : barless;
  }

 private:
  const LinePixels& page_;
  const TextLine& line_;
  LineRecogniser& recogniser_;
  std::vector<std::size_t> cuts_;
};

bool are_digits(const models::Word& word) {
  return std::ranges::all_of(word.text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// "2995" and "/TTr-UBND" printed without a space are one word.
void join_printed(models::Line& line, models::Line& symbol, double cap_px) {
  if (line.words.empty() || symbol.words.empty()) return;
  models::Word& last = line.words.back();
  models::Word& first = symbol.words.front();
  if (!are_digits(last) || last.confidence < kPrinted || first.box.x - last.box.right() > kJoined * cap_px) return;
  first = {last.text + first.text, models::united(last.box, first.box), std::min(last.confidence, first.confidence)};
  line.words.pop_back();
}

void append(models::Line& line, models::Line part) {
  line.box = models::united(line.box, part.box);
  std::ranges::move(part.words, std::back_inserter(line.words));
}

}  // namespace

std::optional<models::Line> read_number_line(const LinePixels& page, const TextLine& line, const models::Line& whole,
                                             LineRecogniser& recogniser) {
  if (whole.words.empty() || !may_be_number_line(whole)) return std::nullopt;
  const Cutter cutter(page, line, recogniser);
  std::optional<Part> label = cutter.label();
  const std::size_t from = label ? label->to : 0;
  std::optional<Part> symbol = cutter.symbol(from);
  if (!label && !symbol) return std::nullopt;
  Part written = cutter.read(from, symbol ? symbol->from : line.parts.size());
  if (symbol && !is_symbol(joined(symbol->line), true) && (holds_bar(whole) || holds_bar(written.line)))
    return std::nullopt;
  if (!symbol && written.confidence >= kSureWord) return std::nullopt;  // another label, and print behind it
  models::Line parts;
  if (label) append(parts, std::move(label->line));
  append(parts, std::move(written.line));
  if (symbol) {
    join_printed(parts, symbol->line, line.x_height());
    append(parts, std::move(symbol->line));
  }
  return letters_of_sure_words(parts) > letters_of_sure_words(whole) ? std::optional(std::move(parts)) : std::nullopt;
}

}  // namespace hoso::ocr
