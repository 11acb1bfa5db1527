// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include <toml++/toml.h>

#include "extraction/fields.h"
#include "extraction/types/document_types.h"
#include "hoso/extraction/check_types.h"
#include "hoso/models/messages.h"

namespace hoso::extraction {
namespace {

/// "line 12: what" -> both.
TypeFault fault_of(const std::string& cause) {
  TypeFault fault{.what = cause, .remedy = models::english("See docs/document-types.md for the keys.")};
  constexpr std::string_view kLine = "line ";
  if (!cause.starts_with(kLine)) return fault;
  const auto colon = cause.find(": ");
  if (colon == std::string::npos) return fault;
  fault.line = std::atoi(cause.c_str() + kLine.size());
  fault.what = cause.substr(colon + 2);
  return fault;
}

/// Lines at which the file's own fields begin.
std::map<std::string, int> lines_of_fields(std::string_view text) {
  std::map<std::string, int> lines;
  const toml::table table = toml::parse(text);
  if (const toml::array* fields = table["fields"].as_array(); fields != nullptr)
    for (const toml::node& field : *fields)
      if (field.is_table())
        lines[(*field.as_table())["name"].value_or<std::string>("")] = static_cast<int>(field.source().begin.line);
  return lines;
}

class Reviewer {
 public:
  Reviewer(const DocumentType& type, const DocumentType& rules, std::map<std::string, int> lines)
      : type_(type), rules_(rules), lines_(std::move(lines)) {}

  std::vector<TypeFault> review() {
    for (const FieldRule& rule : type_.fields)
      if (lines_.contains(rule.name)) review(rule);
    for (const std::string& name : type_.sections)
      if (!has_field(name))
        tell(0, models::english("'sections' names '{}', which is no field", name),
             models::english("Name a field of this type."));
    for (const std::string& name : type_.dated_by)
      if (!has_field(name) && type_.sources.empty())
        tell(0, models::english("'dated_by' names '{}', which is no field", name),
             models::english("Name a field of this type."));
    if (!type_.abstract && type_.titles.empty() && type_.marks.empty() && type_.abbreviations.empty() &&
        type_.known_by.empty())
      tell(0, models::english("nothing tells this type from others"),
           models::english("Give 'titles', 'titles_begin', 'marks', 'abbreviation' or 'known_by'."));
    return std::move(faults_);
  }

 private:
  void tell(int line, std::string what, std::string remedy) {
    faults_.push_back({line, std::move(what), std::move(remedy)});
  }
  [[nodiscard]] bool has_field(const std::string& name) const {
    return std::any_of(type_.fields.begin(), type_.fields.end(),
                       [&](const FieldRule& rule) { return rule.name == name; });
  }
  [[nodiscard]] bool has_list(const std::string& name) const {
    return !type_.words(name).empty() || !rules_.words(name).empty();
  }

  void review(const FieldRule& rule) {
    const int line = lines_.at(rule.name);
    if (!is_finder(rule.finder))
      tell(line, models::english("field '{}': there is no finder '{}'", rule.name, rule.finder),
           models::english("Give 'labels', a 'pattern' with finder = \"pattern\", or a finder of the table."));
    if (!rule.after.empty() && !has_field(rule.after))
      tell(line, models::english("field '{}': 'after' names '{}', which is no field", rule.name, rule.after),
           models::english("Name the field whose label opens the section."));
    if (!rule.list.empty() && !has_list(rule.list))
      tell(line, models::english("field '{}': there is no list '{}'", rule.name, rule.list),
           models::english("Add it under [lexicon]."));
    if (std::any_of(rule.labels.begin(), rule.labels.end(), [](const std::string& label) { return label.size() < 2; }))
      tell(line, models::english("field '{}': a label has no letters", rule.name),
           models::english("Write labels as they are printed."));
  }

  const DocumentType &type_, &rules_;
  std::map<std::string, int> lines_;
  std::vector<TypeFault> faults_;
};

}  // namespace

std::vector<TypeFault> check_type(const std::string& file, std::string_view text) {
  std::vector<TypeFile> files = built_in_files();
  files.push_back({file, std::string(text)});
  const auto types = parse_types(files);
  if (!types) return {fault_of(types.error().cause)};
  const auto name = toml::parse(text)["name"].value_or<std::string>("");
  return Reviewer(*types->find(name), types->administrative(), lines_of_fields(text)).review();
}

std::vector<TypeSummary> type_summaries() {
  std::vector<TypeSummary> out;
  for (const DocumentType& type : built_in_types()->all()) {
    if (type.abstract) continue;
    TypeSummary summary{.name = type.name, .title = type.titles.empty() ? "" : type.titles.front().text, .fields = {}};
    for (const FieldRule& rule : type.fields) summary.fields.push_back(rule.name);
    out.push_back(std::move(summary));
  }
  return out;
}

}  // namespace hoso::extraction
