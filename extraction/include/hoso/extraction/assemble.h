// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "hoso/extraction/separation_options.h"
#include "hoso/models/dossier.h"

namespace hoso::extraction {

/// The known types of documents with their patterns and fields, read from data files (data/types/). Immutable, shared
/// by threads.
class DocumentTypes;

/// The types that ship with hoso.
std::shared_ptr<const DocumentTypes> built_in_types();
/// Those and the files of a folder; a file there replaces a shipped type of the same name. Error: option_invalid with
/// file and reason.
models::Result<std::shared_ptr<const DocumentTypes>> load_types(const std::filesystem::path& folder);

/// Separates a dossier's pages into documents, tells their types and finds their fields, each by the rules of its day.
/// Every page belongs to some document. `told`: what no paper shows; of it the day of receipt counts.
std::vector<models::Document> assemble(const std::vector<models::ComposedPage>& pages, const DocumentTypes& types,
                                       const SeparationOptions& separation = {}, const models::Metadata& told = {});

/// The first sheet that bears a mark of secrecy (NĐ 30/2020, Phụ lục I, mục II.9a; field "secrecy"), as an error with
/// file, page and degree; nullopt if there is none. What is doubtful counts: a clerk must look.
std::optional<models::Error> secret_sheet(const models::Dossier& dossier);

}  // namespace hoso::extraction
