// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include <toml++/toml.h>

#include "extraction/text/fuzzy.h"
#include "extraction/types/document_types.h"
#include "extraction/types/fault.h"
#include "extraction/types/validity.h"
#include "hoso/models/messages.h"
#include "hoso/models/nearest.h"
#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

constexpr int kExtendsDepthMax = 4;
constexpr std::array kTypeKeys{"name",     "abstract",     "extends",  "head",      "abbreviation",
                               "titles",   "titles_begin", "marks",    "pages_max", "starts_without_head",
                               "fields",   "zones",        "patterns", "lexicon",   "stops",
                               "sources",  "sections",     "persons",  "listed_as", "of_the_office",
                               "known_by", "since",        "until",    "dated_by"};
constexpr std::array kFieldKeys{"name",   "finder",  "labels", "pattern", "normalise",   "many",  "where",
                                "kind",   "lines",   "list",   "after",   "handwritten", "reach", "columns",
                                "column", "options", "since",  "until",   "otherwise"};
constexpr std::array kSources{"cccd_qr", "mrz_td1"};
constexpr int kValueLinesMax = 9, kReachMax = 20;

constexpr std::array<std::pair<std::string_view, ValuePlace>, 4> kPlaces{
    {{"right", ValuePlace::right},
     {"below", ValuePlace::below},
     {"right_or_below", ValuePlace::right_or_below},
     {"list_below", ValuePlace::list_below}}};
constexpr std::array<std::pair<std::string_view, ValueKind>, 11> kKinds{
    {{"text", ValueKind::text},
     {"name", ValueKind::name},
     {"date", ValueKind::date},
     {"year", ValueKind::year},
     {"number12", ValueKind::number12},
     {"digits", ValueKind::digits},
     {"money", ValueKind::money},
     {"decimal", ValueKind::decimal},
     {"gender", ValueKind::gender},
     {"phone", ValueKind::phone},
     {"enterprise_code", ValueKind::enterprise_code}}};

struct Source {
  std::string file;
  toml::table table;  // what holds on the day
  Dated dated;
};
using Sources = std::map<std::string, Source, std::less<>>;

template <std::size_t N>
void demand_known_keys(const toml::table& table, const std::array<const char*, N>& known) {
  for (const auto& [key, node] : table)
    if (std::find(known.begin(), known.end(), key.str()) == known.end())
      throw Fault("{} is unknown", models::unknown_key(key.str(), {known.begin(), known.end()}));
}

template <typename T>
T value_of(const toml::table& table, std::string_view key, T otherwise) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return otherwise;
  const auto value = node->value_exact<T>();
  if (!value) throw Fault("key '{}' has the wrong type", key);
  return *value;
}

std::vector<std::string> strings_of(const toml::table& table, std::string_view key) {
  std::vector<std::string> out;
  const toml::node* node = table.get(key);
  if (node == nullptr) return out;
  if (!node->is_array()) throw Fault("key '{}' is no list", key);
  for (const toml::node& item : *node->as_array()) {
    const auto text = item.value_exact<std::string>();
    if (!text || text->empty()) throw Fault("key '{}' holds something that is no text", key);
    out.push_back(models::nfc(*text));
  }
  return out;
}

std::vector<std::string> keys_of(const toml::table& table, std::string_view key) {
  std::vector<std::string> out;
  for (const std::string& text : strings_of(table, key)) out.push_back(key_of(text));
  return out;
}

Pattern compiled(const std::string& expression) {
  auto pattern = Pattern::compile(expression);
  if (!pattern) throw Fault("{} in the pattern '{}'", pattern.error().cause, expression);
  return std::move(*pattern);
}

/// The value of a key that is one of a few words.
template <typename T, std::size_t N>
T choice_of(const toml::table& table, std::string_view key,
            const std::array<std::pair<std::string_view, T>, N>& choices, T otherwise) {
  const auto word = value_of<std::string>(table, key, "");
  if (word.empty()) return otherwise;
  for (const auto& [name, choice] : choices)
    if (name == word) return choice;
  throw Fault("'{}' knows no '{}'", key, word);
}

void read_form_keys(const toml::table& table, FieldRule& rule) {
  rule.place = choice_of(table, "where", kPlaces, ValuePlace::right_or_below);
  rule.kind = choice_of(table, "kind", kKinds, ValueKind::text);
  rule.lines = static_cast<int>(value_of<std::int64_t>(table, "lines", 1));
  if (rule.lines < 1 || rule.lines > kValueLinesMax) throw Fault("field '{}' has an odd number of lines", rule.name);
  rule.reach = static_cast<int>(value_of<std::int64_t>(table, "reach", 1));
  if (rule.reach < 1 || rule.reach > kReachMax) throw Fault("field '{}' has an odd reach", rule.name);
  rule.list = value_of<std::string>(table, "list", "");
  rule.after = value_of<std::string>(table, "after", "");
  rule.columns = keys_of(table, "columns");
  rule.column = keys_of(table, "column");
  rule.options = strings_of(table, "options");
  rule.handwritten = value_of<bool>(table, "handwritten", false);
  rule.otherwise = value_of<bool>(table, "otherwise", false);
}

FieldRule field_of(const toml::table& table) {
  demand_known_keys(table, kFieldKeys);
  FieldRule rule;
  rule.name = value_of<std::string>(table, "name", "");
  rule.valid = validity_of(table);
  rule.labels = keys_of(table, "labels");
  rule.finder = value_of<std::string>(table, "finder", rule.labels.empty() ? rule.name : "label");
  read_form_keys(table, rule);
  rule.normalise = value_of<std::string>(table, "normalise", "");
  rule.many = value_of<bool>(table, "many", false);
  const auto expression = value_of<std::string>(table, "pattern", "");
  if (!expression.empty()) rule.pattern = compiled(expression);
  if (rule.name.empty()) throw Fault("a field has no name");
  if (rule.finder == "label" && rule.labels.empty()) throw Fault("field '{}' has no labels", rule.name);
  if (rule.finder == "table" && rule.columns.empty()) throw Fault("field '{}' has no columns", rule.name);
  if (rule.finder == "choice" && (rule.options.size() < 2 || rule.labels.empty()))
    throw Fault("field '{}' needs labels and two options at least", rule.name);
  if (rule.finder == "pattern" && !rule.pattern) throw Fault("field '{}' has no pattern", rule.name);
  return rule;
}

Zone zone_of(const toml::table& table) {
  const auto side = [&](std::string_view key, double& begin, double& end) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return;
    const toml::array* pair = node->as_array();
    if (pair == nullptr || pair->size() != 2) throw Fault("a zone's side is no pair of numbers");
    begin = (*pair)[0].value<double>().value_or(0), end = (*pair)[1].value<double>().value_or(1);
  };
  Zone zone;
  side("x", zone.x_begin, zone.x_end);
  side("y", zone.y_begin, zone.y_end);
  return zone;
}

/// The file's own fields take the places of those of their name that the type extends; several of one name stand for
/// different times, or for where those before them find nothing. `own`: names of the file's fields so far.
void add_field(std::vector<FieldRule>& fields, std::set<std::string>& own, FieldRule rule) {
  const auto same = [&](const FieldRule& known) { return known.name == rule.name; };
  auto at = std::find_if(fields.begin(), fields.end(), same);
  if (own.insert(rule.name).second) {
    const auto index = at - fields.begin();
    std::erase_if(fields, same);
    at = fields.begin() + index;
  }
  if (rule.otherwise && (at == fields.end() || !same(*at)))
    throw Fault("field '{}' is for where another of its name finds nothing, but there is none before it", rule.name);
  for (; at != fields.end() && same(*at); ++at)
    if (!rule.otherwise && at->valid.overlaps(rule.valid))
      throw Fault("there are two fields '{}' at one time", rule.name);
  fields.insert(at, std::move(rule));
}

void read_lists(const toml::table& table, DocumentType& type) {
  std::set<std::string> own;
  if (const toml::node* fields = table.get("fields"); fields != nullptr) {
    if (!fields->is_array()) throw Fault("'fields' is no list of tables");
    for (const toml::node& item : *fields->as_array()) {
      if (!item.is_table()) throw Fault("a field is no table");
      located(item, [&] { add_field(type.fields, own, field_of(*item.as_table())); });
    }
  }
  if (const toml::table* zones = table["zones"].as_table(); zones != nullptr)
    for (const auto& [key, node] : *zones)
      if (node.is_table()) type.zones.insert_or_assign(std::string(key.str()), zone_of(*node.as_table()));
  if (const toml::table* patterns = table["patterns"].as_table(); patterns != nullptr)
    for (const auto& [key, node] : *patterns)
      type.patterns.insert_or_assign(std::string(key.str()), compiled(node.value<std::string>().value_or("")));
  if (const toml::table* lists = table["lexicon"].as_table(); lists != nullptr)
    for (const auto& [key, node] : *lists)
      type.lexicon.insert_or_assign(std::string(key.str()), strings_of(*lists, key.str()));
}

constexpr std::array<const char*, kPersonRoles> kPersonKeys{"name", "id", "birth", "sex", "address"};

/// `left_out`: fields that do not hold on the day.
PersonFields person_of(const toml::table& table, const DocumentType& type, const std::set<std::string>& left_out) {
  demand_known_keys(table, kPersonKeys);
  PersonFields out;
  for (std::size_t role = 0; role < kPersonRoles; ++role) {
    out.at(role) = value_of<std::string>(table, kPersonKeys.at(role), "");
    const bool known =
        out.at(role).empty() || std::any_of(type.fields.begin(), type.fields.end(),
                                            [&](const FieldRule& rule) { return rule.name == out.at(role); });
    // What only a QR code or MRZ says has no rule.
    if (!known && type.sources.empty() && !left_out.contains(out.at(role)))
      throw Fault("a person's field '{}' is no field of the type", out.at(role));
  }
  return out;
}

void read_persons(const toml::table& table, DocumentType& type, const std::set<std::string>& left_out) {
  const toml::node* persons = table.get("persons");
  if (persons == nullptr) return;
  if (!persons->is_array()) throw Fault("'persons' is no list of tables");
  type.persons.clear();
  for (const toml::node& item : *persons->as_array()) {
    if (!item.is_table()) throw Fault("a person is no table");
    type.persons.push_back(person_of(*item.as_table(), type, left_out));
  }
}

HeadKind head_of(const std::string& text) {
  if (text == "columns") return HeadKind::columns;
  if (text == "any") return HeadKind::any;
  throw Fault("head '{}' is neither 'columns' nor 'any'", text);
}

void read_sources(const toml::table& table, DocumentType& type) {
  for (std::string& source : strings_of(table, "sources")) {
    if (std::find(kSources.begin(), kSources.end(), source) == kSources.end())
      throw Fault("there is no source '{}'", source);
    type.sources.push_back(std::move(source));
  }
  for (std::string& source : strings_of(table, "known_by")) {
    if (std::find(type.sources.begin(), type.sources.end(), source) == type.sources.end())
      throw Fault("'known_by' names '{}', which is none of the type's 'sources'", source);
    type.known_by.push_back(std::move(source));
  }
}

/// What adds to the type that is extended: titles, and words that mark it.
void read_words(const toml::table& table, DocumentType& type) {
  const auto add = [&](const char* key, std::vector<std::string>& to) {
    for (std::string& word : keys_of(table, key)) to.push_back(std::move(word));
  };
  for (const std::string& text : strings_of(table, "titles")) type.titles.push_back({text, key_of(text), true});
  for (const std::string& text : strings_of(table, "titles_begin")) type.titles.push_back({text, key_of(text), false});
  add("marks", type.marks);
  add("stops", type.stops);
  add("listed_as", type.listed_as);
  for (std::string& name : strings_of(table, "sections")) type.sections.push_back(std::move(name));
}

/// One, or a list.
std::vector<std::string> abbreviations_of(const toml::table& table) {
  const toml::node* node = table.get("abbreviation");
  if (node != nullptr && node->is_array()) return strings_of(table, "abbreviation");
  const auto one = models::nfc(value_of<std::string>(table, "abbreviation", ""));
  return one.empty() ? std::vector<std::string>{} : std::vector{one};
}

/// `bases`: types that others extend, as they were read.
DocumentType read_type(const Source& source, const Sources& sources, std::map<std::string, DocumentType>& bases,
                       int depth) {
  const toml::table& table = source.table;
  demand_known_keys(table, kTypeKeys);
  DocumentType type;
  const auto base = value_of<std::string>(table, "extends", "");
  if (!base.empty()) {
    const auto at = sources.find(base);
    if (at == sources.end() || depth >= kExtendsDepthMax) throw Fault("cannot extend '{}'", base);
    auto known = bases.find(base);
    if (known == bases.end()) known = bases.emplace(base, read_type(at->second, sources, bases, depth + 1)).first;
    type = known->second;
  }
  type.name = value_of<std::string>(table, "name", "");
  type.abstract = value_of<bool>(table, "abstract", false);
  if (table.contains("head")) type.head = head_of(value_of<std::string>(table, "head", ""));
  type.valid = validity_of(table);
  type.parts.insert(type.parts.end(), source.dated.parts.begin(), source.dated.parts.end());
  type.abbreviations = abbreviations_of(table);
  if (table.contains("dated_by")) type.dated_by = strings_of(table, "dated_by");
  read_words(table, type);
  read_sources(table, type);
  type.of_the_office = value_of<bool>(table, "of_the_office", type.of_the_office);
  type.pages_max = static_cast<int>(value_of<std::int64_t>(table, "pages_max", type.pages_max));
  type.starts_without_head = value_of<bool>(table, "starts_without_head", type.starts_without_head);
  read_lists(table, type);
  if (table.contains("lexicon")) type.phrases = PhraseList(type.words("phrases"));
  read_persons(table, type, source.dated.left_out);
  return type;
}

models::Error fault(const std::string& file, std::string what) {
  return {.code = models::ErrorCode::option_invalid,
          .stage = models::Stage::configure,
          .file = file,
          .subject = models::english("this document type"),
          .cause = std::move(what)};
}

models::Result<Sources> parse_files(const std::vector<TypeFile>& files, const models::RulesDay& day) {
  Sources sources;
  for (const TypeFile& file : files) try {
      toml::table table = toml::parse(file.text, file.name);
      const auto name = table["name"].value<std::string>();
      if (!name || name->empty()) return tl::make_unexpected(fault(file.name, "the type has no name"));
      Dated dated = keep_what_holds(table, day);
      sources.insert_or_assign(*name, Source{file.name, std::move(table), std::move(dated)});
    } catch (const Fault& error) {
      return tl::make_unexpected(fault(file.name, error.what()));
    } catch (const toml::parse_error& error) {
      return tl::make_unexpected(
          fault(file.name, models::english("line {}: {}", error.source().begin.line,
                                           models::english("this is not TOML ({})", error.description()))));
    }
  return sources;
}

}  // namespace

models::Result<DocumentTypes> parse_types(const std::vector<TypeFile>& files, const models::RulesDay& day) {
  const auto sources = parse_files(files, day);
  if (!sources) return tl::make_unexpected(sources.error());
  std::vector<DocumentType> types;
  std::map<std::string, DocumentType> bases;
  for (const auto& [name, source] : *sources) try {
      DocumentType type = read_type(source, *sources, bases, 0);
      if (type.valid.holds(day)) types.push_back(std::move(type));
    } catch (const std::exception& error) {
      return tl::make_unexpected(fault(source.file, error.what()));
    }
  if (sources->find(DocumentTypes::kAdministrative) == sources->end())
    return tl::make_unexpected(fault("", "there is no type 'administrative'"));
  return DocumentTypes(std::move(types), files);
}

}  // namespace hoso::extraction
