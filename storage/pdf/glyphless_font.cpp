// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/glyphless_font.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "embedded/glyphless_ttf.h"

namespace hoso::storage {
namespace {

using Handle = QPDFObjectHandle;

/// First and last code of a row. ISO 19005-2 6.2.11.7.2 forbids U+0000, U+FEFF and U+FFFE.
std::pair<int, int> row_range(int row) {
  const int first = std::max(row << 8, 1);
  if (row == 0xFE) return {first, 0xFEFE};
  if (row == 0xFF) return {first, 0xFFFD};
  return {first, row << 8 | 0xFF};
}

}  // namespace

std::string font_name(const WordHeight& height) {
  return fmt::format("/F{}.{}", height.ascent_tenths, height.descent_tenths);
}

std::string identity_to_unicode(const std::set<int>& rows) {
  std::string map =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  // A range may not cross a change of the high byte, and a block holds at most 100 (Adobe Technical Note 5014).
  constexpr std::size_t kRangesInABlock = 64;
  std::size_t left = rows.size(), in_block = 0;
  for (const int row : rows) {
    if (in_block == 0) map += fmt::format("{} beginbfrange\n", in_block = std::min(left, kRangesInABlock));
    const auto [first, last] = row_range(row);
    map += fmt::format("<{0:04X}> <{1:04X}> <{0:04X}>\n", first, last);
    --left;
    if (--in_block == 0) map += "endbfrange\n";
  }
  map += fmt::format("1 beginbfchar\n<{:04X}> <00200020>\nendbfchar\n", kBlankCode);
  return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

const std::string& one_glyph_map() {
  static const std::string map = [] {
    std::string glyphs(2 * 65536, '\0');
    for (std::size_t i = 1; i < glyphs.size(); i += 2) glyphs[i] = '\1';
    return glyphs;
  }();
  return map;
}

GlyphlessFonts::GlyphlessFonts(QPDF& document)
    : document_(&document),
      resources_(document.makeIndirectObject(Handle::newDictionary())),
      file_(Handle::newStream(&document, std::string(data::glyphless_ttf()))),
      to_unicode_(Handle::newStream(&document, identity_to_unicode(rows_))),
      glyph_map_(Handle::newStream(&document, one_glyph_map())) {
  file_.getDict().replaceKey("/Length1", Handle::newInteger(static_cast<long long>(data::glyphless_ttf().size())));
}

void GlyphlessFonts::add_rows(const std::set<int>& rows) {
  const std::size_t before = rows_.size();
  rows_.insert(rows.begin(), rows.end());
  if (rows_.size() != before)
    to_unicode_.replaceStreamData(identity_to_unicode(rows_), Handle::newNull(), Handle::newNull());
}

void GlyphlessFonts::add(const WordHeight& height) {
  const std::string name = font_name(height);
  if (resources_.hasKey(name)) return;
  // A descent of 0 counts as missing, and readers put a third of the font size in its place.
  const int descent = std::max(1, 100 * height.descent_tenths);
  Handle descriptor =
      Handle::parse(fmt::format("<< /Type /FontDescriptor /FontName /GlyphLessFont /Flags 5 /FontBBox [0 0 500 1000] "
                                "/ItalicAngle 0 /Ascent {0} /Descent -{1} "
                                "/CapHeight {0} /StemV 80 >>",
                                100 * height.ascent_tenths, descent));
  descriptor.replaceKey("/FontFile2", file_);
  Handle descendant =
      Handle::parse(fmt::format("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /GlyphLessFont /DW {} "
                                "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
                                kGlyphAdvance));
  descendant.replaceKey("/CIDToGIDMap", glyph_map_);
  descendant.replaceKey("/FontDescriptor", document_->makeIndirectObject(descriptor));
  Handle font = Handle::parse("<< /Type /Font /Subtype /Type0 /BaseFont /GlyphLessFont /Encoding /Identity-H >>");
  font.replaceKey("/DescendantFonts", Handle::newArray(std::vector<Handle>{document_->makeIndirectObject(descendant)}));
  font.replaceKey("/ToUnicode", to_unicode_);
  resources_.replaceKey(name, document_->makeIndirectObject(font));
}

}  // namespace hoso::storage
