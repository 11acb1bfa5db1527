// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "hoso/models/dossier.h"
#include "hoso/storage/dossier_sink.h"

namespace hoso::tests {

/// Valid or the test fails.
models::DossierName dossier_name(const std::string& text);

/// A text of one block: a line a string, words at its spaces, boxes 100 px apart on a grid, confidence 0.9.
models::PageText page_text(const std::vector<std::string>& lines);

/// A page of A4 at 300 dpi with that text and without a PDF.
models::ComposedPage text_page(const models::DossierName& name, int number, const std::vector<std::string>& lines);

/// Three pages: a decision with fields and a QR code, turned and skewed; a blank one; one that could not be decoded.
/// One document, one original in `folder`. One-page PDFs are made in `folder`, unless that is empty.
models::Dossier sample_dossier(const std::string& name, const std::filesystem::path& folder = {});

/// Makes the one-page PDF of every page in `folder`.
void make_page_files(models::Dossier& dossier, const std::filesystem::path& folder);

storage::Provenance sample_provenance();
storage::RunFacts sample_run(const std::string& finished_at = "2025-11-05T07:30:00Z");

}  // namespace hoso::tests
