// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace hoso::extraction {

/// How a stack of pages is cut into papers. Rules are asked in this order; the first that speaks decides.
struct SeparationOptions {
  /// A sheet with the QR code or Code 128 "HOSO:START:<code>" begins a paper and belongs to none.
  bool separator_codes = true;
  /// So does a sheet with the patch code T or the bar code text PATCHT; stuck on a page of print, the page begins a
  /// paper and belongs to it.
  bool patch_t = true;
  /// A receipt with the bar code of a dossier begins a paper and belongs to it; its further pages bear the same code.
  bool receipt_codes = true;
  /// A blank sheet ends the paper before it; it belongs to none in any case.
  bool blank_ends = false;
  /// A paper ends after so many pages; 0: any number.
  int every_pages = 0;
  /// Heads, titles, forms and page numbers tell where a paper begins. Without it only the rules above do.
  bool content = true;
};

}  // namespace hoso::extraction
