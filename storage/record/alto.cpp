// SPDX-License-Identifier: Apache-2.0
#include "storage/record/alto.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <pugixml.hpp>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include "storage/record/files.h"
#include "storage/record/rounding.h"
#include "storage/record/vocabulary.h"

namespace hoso::storage {
namespace {

using models::Result;

constexpr unsigned kPageDepth = 2;  // alto/Layout/Page

constexpr const char* kGivenStep = "given";  // ID of the step that took letters from the delivered PDF

struct StringWriter : pugi::xml_writer {
  std::string text;
  void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
};

std::string printed(const pugi::xml_node& node, unsigned depth) {
  StringWriter writer;
  node.print(writer, " ", pugi::format_indent, pugi::encoding_utf8, depth);
  return std::move(writer.text);
}

/// XML 1.0 §2.2 has no control characters and no U+FFFE, U+FFFF; each becomes U+FFFD.
std::string xml_text(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::string_view three = text.substr(i, 3);
    if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF") {
      out += kReplacement;
      i += 2;
    } else if (c < 0x20) {
      out += kReplacement;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string number(double value) { return fmt::format("{}", rounded(value, 2)); }
std::string confidence(double value) { return fmt::format("{}", rounded(std::clamp(value, 0.0, 1.0), 4)); }

void set_attribute(pugi::xml_node& node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(value.c_str());
}

void set_place(pugi::xml_node& node, const models::Box& box) {
  set_attribute(node, "HPOS", number(box.x));
  set_attribute(node, "VPOS", number(box.y));
  set_attribute(node, "WIDTH", number(std::max(0.0, box.width)));
  set_attribute(node, "HEIGHT", number(std::max(0.0, box.height)));
}

/// A word whose letters are those of the delivered PDF refers to that step; what the other source says stands beside
/// it.
void add_source(pugi::xml_node& string, const models::Word& word) {
  const bool given = word.source == models::TextSource::given;
  if (given) set_attribute(string, "PROCESSINGREFS", kGivenStep);
  if (word.other.empty()) return;
  pugi::xml_node other = string.append_child("ALTERNATIVE");
  set_attribute(other, "PURPOSE", std::string(name_of(given ? models::TextSource::read : models::TextSource::given)));
  other.text().set(xml_text(word.other).c_str());
}

bool has_given_words(std::span<const models::ComposedPage> pages) {
  for (const models::ComposedPage& page : pages)
    for (const models::Block& block : page.text.blocks)
      for (const models::Line& line : block.lines)
        if (std::ranges::find(line.words, models::TextSource::given, &models::Word::source) != line.words.end())
          return true;
  return false;
}

void add_space(pugi::xml_node& line, const models::Box& before, const models::Box& after) {
  pugi::xml_node space = line.append_child("SP");
  set_attribute(space, "HPOS", number(before.right()));
  set_attribute(space, "VPOS", number(before.y));
  set_attribute(space, "WIDTH", number(std::max(0.0, after.x - before.right())));
}

/// Writes texts into a page: IDs count on, places come from the text's frame into the page's.
class BlockWriter {
 public:
  explicit BlockWriter(std::string page_id) : page_id_(std::move(page_id)) {}

  /// The text of one of several papers, with its outline.
  void add_paper(pugi::xml_node parent, const models::ComposedPage& paper) {
    to_page_ = paper.facts.place ? paper.facts.place->to_page : models::Affine{};
    const models::Size size = paper.facts.shown;
    pugi::xml_node element = add_placed(parent, "ComposedBlock", {0, 0, 1.0 * size.width_px, 1.0 * size.height_px});
    set_attribute(element, "ID", fmt::format("{}_a{}", page_id_, ++papers_));
    set_attribute(element, "TYPE", "paper");
    add_text(element, paper.text);
    to_page_ = {};
  }

  /// Blocks in order; the cells of a table within one of its own.
  void add_text(pugi::xml_node parent, const models::PageText& text) {
    const std::vector<int> tables = models::table_numbers(text);
    pugi::xml_node table;
    for (std::size_t index = 0; index < text.blocks.size(); ++index) {
      const int number_of_table = tables[index];
      if (number_of_table > 0 && (index == 0 || tables[index - 1] != number_of_table))
        table = add_table(parent, text.tables[static_cast<std::size_t>(number_of_table) - 1]);
      add_block(number_of_table > 0 ? table : parent, text.blocks[index]);
    }
  }

 private:
  pugi::xml_node add_table(pugi::xml_node parent, const models::Table& table) {
    pugi::xml_node element = add_placed(parent, "ComposedBlock", table.box);
    set_attribute(element, "ID", fmt::format("{}_t{}", page_id_, ++tables_));
    set_attribute(element, "TYPE", "table");
    return element;
  }

  void add_block(pugi::xml_node parent, const models::Block& block) {
    pugi::xml_node element = add_placed(parent, "TextBlock", block.box);
    const std::string id = fmt::format("{}_b{}", page_id_, ++blocks_);
    set_attribute(element, "ID", id);
    if (!is_level(to_page_)) set_attribute(element, "ROTATION", number(turn_degrees(to_page_)));
    int number_of_line = 0;
    for (const models::Line& line : block.lines)
      // The schema wants at least one String in a TextLine.
      if (!line.words.empty()) add_line(element, line, fmt::format("{}_l{}", id, ++number_of_line));
  }

  void add_line(pugi::xml_node block, const models::Line& line, const std::string& id) {
    pugi::xml_node element = add_placed(block, "TextLine", line.box);
    set_attribute(element, "ID", id);
    const models::Word* last = nullptr;
    for (const models::Word& word : line.words) {
      if (last != nullptr && is_level(to_page_))
        add_space(element, models::mapped(to_page_, last->box), models::mapped(to_page_, word.box));
      last = &word;
      pugi::xml_node string = add_placed(element, "String", word.box);
      set_attribute(string, "WC", confidence(word.confidence));
      set_attribute(string, "CONTENT", xml_text(word.text));
      add_source(string, word);
    }
  }

  /// An element with its box on the page and, where text does not run level, the outline that begins at the text's
  /// upper left corner.
  pugi::xml_node add_placed(pugi::xml_node parent, const char* name, const models::Box& box) const {
    pugi::xml_node element = parent.append_child(name);
    if (to_page_ == models::Affine{}) {
      set_place(element, box);
      return element;
    }
    set_place(element, models::mapped(to_page_, box));
    if (is_level(to_page_)) return element;
    std::string points;
    for (const models::Point corner : models::corners_of(box)) {
      const models::Point at = to_page_(corner);
      points += fmt::format("{}{},{}", points.empty() ? "" : " ", number(at.x), number(at.y));
    }
    pugi::xml_node polygon = element.append_child("Shape").append_child("Polygon");
    set_attribute(polygon, "POINTS", points);
    return element;
  }

  std::string page_id_;
  models::Affine to_page_;
  int blocks_ = 0, tables_ = 0, papers_ = 0;
};

std::string page_element(const models::ComposedPage& page, const std::vector<std::string>& languages) {
  pugi::xml_document document;
  pugi::xml_node element = document.append_child("Page");
  const std::string id = fmt::format("p{}", page.facts.id.number);
  set_attribute(element, "ID", id);
  set_attribute(element, "PHYSICAL_IMG_NR", std::to_string(page.facts.id.number));
  set_attribute(element, "WIDTH", std::to_string(page.facts.shown.width_px));
  set_attribute(element, "HEIGHT", std::to_string(page.facts.shown.height_px));
  set_attribute(element, "PROCESSINGREFS", "hoso");
  if (!languages.empty()) set_attribute(element, "LANG", languages.front());
  if (page.facts.blank) set_attribute(element, "PAGECLASS", "blank");
  if (models::word_count(page.text) > 0) set_attribute(element, "PC", confidence(models::mean_confidence(page.text)));
  models::Box print;
  for (const models::Block& block : page.text.blocks) print = models::united(print, block.box);
  if (print.empty())
    print = {0, 0, static_cast<double>(page.facts.shown.width_px), static_cast<double>(page.facts.shown.height_px)};
  pugi::xml_node space = element.append_child("PrintSpace");
  set_attribute(space, "ID", id + "_s");
  set_place(space, print);
  BlockWriter writer(id);
  if (page.papers.empty()) writer.add_text(space, page.text);
  for (const models::ComposedPage& paper : page.papers) writer.add_paper(space, paper);
  return printed(element, kPageDepth);
}

std::string tool_version(const Provenance& provenance, const std::string& tool) {
  const auto found = provenance.tools.find(tool);
  return found == provenance.tools.end() ? std::string{} : found->second;
}

void add_text(pugi::xml_node parent, const char* name, const std::string& text) {
  if (!text.empty()) parent.append_child(name).text().set(xml_text(text).c_str());
}

/// ALTO 4: "Processing" describes a step; the older OCRProcessing is deprecated. No date: it would change from run to
/// run.
void add_processing(pugi::xml_node description, const Provenance& provenance) {
  pugi::xml_node step = description.append_child("Processing");
  set_attribute(step, "ID", "hoso");
  add_text(step, "processingCategory", "contentGeneration");
  add_text(step, "processingStepDescription", "text recognition");
  std::string settings = "language=" + provenance.language;
  for (const auto& [name, value] : provenance.settings) settings += fmt::format("; {}={}", name, value);
  add_text(step, "processingStepSettings", settings);
  pugi::xml_node software = step.append_child("processingSoftware");
  add_text(software, "softwareName", "hoso");
  add_text(software, "softwareVersion", tool_version(provenance, "hoso"));
  std::string parts;
  for (const auto& [name, version] : provenance.tools)
    if (name != "hoso") parts += fmt::format("{}{} {}", parts.empty() ? "" : ", ", name, version);
  add_text(software, "applicationDescription", parts);
}

/// The step that words with letters of the delivered PDF refer to.
void add_given_step(pugi::xml_node description) {
  pugi::xml_node step = description.append_child("Processing");
  set_attribute(step, "ID", kGivenStep);
  add_text(step, "processingCategory", "contentGeneration");
  add_text(step, "processingStepDescription", "letters of the delivered PDF's own text, held against what is read");
}

std::string description_element(const models::Dossier& dossier, const Provenance& provenance, bool given) {
  pugi::xml_document document;
  pugi::xml_node element = document.append_child("Description");
  add_text(element, "MeasurementUnit", "pixel");
  pugi::xml_node image = element.append_child("sourceImageInformation");
  add_text(image, "fileName", dossier.name.text() + ".pdf");
  add_text(image, "documentIdentifier", dossier.name.text());
  add_processing(element, provenance);
  if (given) add_given_step(element);
  return printed(element, 1);
}

/// One file with these pages of the dossier.
Result<void> write_pages(const models::Dossier& dossier, const Provenance& provenance,
                         std::span<const models::ComposedPage> pages, const std::filesystem::path& out) {
  Result<OutputFile> file = OutputFile::create(out);
  if (!file) return tl::make_unexpected(file.error());
  constexpr std::string_view kHead =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v4#\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
      " xsi:schemaLocation=\"http://www.loc.gov/standards/alto/ns-v4#"
      " http://www.loc.gov/standards/alto/v4/alto-4-4.xsd\" SCHEMAVERSION=\"4.4\">\n";
  Result<void> written = file->write(kHead);
  if (written) written = file->write(description_element(dossier, provenance, has_given_words(pages)));
  if (written) written = file->write(" <Layout>\n");
  const std::vector<std::string> languages = language_tags(provenance.language);
  for (const models::ComposedPage& page : pages)
    if (written) written = file->write(page_element(page, languages));
  if (written) written = file->write(" </Layout>\n</alto>\n");
  return written ? file->close() : written;
}

}  // namespace

Result<void> write_alto(const models::Dossier& dossier, const Provenance& provenance,
                        const std::filesystem::path& out) {
  return write_pages(dossier, provenance, dossier.pages, out);
}

Result<void> write_page_altos(const models::Dossier& dossier, const Provenance& provenance,
                              const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directory(folder, error);
  if (error) return models::failure(write_error(folder, error.value()));
  for (const models::ComposedPage& page : dossier.pages) {
    const std::filesystem::path out = folder / fmt::format("{:05}.alto.xml", page.facts.id.number);
    if (Result<void> written = write_pages(dossier, provenance, {&page, 1}, out); !written) return written;
  }
  return {};
}

Result<void> write_text(const models::Dossier& dossier, const std::filesystem::path& out) {
  Result<OutputFile> file = OutputFile::create(out);
  if (!file) return tl::make_unexpected(file.error());
  for (const models::ComposedPage& page : dossier.pages)
    if (Result<void> written = file->write(models::text_of(page.text) + '\f'); !written) return written;
  return file->close();
}

}  // namespace hoso::storage
