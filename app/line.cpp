// SPDX-License-Identifier: Apache-2.0
#include "hoso/pipeline/line_reader.h"

#include <cmath>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/terminal/talk.h"
#include "hoso/scanners/file_source.h"

namespace hoso::app {
namespace {

using Json = nlohmann::ordered_json;

/// Which image a line is, for people: only a file with several has pages.
std::string place_of(const models::SourcePage& page) {
  return page.source.index == 0 ? page.path.string()
                                : fmt::format("{}, page {}", page.path.string(), page.source.index + 1);
}

/// Enough digits for whoever reads it; the recogniser's own are noise from there on.
double rounded(double value) { return std::round(value * 1e4) / 1e4; }

Json json_of(const models::LineCharacter& character) {
  Json alternatives = Json::array();
  for (const models::CharacterAlternative& other : character.alternatives)
    alternatives.push_back({{"text", other.text}, {"probability", rounded(other.probability)}});
  return {{"text", character.text},
          {"certainty", rounded(character.certainty)},
          {"steps", {character.first_step, character.last_step}},
          {"left", rounded(character.left_px)},
          {"right", rounded(character.right_px)},
          {"alternatives", alternatives}};
}

Json json_of(const models::LineWord& word) {
  Json characters = Json::array();
  for (const models::LineCharacter& character : word.characters) characters.push_back(json_of(character));
  return {{"text", word.text},
          {"confidence", rounded(word.confidence)},
          {"probability", rounded(word.probability)},
          {"in_dictionary", word.in_dictionary},
          {"box", {word.box.x, word.box.y, word.box.width, word.box.height}},
          {"characters", characters}};
}

void print_json(const models::SourcePage& page, const models::LineText& line) {
  Json words = Json::array();
  for (const models::LineWord& word : line.words) words.push_back(json_of(word));
  const Json json{{"file", page.path.string()}, {"page", page.source.index + 1}, {"text", line.text()},
                  {"steps", line.steps},        {"inverted", line.inverted},     {"words", words}};
  hoso::app::print_json(json);
}

void print_table(const models::SourcePage& page, const models::LineText& line) {
  for (const models::LineWord& word : line.words)
    fmt::print("{}\t{}\t{:.1f}\t{}\t{:g},{:g},{:g},{:g}\t{}\n", page.path.string(), page.source.index + 1,
               word.confidence, word.in_dictionary ? "yes" : "no", word.box.x, word.box.y, word.box.width,
               word.box.height, word.text);
}

/// Reads what the inputs name, one after the other, and tells what cannot be read.
class Reading {
 public:
  Reading(const Settings& settings, pipeline::LineReader& reader) : settings_(settings), reader_(reader) {}

  void read_input(const std::filesystem::path& input, const std::stop_token& stop) {
    const auto source = scanners::open_files({.inputs = {input}, .name = "lines"});
    if (!source) return fail(source.error());
    while (const auto item = (*source)->next(stop)) {
      if (stop.stop_requested()) return;
      if (const auto* page = std::get_if<models::SourcePage>(&*item)) read_page(*page);
    }
  }

  [[nodiscard]] ExitCode exit_code() const {
    if (errors_.empty()) return ExitCode::ok;
    return read_ > 0 ? ExitCode::in_doubt : app::exit_code(errors_.front());
  }

 private:
  void read_page(const models::SourcePage& page) {
    const auto line = reader_.read(page);
    if (!line) {
      models::Error error = line.error();
      error.file = place_of(page);
      error.page = 0;
      return fail(error);
    }
    ++read_;
    if (settings_.json) return print_json(page, *line);
    if (settings_.boxes) return print_table(page, *line);
    fmt::print("{}\n", line->text());
  }

  void fail(const models::Error& error) {
    tell_error(settings_, error);
    errors_.push_back(error);
  }

  const Settings& settings_;
  pipeline::LineReader& reader_;
  int read_ = 0;
  std::vector<models::Error> errors_;
};

}  // namespace

ExitCode run_line(const Settings& settings, const std::stop_token& stop) {
  const auto reader = pipeline::open_line_reader(settings.job, settings.allowed);
  if (!reader) return tell_error(settings, reader.error());
  if (!settings.quiet && !(*reader)->note().empty()) fmt::print(stderr, "hoso: {}.\n", (*reader)->note());
  if (settings.boxes && !settings.json) fmt::print("file\tpage\tconfidence\tdictionary\tx,y,width,height\ttext\n");
  Reading reading(settings, **reader);
  for (const std::filesystem::path& input : settings.inputs) {
    reading.read_input(input, stop);
    if (stop.stop_requested()) return ExitCode::interrupted;
  }
  return reading.exit_code();
}

}  // namespace hoso::app
