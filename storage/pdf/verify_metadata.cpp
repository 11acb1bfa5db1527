// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "hoso/models/messages.h"
#include "storage/pdf/metadata.h"
#include "storage/pdf/verify_context.h"

namespace hoso::storage {
namespace {

using Handle = QPDFObjectHandle;

constexpr Clauses kXmp{"6.7.2", "6.6.2.1"};
constexpr Clauses kIdentity{"6.7.11", "6.6.4"};
constexpr Clauses kSameAsInfo{"6.7.3", "6.6.3"};

/// The value of a property of the XMP packet, wherever its Description stands; as element or attribute.
std::string property(const pugi::xml_document& packet, const std::string& name) {
  const auto rdf = packet.child("x:xmpmeta").child("rdf:RDF");
  for (const auto& description : rdf.children("rdf:Description")) {
    if (const auto attribute = description.attribute(name.c_str())) return attribute.value();
    const auto element = description.child(name.c_str());
    if (!element) continue;
    const auto alternative = element.first_child().child("rdf:li");
    return alternative ? alternative.text().get() : element.text().get();
  }
  return {};
}

std::optional<PdfaLevel> claimed_level(const std::string& part, const std::string& conformance) {
  for (const PdfaLevel level : {PdfaLevel::a1b, PdfaLevel::a2u, PdfaLevel::a3u}) {
    const PdfaIdentity identity = identity_of(level);
    if (part == std::to_string(identity.part) && conformance == std::string(1, identity.conformance)) return level;
  }
  return std::nullopt;
}

/// "D:20260102030405+00'00'" as "2026-01-02T03:04:05+00:00".
std::string xmp_form(std::string_view date) {
  if (date.size() < 16 || !date.starts_with("D:")) return std::string(date);
  std::string zone;
  for (const char c : date.substr(16)) {
    if (c == '\'')
      zone += zone.size() == 3 ? ":" : "";
    else
      zone += c;
  }
  return fmt::format("{}-{}-{}T{}:{}:{}{}", date.substr(2, 4), date.substr(6, 2), date.substr(8, 2), date.substr(10, 2),
                     date.substr(12, 2), date.substr(14, 2), zone);
}

std::string info_text(Handle info, const char* key) {
  Handle value = info.getKey(key);
  return value.isString() ? value.getUTF8Value() : std::string();
}

void compare_with_info(QPDF& document, const pugi::xml_document& packet, Checklist& list) {
  Handle info = dictionary_of(document.getTrailer().getKey("/Info"));
  const auto compare = [&](const char* key, const std::string& value, const std::string& name) {
    list.expect(value == property(packet, name), kSameAsInfo,
                models::english("{} in Info is not what {} says in XMP.", key + 1, name));
  };
  compare("/Title", info_text(info, "/Title"), "dc:title");
  compare("/Creator", info_text(info, "/Creator"), "xmp:CreatorTool");
  compare("/Producer", info_text(info, "/Producer"), "pdf:Producer");
  compare("/CreationDate", xmp_form(info_text(info, "/CreationDate")), "xmp:CreateDate");
  compare("/ModDate", xmp_form(info_text(info, "/ModDate")), "xmp:ModifyDate");
}

}  // namespace

void check_metadata(QPDF& document, VerifyReport& report, Checklist& list) {
  Handle metadata = document.getRoot().getKey("/Metadata");
  if (!list.expect(metadata.isStream(), kXmp, "The document has no XMP metadata.")) return;
  Handle dictionary = metadata.getDict();
  list.expect(name_text(dictionary.getKey("/Type")) == "Metadata" && name_text(dictionary.getKey("/Subtype")) == "XML",
              kXmp, "The metadata stream does not say that it is XMP.");
  const std::string packet = decoded(metadata);
  pugi::xml_document xml;
  const auto parsed = xml.load_buffer(packet.data(), packet.size(), pugi::parse_default | pugi::parse_ws_pcdata_single,
                                      pugi::encoding_utf8);
  const std::string part = property(xml, "pdfaid:part"), conformance = property(xml, "pdfaid:conformance");
  report.claims = claimed_level(part, conformance);
  // A filter would hide the metadata from programs that do not read PDF.
  list.expect(!dictionary.hasKey("/Filter") || !list.is_part_1(), kXmp, "The metadata stream is compressed.");
  // pugixml takes a bare '&' for text; XML 1.0 2.4 does not.
  bool bare_ampersand = false;
  for (auto at = packet.find('&'); at != std::string::npos; at = packet.find('&', at + 1)) {
    const std::string_view entity = std::string_view(packet).substr(at + 1, 10);
    const auto end = entity.find(';');
    bare_ampersand |= end == std::string_view::npos || end == 0 ||
                      entity.substr(0, end).find_first_of(" <\n") != std::string_view::npos;
  }
  if (!list.expect(parsed && !bare_ampersand, {"6.7.9", "6.6.2.1"}, "The XMP metadata is not well-formed XML.")) return;
  list.expect(!part.empty(), kIdentity, "The metadata does not say to which part of PDF/A the file conforms.");
  list.expect(report.claims.has_value(), kIdentity, "The metadata claims no level that hoso writes: 1b, 2u, 3u.");
  compare_with_info(document, xml, list);
}

void check_output_intent(QPDF& document, Checklist& list) {
  constexpr Clauses kIntent{"6.2.2", "6.2.3"};
  Handle intents = document.getRoot().getKey("/OutputIntents");
  Handle intent = intents.isArray() && intents.getArrayNItems() == 1 ? intents.getArrayItem(0) : Handle::newNull();
  const bool is_pdfa = intent.isDictionary() && name_text(intent.getKey("/S")) == "GTS_PDFA1";
  if (!list.expect(is_pdfa, {"6.2.3.3", "6.2.4.3"},
                   "There is no PDF/A output intent, so that device colours mean nothing."))
    return;
  list.expect(intent.getKey("/OutputConditionIdentifier").isString(), kIntent, "The output intent has no identifier.");
  Handle stream = intent.getKey("/DestOutputProfile");
  const std::string profile = decoded(stream);
  // ICC.1:2001-04 6.1: size at 0, version at 8, colour space at 16, signature at 36.
  if (!list.expect(profile.size() > 128 && profile.substr(36, 4) == "acsp", kIntent,
                   "The output intent's profile is missing or not ICC."))
    return;
  std::uint32_t size = 0;
  for (int i = 0; i < 4; ++i) size = size << 8 | static_cast<unsigned char>(profile[static_cast<std::size_t>(i)]);
  list.expect(size == profile.size(), kIntent, "The output intent's profile is cut off.");
  list.expect(profile[8] <= (list.is_part_1() ? 2 : 4), kIntent,
              "The output intent's profile is of a later version than allowed.");
  const std::string space = profile.substr(16, 4);
  const int components = space == "RGB " ? 3 : space == "GRAY" ? 1 : 4;
  Handle n = stream.getDict().getKey("/N");
  list.expect(n.isInteger() && n.getIntValue() == components, {"6.2.3.2", "6.2.4.2"},
              "/N is not the profile's number of colour components.");
  list.expect(components == 3, kIntent, "The output intent is not RGB, as hoso's pages need it.");
}

}  // namespace hoso::storage
