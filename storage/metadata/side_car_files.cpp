// SPDX-License-Identifier: Apache-2.0
#include "storage/metadata/side_car_files.h"

#include <sstream>
#include <string>
#include <vector>

#include <pugixml.hpp>

#include "hoso/storage/csv.h"
#include "storage/record/files.h"

namespace hoso::storage {
namespace {

using Values = std::vector<SideCarValue>;
using models::Result;

/// Names of the fields that a person should check, with spaces between.
std::string to_check(const Values& values) {
  std::string names;
  for (const SideCarValue& value : values)
    if (value.to_check && !value.value.empty()) names += (names.empty() ? "" : " ") + value.field->name;
  return names;
}

/// XML 1.0 knows no other control characters.
std::string for_xml(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') c = ' ';
  return text;
}

void add(pugi::xml_node parent, const Values& values) {
  if (const std::string names = to_check(values); !names.empty()) parent.append_attribute("toCheck") = names.c_str();
  for (const SideCarValue& value : values)
    if (!value.value.empty()) parent.append_child(value.field->name.c_str()).text().set(for_xml(value.value).c_str());
}

std::vector<std::string> header(const std::vector<StandardField>& fields) {
  std::vector<std::string> names;
  for (const StandardField& field : fields) names.push_back(field.name);
  names.emplace_back("toCheck");
  return names;
}

std::vector<std::string> row(const Values& values) {
  std::vector<std::string> cells;
  for (const SideCarValue& value : values) cells.push_back(value.value);
  cells.push_back(to_check(values));
  return cells;
}

}  // namespace

std::string side_car_xml(const SideCar& car) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version") = "1.0";
  declaration.append_attribute("encoding") = "UTF-8";
  pugi::xml_node root = document.append_child("metadata");
  root.append_attribute("xmlns") = ("urn:hoso:metadata:" + car.standard->key + ":1").c_str();
  root.append_attribute("standard") = car.standard->name.c_str();
  add(root.append_child("dossier"), car.dossier);
  for (const SideCarDocument& one : car.documents) {
    pugi::xml_node node = root.append_child("document");
    node.append_attribute("number") = one.number;
    node.append_attribute("type") = for_xml(one.document->type).c_str();
    add(node, one.values);
  }
  std::ostringstream out;
  document.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
  return out.str();
}

Result<void> write_side_car(const SideCar& car, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directory(folder, error);
  if (error) return models::failure(write_error(folder, error.value()));
  const MetadataStandard& standard = *car.standard;
  // The circular in force has the plain names.
  const std::string prefix = &standard == &metadata_standard() ? "" : standard.key + "-";
  std::string documents = kCsvMark + csv_row(header(standard.document));
  for (const SideCarDocument& one : car.documents) documents += csv_row(row(one.values));
  Result<void> done = write_new_file(folder / (standard.key + ".xml"), side_car_xml(car));
  if (done)
    done = write_new_file(folder / (prefix + "dossier.csv"),
                          kCsvMark + csv_row(header(standard.dossier)) + csv_row(row(car.dossier)));
  if (done) done = write_new_file(folder / (prefix + "documents.csv"), documents);
  return done;
}

}  // namespace hoso::storage
