// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/alto_reader.h"

#include <pugixml.hpp>
#include <string_view>

/// ALTO 4.4: Page / PrintSpace / TextBlock / TextLine / String, as write_alto makes it; a TextBlock may stand in
/// ComposedBlocks.
namespace hoso::storage {
namespace {

using models::ErrorCode;

models::Box box_of(const pugi::xml_node& node) {
  return {node.attribute("HPOS").as_double(), node.attribute("VPOS").as_double(), node.attribute("WIDTH").as_double(),
          node.attribute("HEIGHT").as_double()};
}

models::Line line_of(const pugi::xml_node& node) {
  models::Line line{.words = {}, .box = box_of(node)};
  for (const pugi::xml_node& word : node.children("String")) {
    const bool given = std::string_view(word.attribute("PROCESSINGREFS").as_string()) == "given";
    line.words.push_back({.text = word.attribute("CONTENT").as_string(),
                          .box = box_of(word),
                          .confidence = word.attribute("WC").as_double(),
                          .source = given ? models::TextSource::given : models::TextSource::read,
                          .other = word.child("ALTERNATIVE").text().as_string()});
  }
  return line;
}

/// Blocks in their order, whatever they are parts of.
struct BlockReader : pugi::xml_tree_walker {
  models::PageText text;

  bool for_each(pugi::xml_node& node) override {
    if (std::string_view(node.name()) != "TextBlock") return true;
    models::Block& block = text.blocks.emplace_back(models::Block{.lines = {}, .box = box_of(node)});
    for (const pugi::xml_node& line : node.children("TextLine")) block.lines.push_back(line_of(line));
    return true;
  }
};

models::PageText page_of(const pugi::xml_node& page) {
  BlockReader reader;
  page.child("PrintSpace").traverse(reader);
  return std::move(reader.text);
}

}  // namespace

models::Result<std::vector<models::PageText>> read_alto(const std::filesystem::path& file) {
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_file(file.c_str());
  if (!parsed) {
    const bool missing = parsed.status == pugi::status_file_not_found;
    return models::failure({.code = missing ? ErrorCode::file_not_found : ErrorCode::damaged,
                            .stage = models::Stage::store,
                            .file = file.string(),
                            .cause = parsed.description()});
  }
  std::vector<models::PageText> pages;
  for (const pugi::xml_node& page : document.child("alto").child("Layout").children("Page"))
    pages.push_back(page_of(page));
  return pages;
}

}  // namespace hoso::storage
