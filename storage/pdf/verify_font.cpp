// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "storage/pdf/glyphless_font.h"
#include "storage/pdf/verify_context.h"

namespace hoso::storage {
namespace {

using Handle = QPDFObjectHandle;

constexpr Clauses kEmbedded{"6.3.4", "6.2.11.4.1"};
constexpr Clauses kWidths{"6.3.6", "6.2.11.5"};
constexpr Clauses kGlyphs{"6.3.3.2", "6.2.11.3.2"};
constexpr Clauses kNotdef{"6.3.5", "6.2.11.8"};
constexpr Clauses kUnicode{"6.3.8", "6.2.11.7.2"};

std::uint32_t big_endian(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int i = 0; i < size; ++i) {
    const std::size_t index = at + static_cast<std::size_t>(i);
    value = value << 8 | (index < bytes.size() ? static_cast<unsigned char>(bytes[index]) : 0U);
  }
  return value;
}

/// A table of a TrueType font (ISO/IEC 14496-22 4.5.1); empty if it is not there.
std::string_view table(std::string_view font, std::string_view tag) {
  const std::uint32_t count = big_endian(font, 4, 2);
  for (std::size_t i = 0; i < count && 12 + 16 * (i + 1) <= font.size(); ++i) {
    const std::size_t entry = 12 + 16 * i;
    if (font.substr(entry, 4) != tag) continue;
    const std::size_t offset = big_endian(font, entry + 8, 4), size = big_endian(font, entry + 12, 4);
    return offset + size <= font.size() ? font.substr(offset, size) : std::string_view();
  }
  return {};
}

/// Advance of glyph 1 in thousandths of the em.
std::optional<double> advance_of_glyph_1(std::string_view font) {
  const std::string_view head = table(font, "head"), hhea = table(font, "hhea"), hmtx = table(font, "hmtx");
  const std::uint32_t units = big_endian(head, 18, 2), metrics = big_endian(hhea, 34, 2);
  if (units == 0 || metrics == 0 || big_endian(table(font, "maxp"), 4, 2) < 2) return std::nullopt;
  const std::size_t at = metrics > 1 ? 4 : 0;
  if (at + 2 > hmtx.size()) return std::nullopt;
  return 1000.0 * big_endian(hmtx, at, 2) / units;
}

void check_widths(Handle descendant, const std::string& file, int page, Checklist& list) {
  const auto advance = advance_of_glyph_1(file);
  if (!list.expect(advance.has_value(), kEmbedded, "The text layer's font program is damaged.", page)) return;
  Handle width = descendant.getKey("/DW");
  const double declared = width.isNumber() ? width.getNumericValue() : 1000;
  list.expect(!descendant.hasKey("/W") && std::abs(declared - *advance) < 1, kWidths,
              "The text layer's widths are not those of its font.", page);
}

/// The rows of 256 codes in which the map has ranges.
std::set<int> mapped_rows(std::string_view to_unicode) {
  std::set<int> rows;
  constexpr std::string_view kBegin = "beginbfrange", kEnd = "endbfrange";
  for (auto begin = to_unicode.find(kBegin); begin != std::string_view::npos; begin = to_unicode.find(kBegin, begin)) {
    begin += kBegin.size();
    const auto end = std::min(to_unicode.find(kEnd, begin), to_unicode.size());
    for (auto at = to_unicode.find('<', begin); at < end; at = to_unicode.find('<', at + 1)) {
      rows.insert(static_cast<int>(std::strtol(std::string(to_unicode.substr(at + 1, 2)).c_str(), nullptr, 16)));
    }
  }
  return rows;
}

std::set<int> check_unicode(Handle font, int page, Checklist& list) {
  const std::string to_unicode = decoded(font.getKey("/ToUnicode"));
  if (!list.expect(!to_unicode.empty(), kUnicode, "The text layer has no map to Unicode.", page)) return {};
  std::set<int> rows = mapped_rows(to_unicode);
  list.expect(to_unicode == identity_to_unicode(rows), kUnicode, "The text layer's map to Unicode gives other letters.",
              page);
  return rows;
}

}  // namespace

std::set<int> check_font(Handle font, int page, Checklist& list) {
  Handle descendants = dictionary_of(font).getKey("/DescendantFonts");
  const bool composite = name_text(dictionary_of(font).getKey("/Subtype")) == "Type0" && descendants.isArray() &&
                         descendants.getArrayNItems() == 1;
  if (!list.expect(composite, kGlyphs, "A font is not of the kind that hoso writes.", page)) return {};
  list.expect(name_text(font.getKey("/Encoding")) == "Identity-H", kGlyphs,
              "The text layer's codes have an unknown encoding.", page);
  Handle descendant = dictionary_of(descendants.getArrayItem(0));
  Handle descriptor = dictionary_of(descendant.getKey("/FontDescriptor"));
  const std::string file = decoded(descriptor.getKey("/FontFile2"));
  if (list.expect(!file.empty(), kEmbedded, "The text layer's font is not embedded.", page))
    check_widths(descendant, file, page, list);
  list.expect(decoded(descendant.getKey("/CIDToGIDMap")) == one_glyph_map(), kNotdef,
              "Codes of the text layer show no glyph of its font.", page);
  return check_unicode(font, page, list);
}

}  // namespace hoso::storage
