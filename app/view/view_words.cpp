// SPDX-License-Identifier: Apache-2.0
#include "app/view/view_words.h"

#include <nlohmann/json.hpp>

#include "app/names.h"
#include "app/say.h"
#include "app/view/view_data.h"

namespace hoso::app {
namespace {

constexpr std::string_view kTexts[] = {
    "Search ( / )",
    "Search in the dossier",
    "Pages",
    "Page",
    "Previous page ( ← )",
    "Next page ( → )",
    "Smaller ( - )",
    "Larger ( + )",
    "Doubt",
    "Colour doubtful words ( c )",
    "Text",
    "Show the text instead of the image ( t )",
    "Documents and pages",
    "Problems",
    "Documents",
    "Pages of the dossier",
    "pages ·",
    "search ·",
    "next hit ·",
    "next problem ·",
    "zoom ·",
    "doubt ·",
    "text",
    "No problems",
    "Hard to read, words sure:",
    "Compare it with the paper.",
    "Still skewed by",
    "Scan it again",
    "not found",
    "please check",
    "page",
    "shares its page",
    "to check",
    "hit",
    "hits",
    "nothing",
    "of",
    "Source",
    "Size",
    "Turned by",
    "Straightened",
    "not applied",
    "Words",
    "sure",
    "the PDF's own text",
    "Blank",
    "yes",
    "Image",
    "Note",
    "Failed",
};

}  // namespace

std::span<const std::string_view> view_texts() { return kTexts; }

std::string view_words() {
  nlohmann::json papers, words;
  for (const PaperName& paper : paper_names()) papers[std::string(paper.type)] = paper.name;
  for (const std::string_view text : view_texts()) words[std::string(text)] = tr(text);
  for (const std::string_view key : named_keys()) words[std::string(key)] = tr(key);
  return "\"use strict\";\nhoso.papers = " + in_script(papers) + ";\nhoso.words = " + in_script(words) + ";\n";
}

}  // namespace hoso::app
