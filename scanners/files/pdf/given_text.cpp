// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pdf/given_text.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <utility>

#include "hoso/models/messages.h"
#include "scanners/files/pdf/bbox_words.h"
#include "scanners/files/process.h"

namespace hoso::scanners {
namespace {

constexpr double kPointsAnInch = 72;
constexpr std::size_t kOutputBytesMax = 8 << 20;
constexpr std::chrono::seconds kTimeMax{30};  // a page takes some hundredths of one
constexpr double kPictureShare = 0.5;         // of the page: what pictures cover of a page that is a picture
constexpr double kOnPageShare = 0.5;          // of a word that is on the page

/// Why nothing is taken of the page's own text; empty where it may be.
std::string reason_against(const PdfOutline& outline) {
  if (outline.unreadable) return models::english("the PDF page's own text is not used: its content cannot be followed");
  if (outline.hidden_text)
    return models::english(
        "the PDF page's own text is not used: some is invisible, as where another program has read a scan");
  if (outline.image_share >= kPictureShare)
    return models::english("the PDF page's own text is not used: it lies on a picture");
  return {};
}

GivenText none(std::string why) { return {.words = {}, .why_not = std::move(why)}; }

/// In pixels as rendered, without what is off the page.
std::vector<models::GivenWord> placed(std::vector<models::GivenWord> words, models::Point size, double dpi) {
  const double scale = dpi / kPointsAnInch;
  const models::Box sheet{0, 0, size.x, size.y};
  std::erase_if(words, [&](models::GivenWord& word) {
    models::Box& box = word.box;
    box = {box.x * scale, box.y * scale, box.width * scale, box.height * scale};
    const models::Box seen = models::intersected(box, sheet);
    const bool off = seen.width * seen.height < kOnPageShare * box.width * box.height;
    box = seen;
    return off;
  });
  return words;
}

}  // namespace

models::Result<GivenText> given_text(const RegularFile& file, const PdfPage& page, const PdfOutline& outline,
                                     double dpi, const DecodeOptions& options, const std::stop_token& stop) {
  if (!outline.shows_text) return GivenText{};
  if (std::string why = reason_against(outline); !why.empty()) return none(std::move(why));
  const std::string number = std::to_string(page.reader_number);
  const ProcessOptions process{.timeout = std::min<std::chrono::milliseconds>(options.tool_timeout, kTimeMax),
                               .output_max = kOutputBytesMax};
  const auto output = run_tool({"pdftotext", "-bbox", "-cropbox", "-enc", "UTF-8", "-f", number, "-l", number,
                                std::filesystem::absolute(file.path()).string(), "-"},
                               process, stop);
  if (!output && output.error().code == models::ErrorCode::cancelled) return tl::make_unexpected(output.error());
  if (!output) return none(models::english("the PDF page's own text is not used: pdftotext {}", output.error().cause));
  if (output->exit_code != 0) return none("the PDF page's own text is not used: pdftotext failed");
  auto words = parse_bbox_words({reinterpret_cast<const char*>(output->out.data()), output->out.size()});
  if (!words) return none("the PDF page's own text is not used: it has more words than a page can hold");
  return GivenText{.words = placed(*std::move(words), rendered_size(page, dpi), dpi), .why_not = {}};
}

}  // namespace hoso::scanners
