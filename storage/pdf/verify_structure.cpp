// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>

#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFXRefEntry.hh>

#include "hoso/models/messages.h"
#include "storage/pdf/verify_context.h"

namespace hoso::storage {
namespace {

using Handle = QPDFObjectHandle;

// ISO 19005-1 6.6.1, -2 6.5.1.
constexpr std::array<std::string_view, 12> kForbiddenActions{"Launch",     "Sound",      "Movie",       "ResetForm",
                                                             "ImportData", "JavaScript", "SetOCGState", "GoTo3DView",
                                                             "Hide",       "Rendition",  "Trans",       "SetState"};

void check_trailer(QPDF& document, Checklist& list) {
  Handle trailer = document.getTrailer();
  list.expect(!trailer.hasKey("/Encrypt"), {"6.1.3", "6.1.3"}, "The file is encrypted.");
  Handle id = trailer.getKey("/ID");
  const bool good_id = id.isArray() && id.getArrayNItems() == 2 && id.getArrayItem(0).isString() &&
                       id.getArrayItem(1).isString() && !id.getArrayItem(0).getStringValue().empty();
  list.expect(good_id, {"6.1.3", "6.1.3"}, "The file has no identifier.");
  if (!list.is_part_1()) return;
  const auto references = document.getXRefTable();
  const bool compressed =
      std::any_of(references.begin(), references.end(), [](const auto& entry) { return entry.second.getType() == 2; });
  list.expect(!compressed && name_text(trailer.getKey("/Type")) != "XRef", {"6.1.4", ""},
              "The file has object or cross-reference streams.");
  list.expect(document.getPDFVersion() <= "1.4", {"6.1.2", ""}, "The file is of a later version than PDF 1.4.");
}

void check_catalog(QPDF& document, Checklist& list) {
  Handle catalog = document.getRoot();
  list.expect(!catalog.hasKey("/AA"), {"6.6.2", "6.5.2"}, "The catalog has additional actions.");
  Handle form = catalog.getKey("/AcroForm");
  list.expect(!dictionary_of(form).hasKey("/XFA"), {"6.9", "6.4.2"}, "The file has an XFA form.");
  list.expect(!dictionary_of(catalog.getKey("/Names")).hasKey("/JavaScript"), {"6.6.1", "6.5.1"},
              "The file has JavaScript.");
  if (list.is_part_1()) list.expect(!catalog.hasKey("/OCProperties"), {"6.1.13", ""}, "The file has optional content.");
  Handle language = catalog.getKey("/Lang");
  list.expect(language.isString() && !language.getStringValue().empty(), {"6.8.4", "6.7.4"},
              "The document's language is not given.");
}

std::set<std::string> filters_of(Handle stream) {
  Handle filter = stream.getDict().getKey("/Filter");
  std::set<std::string> names;
  if (filter.isName()) names.insert(name_text(filter));
  if (filter.isArray()) {
    for (const Handle& each : filter.getArrayAsVector()) names.insert(name_text(each));
  }
  return names;
}

void check_stream(Handle stream, Checklist& list) {
  const auto filters = filters_of(stream);
  list.expect(!filters.contains("LZWDecode"), {"6.1.10", "6.1.7.2"}, "A stream is compressed with LZW.");
  list.expect(!filters.contains("Crypt"), {"6.1.10", "6.1.7.2"}, "A stream has a Crypt filter.");
  Handle dictionary = stream.getDict();
  list.expect(!dictionary.hasKey("/F") && !dictionary.hasKey("/FFilter"), {"6.1.7", "6.1.7.1"},
              "A stream lies outside the file.");
}

void check_transparency(Handle dictionary, Checklist& list) {
  const bool soft_mask = dictionary.hasKey("/SMask") && name_text(dictionary.getKey("/SMask")) != "None";
  list.expect(!soft_mask, {"6.4", ""}, "A soft mask makes something transparent.");
  for (const char* key : {"/CA", "/ca"}) {
    Handle alpha = dictionary.getKey(key);
    if (alpha.isNumber()) list.expect(alpha.getNumericValue() >= 1, {"6.4", ""}, "Something is painted transparently.");
  }
  if (dictionary.hasKey("/BM")) {
    const std::string mode = name_text(dictionary.getKey("/BM"));
    list.expect(mode == "Normal" || mode == "Compatible", {"6.4", ""}, "A blend mode makes something transparent.");
  }
}

void check_embedded_file(Handle specification, Checklist& list) {
  if (!list.is_part_3()) {
    // Part 2 allows files that are PDF/A themselves; hoso embeds none there.
    list.expect(false, {"6.1.11", "6.8"}, "A file is embedded that is not PDF/A.");
    return;
  }
  list.expect(specification.getKey("/AFRelationship").isName(), {"", "6.8"},
              "An embedded file's relationship is not given.");
  list.expect(specification.hasKey("/F") && specification.hasKey("/UF"), {"", "6.8"},
              "An embedded file lacks one of its names.");
  Handle file = dictionary_of(specification.getKey("/EF")).getKey("/F");
  list.expect(file.isStream() && !name_text(file.getDict().getKey("/Subtype")).empty(), {"", "6.8"},
              "An embedded file's type is not given.");
}

/// Every embedded file must be reachable as an associated file (ISO 19005-3 6.8).
void check_associations(QPDF& document, Checklist& list) {
  if (!list.is_part_3()) return;
  std::set<QPDFObjGen> associated;
  Handle files = document.getRoot().getKey("/AF");
  if (files.isArray()) {
    for (const Handle& each : files.getArrayAsVector()) associated.insert(each.getObjGen());
  }
  for (const auto& [name, file] : QPDFEmbeddedFileDocumentHelper(document).getEmbeddedFiles()) {
    list.expect(associated.contains(file->getObjectHandle().getObjGen()), {"", "6.8"},
                "An embedded file is not associated with the document.");
  }
}

void check_dictionary(Handle dictionary, Checklist& list) {
  const std::string action = name_text(dictionary.getKey("/S"));
  const bool forbidden =
      std::find(kForbiddenActions.begin(), kForbiddenActions.end(), action) != kForbiddenActions.end();
  list.expect(!forbidden && !dictionary.hasKey("/JS"), {"6.6.1", "6.5.1"},
              models::english("There is an action that is not allowed: {}.", action));
  if (dictionary.hasKey("/EF")) check_embedded_file(dictionary, list);
  if (list.is_part_1()) check_transparency(dictionary, list);
}

/// An object and the direct ones inside it.
void check_object(Handle object, Checklist& list, int depth) {
  constexpr int kDeepest = 64;
  if (depth > kDeepest) return;
  if (object.isStream()) check_stream(object, list);
  if (object.isStream() || object.isDictionary()) {
    Handle dictionary = dictionary_of(object);
    check_dictionary(dictionary, list);
    for (const auto& [key, value] : dictionary.getDictAsMap()) {
      if (!Handle(value).isIndirect()) check_object(value, list, depth + 1);
    }
  } else if (object.isArray()) {
    for (const Handle& value : object.getArrayAsVector()) {
      if (!Handle(value).isIndirect()) check_object(value, list, depth + 1);
    }
  }
}

}  // namespace

void check_structure(QPDF& document, Checklist& list) {
  check_trailer(document, list);
  check_catalog(document, list);
  check_associations(document, list);
  for (const Handle& object : document.getAllObjects()) check_object(object, list, 0);
}

}  // namespace hoso::storage
