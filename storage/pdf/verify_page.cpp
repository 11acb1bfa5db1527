// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <qpdf/QPDFPageDocumentHelper.hh>

#include "storage/pdf/glyphless_font.h"
#include "storage/pdf/verify_context.h"

namespace hoso::storage {
namespace {

using Handle = QPDFObjectHandle;

constexpr Clauses kContent{"6.2.10", "6.2.2"};
constexpr double kSmallestSide_pt = 3, kLargestSide_pt = 14400;
constexpr int kDeepestGraphicsState = 28;  // ISO 32000-1 annex C

// ISO 32000-1 annex A; anything else is no operator.
constexpr std::string_view kOperators =
    " b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re "
    "RG rg ri s S SC sc SCN scn "
    "sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" ";

/// Walks through a page's operators.
class ContentWalk : public QPDFObjectHandle::ParserCallbacks {
 public:
  void handleObject(Handle object) override {
    if (!object.isOperator()) {
      if (object.isName()) last_name_ = object.getName();
      if (object.isString()) note_codes(object);
      if (object.isArray()) {
        for (Handle& item : object.getArrayAsVector()) note_codes(item);
      }
      return;
    }
    const std::string name = object.getOperatorValue();
    known &= kOperators.find(" " + name + " ") != std::string_view::npos;
    if (name == "q") deepest = std::max(deepest, ++depth_);
    if (name == "Q") underflow_ |= --depth_ < 0;
    if (name == "Tf") rows_of_fonts[font_ = last_name_];
    if (name == "Do") images.insert(last_name_);
    if (name == "k" || name == "K") cmyk = true;
  }
  void handleEOF() override {}

  [[nodiscard]] bool balanced() const { return depth_ == 0 && !underflow_; }
  std::map<std::string, std::set<int>> rows_of_fonts;  ///< high bytes of the codes shown
  std::set<std::string> images;
  bool known = true, cmyk = false;
  int deepest = 0;

 private:
  void note_codes(Handle object) {
    if (!object.isString()) return;
    const std::string codes = object.getStringValue();
    for (std::size_t i = 0; i + 1 < codes.size(); i += 2) {
      const int row = static_cast<unsigned char>(codes[i]), code = row << 8 | static_cast<unsigned char>(codes[i + 1]);
      if (code != kBlankCode) rows_of_fonts[font_].insert(row);  // every map has that one
    }
  }

  std::string last_name_, font_;
  int depth_ = 0;
  bool underflow_ = false;
};

/// Fonts that an earlier page has shown to be right or wrong (all pages share them), and the rows of codes they map.
using FontRows = std::map<QPDFObjGen, std::set<int>>;

double side(Handle box, int from, int to) {
  if (!box.isArray() || box.getArrayNItems() != 4) return 0;
  return box.getArrayItem(to).getNumericValue() - box.getArrayItem(from).getNumericValue();
}

void check_annotations(Handle page, int number, Checklist& list) {
  Handle annotations = page.getKey("/Annots");
  if (!annotations.isArray()) return;
  for (const Handle& annotation : annotations.getArrayAsVector()) {
    Handle flags = dictionary_of(annotation).getKey("/F");
    const long long value = flags.isInteger() ? flags.getIntValue() : 0;
    // Print set; Invisible, Hidden and NoView clear.
    list.expect((value & 4) != 0 && (value & (1 | 2 | 32)) == 0, {"6.5.3", "6.3.2"},
                "An annotation would not be printed.", number);
    list.expect(!dictionary_of(annotation).hasKey("/AA"), {"6.6.2", "6.5.2"}, "An annotation has additional actions.",
                number);
  }
}

void check_content(QPDFPageObjectHelper& page, Handle resources, int number, FontRows& known_fonts, Checklist& list) {
  ContentWalk walk;
  page.parseContents(&walk);
  list.expect(walk.known, kContent, "The page's content has an operator that PDF does not know.", number);
  list.expect(walk.balanced(), kContent, "The page's content saves and restores the graphics state unevenly.", number);
  list.expect(walk.deepest <= kDeepestGraphicsState, {"6.1.12", "6.1.13"}, "The graphics state is nested too deep.",
              number);
  list.expect(!walk.cmyk, {"6.2.3.3", "6.2.4.3"}, "The page paints with CMYK under an RGB output intent.", number);
  Handle fonts = dictionary_of(resources.getKey("/Font")), images = dictionary_of(resources.getKey("/XObject"));
  list.expect(!walk.images.empty(), {"6.2.4", "6.2.8"}, "The page shows no image.", number);
  for (const auto& [name, rows] : walk.rows_of_fonts) {
    if (!list.expect(fonts.hasKey(name), kContent, "The page uses a font that is not there.", number)) continue;
    Handle font = fonts.getKey(name);
    if (!known_fonts.contains(font.getObjGen())) known_fonts[font.getObjGen()] = check_font(font, number, list);
    const std::set<int>& mapped = known_fonts[font.getObjGen()];
    list.expect(std::includes(mapped.begin(), mapped.end(), rows.begin(), rows.end()), {"6.3.8", "6.2.11.7.2"},
                "The page's text has letters without Unicode.", number);
  }
  for (const std::string& name : walk.images) {
    if (list.expect(images.hasKey(name), kContent, "The page uses an image that is not there.", number)) {
      check_image(images.getKey(name), resources, number, list);
    }
  }
}

}  // namespace

void check_pages(QPDF& document, Checklist& list) {
  auto pages = QPDFPageDocumentHelper(document).getAllPages();
  list.expect_pdf(!pages.empty(), "ISO 32000-1 7.7.3", "The file has no page.");
  int number = 0;
  FontRows known_fonts;
  for (QPDFPageObjectHelper& page : pages) {
    ++number;
    Handle object = page.getObjectHandle();
    Handle box = page.getAttribute("/MediaBox", false);
    for (const double length : {side(box, 0, 2), side(box, 1, 3)}) {
      list.expect(length >= kSmallestSide_pt && length <= kLargestSide_pt, {"6.1.12", "6.1.13"},
                  "A side of the page is not 3 to 14,400 points long.", number);
    }
    list.expect(!object.hasKey("/AA"), {"6.6.2", "6.5.2"}, "The page has additional actions.", number);
    const bool transparency = name_text(dictionary_of(object.getKey("/Group")).getKey("/S")) == "Transparency";
    if (list.is_part_1()) list.expect(!transparency, {"6.4", ""}, "The page has a transparency group.", number);
    check_annotations(object, number, list);
    check_content(page, dictionary_of(page.getAttribute("/Resources", false)), number, known_fonts, list);
  }
}

}  // namespace hoso::storage
