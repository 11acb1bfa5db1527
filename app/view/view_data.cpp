// SPDX-License-Identifier: Apache-2.0
#include "app/view/view_data.h"

#include <cmath>

#include "app/quality_words.h"
#include "app/view/record_json.h"
#include "app/view/stored_dossier.h"
#include "hoso/models/messages.h"

namespace hoso::app {
namespace {

using Json = nlohmann::json;

double rounded(double value, double steps) { return std::round(value * steps) / steps; }

Json json_of(const models::Word& word) {
  const auto px = [](double value) { return rounded(value, 10); };
  return {px(word.box.x), px(word.box.y), px(word.box.width), px(word.box.height), rounded(word.confidence, 100),
          word.text};
}

Json json_of(const models::PageText& page) {
  Json lines = Json::array();
  for (const models::Block& block : page.blocks)
    for (const models::Line& line : block.lines) {
      Json words = Json::array();
      for (const models::Word& word : line.words) words.push_back(json_of(word));
      lines.push_back(std::move(words));
    }
  return lines;
}

/// What is wrong with a page's image, each as [problem, remedy].
Json told_problems(const Json& names) {
  Json told = Json::array();
  for (const Json& name : names)
    if (const auto measure = models::quality_measure(name.is_string() ? name.get<std::string>() : "")) {
      const QualityWords words = quality_words(*measure);
      told.push_back({words.problem, words.remedy});
    }
  return told;
}

/// The record with what failed, and what should be scanned again, told in the language that is spoken.
Json shown_record(Json record) {
  if (const auto pages = record.find("pages"); pages != record.end() && pages->is_array())
    for (Json& page : *pages) {
      if (const auto told = told_failure(page))
        page["failure"] = {{"message", told->sentence}, {"remedy", told->remedy}};
      if (const auto notes = page.find("notes"); notes != page.end() && notes->is_array())
        for (Json& note : *notes)
          if (note.is_string()) note = models::retold(note.get<std::string>(), spoken());
      if (const auto quality = page.find("quality"); quality != page.end() && quality->is_object())
        (*quality)["problems"] = told_problems(list(*quality, "problems"));
    }
  return record;
}

}  // namespace

std::string in_script(const Json& json) {
  std::string text = json.dump(-1, ' ', true, Json::error_handler_t::replace);
  for (std::size_t at = 0; (at = text.find('<', at)) != std::string::npos;) text.replace(at, 1, "\\u003c");
  return text;
}

std::string view_data(const Json& record, const std::vector<models::PageText>& text, std::string_view language) {
  std::string out = "\"use strict\";\nwindow.hoso = {\nlanguage: " + in_script(Json(language)) +
                    ",\nrecord: " + in_script(shown_record(record)) + ",\ntext: [";
  const char* separator = "\n";
  for (const models::PageText& page : text) {
    out.append(separator).append(in_script(json_of(page)));
    separator = ",\n";
  }
  return out + "\n]};\n";
}

}  // namespace hoso::app
