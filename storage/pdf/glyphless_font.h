// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <set>
#include <string>
#include <string_view>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace hoso::storage {

/// How high a word stands over its baseline and how deep below it, in tenths of the font size. Readers take a word's
/// height from its font's descriptor, so that a font for each height gives each word its own box although a page has
/// one font size.
struct WordHeight {
  int ascent_tenths = 10;
  int descent_tenths = 0;
  friend auto operator<=>(const WordHeight&, const WordHeight&) = default;
};

/// Name of the font resource for such words.
std::string font_name(const WordHeight& height);

/// Advance of every glyph, in thousandths of the font size.
inline constexpr int kGlyphAdvance = 500;

/// A code that is no UTF-16 code unit of a character: two spaces, for white space that has a place of its own.
inline constexpr int kBlankCode = 0xD800;

/// The map from codes to Unicode for those rows of 256 codes, each UTF-16 code unit being its own code, and for
/// `kBlankCode`.
std::string identity_to_unicode(const std::set<int>& rows);
/// The map from codes to glyphs: every code is glyph 1.
const std::string& one_glyph_map();

/// The invisible font of a document in all its heights, one set for all pages.
class GlyphlessFonts {
 public:
  explicit GlyphlessFonts(QPDF& document);
  /// Makes the font for that height known.
  void add(const WordHeight& height);
  /// Makes rows of 256 characters known to all heights. Only those in use: a map of all Unicode costs readers a tenth
  /// of a second a font.
  void add_rows(const std::set<int>& rows);
  /// The /Font resource dictionary (indirect) for every page.
  [[nodiscard]] QPDFObjectHandle resources() const { return resources_; }

 private:
  QPDF* document_;
  std::set<int> rows_{0};  // the space between words
  QPDFObjectHandle resources_, file_, to_unicode_, glyph_map_;
};

}  // namespace hoso::storage
