// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoso/models/dossier.h"
#include "hoso/models/page.h"

/// The words of record.json for the enumerations of models/, and back.
namespace hoso::storage {

std::string_view name_of(models::Verdict verdict);
std::string_view name_of(models::FieldSource source);
std::string_view name_of(models::DpiSource source);
std::string_view name_of(models::ColourMode mode);
std::string_view name_of(models::Embedding embedding);
std::string_view name_of(models::FilledGap::Kind kind);
std::string_view name_of(models::TextSource source);
std::string_view name_of(models::ProcedureState state);
std::string_view name_of(models::ComponentState state);

std::optional<models::Verdict> verdict_named(std::string_view name);
std::optional<models::FieldSource> field_source_named(std::string_view name);
std::optional<models::ComponentState> component_state_named(std::string_view name);

/// BCP 47 tags of the languages as Tesseract names them, joined by '+': "vie+eng" -> {"vi", "en"}. What is no language
/// ("osd", names with other signs) is left out.
std::vector<std::string> language_tags(std::string_view language);

}  // namespace hoso::storage
