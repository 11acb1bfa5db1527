// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/metadata.h"

#include <chrono>

#include <fmt/format.h>
#include <qpdf/QPDFObjectHandle.hh>

#include "embedded/srgb_icc.h"
#include "hoso/models/text.h"

namespace hoso::storage {
namespace {

using Handle = QPDFObjectHandle;

struct CivilTime {
  int year;
  unsigned month, day;
  long hour, minute, second;
};

CivilTime civil(std::int64_t time) {
  const std::chrono::sys_seconds at{std::chrono::seconds{time}};
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss<std::chrono::seconds> clock{at - midnight};
  return {static_cast<int>(date.year()),     static_cast<unsigned>(date.month()),
          static_cast<unsigned>(date.day()), clock.hours().count(),
          clock.minutes().count(),           clock.seconds().count()};
}

/// NFC without control characters, which XML 1.0 does not know: the same in Info and XMP.
std::string printable(std::string_view text) {
  std::string out;
  for (const char c : models::nfc(text)) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string dates_xml(const PdfJob& job) {
  if (!job.time) return {};
  const std::string date = xmp_date(*job.time);
  return fmt::format("      <xmp:CreateDate>{0}</xmp:CreateDate>\n      <xmp:ModifyDate>{0}</xmp:ModifyDate>\n", date);
}

/// A list of the schema dc: `kind` is "Seq" (ordered) or "Bag"; nothing where there are no items.
std::string list_xml(std::string_view name, std::string_view kind, const std::vector<std::string>& items) {
  if (items.empty()) return {};
  std::string list;
  for (const std::string& item : items) list += fmt::format("<rdf:li>{}</rdf:li>", escaped(printable(item)));
  return fmt::format("      <dc:{0}><rdf:{1}>{2}</rdf:{1}></dc:{0}>\n", name, kind, list);
}

/// ISO 15836 in the forms of XMP Specification Part 1, 8.3.
std::string core_xml(const PdfJob& job) {
  const DublinCore& core = job.core;
  std::string out;
  if (!core.identifier.empty())
    out += fmt::format("      <dc:identifier>{}</dc:identifier>\n", escaped(printable(core.identifier)));
  out += list_xml("language", "Bag", {job.language_tag});
  out += list_xml("creator", "Seq", core.creators);
  out += list_xml("date", "Seq", core.dates);
  out += list_xml("subject", "Bag", core.subjects);
  out += list_xml("type", "Bag", core.types);
  if (!core.publisher.empty()) out += list_xml("publisher", "Bag", {core.publisher});
  return out;
}

std::string xmp(const PdfJob& job) {
  const PdfaIdentity identity = identity_of(job.level);
  return fmt::format(
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "  <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "    <rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
      "      <pdfaid:part>{part}</pdfaid:part>\n"
      "      <pdfaid:conformance>{conformance}</pdfaid:conformance>\n"
      "      <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n"
      "{core}"
      "      <xmp:CreatorTool>{producer}</xmp:CreatorTool>\n"
      "{dates}"
      "      <pdf:Producer>{producer}</pdf:Producer>\n"
      "    </rdf:Description>\n"
      "  </rdf:RDF>\n"
      "</x:xmpmeta>\n"
      "<?xpacket end=\"w\"?>",
      fmt::arg("part", identity.part), fmt::arg("conformance", identity.conformance),
      fmt::arg("title", escaped(printable(job.title))), fmt::arg("producer", escaped(printable(job.producer))),
      fmt::arg("dates", dates_xml(job)), fmt::arg("core", core_xml(job)));
}

Handle info(const PdfJob& job) {
  Handle out = Handle::newDictionary();
  out.replaceKey("/Title", Handle::newUnicodeString(printable(job.title)));
  out.replaceKey("/Creator", Handle::newUnicodeString(printable(job.producer)));
  out.replaceKey("/Producer", Handle::newUnicodeString(printable(job.producer)));
  if (job.time) {
    out.replaceKey("/CreationDate", Handle::newString(pdf_date(*job.time)));
    out.replaceKey("/ModDate", Handle::newString(pdf_date(*job.time)));
  }
  return out;
}

/// ISO 19005-1 6.2.2, -2 6.2.3: device colours mean sRGB.
Handle output_intent(QPDF& document) {
  Handle profile = Handle::newStream(&document, std::string(data::srgb_icc()));
  profile.getDict().replaceKey("/N", Handle::newInteger(3));
  Handle intent = Handle::parse(
      "<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) "
      ">>");
  intent.replaceKey("/DestOutputProfile", profile);
  return document.makeIndirectObject(intent);
}

}  // namespace

PdfaIdentity identity_of(PdfaLevel level) {
  switch (level) {
    case PdfaLevel::a1b:
      return {1, 'B'};
    case PdfaLevel::a2u:
      return {2, 'U'};
    case PdfaLevel::a3u:
      return {3, 'U'};
  }
  return {2, 'U'};
}

std::string pdf_date(std::int64_t time) {
  const CivilTime t = civil(time);
  return fmt::format("D:{:04}{:02}{:02}{:02}{:02}{:02}+00'00'", t.year, t.month, t.day, t.hour, t.minute, t.second);
}

std::string xmp_date(std::int64_t time) {
  const CivilTime t = civil(time);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00", t.year, t.month, t.day, t.hour, t.minute, t.second);
}

void add_metadata(QPDF& document, const PdfJob& job) {
  Handle metadata = Handle::newStream(&document, xmp(job));
  metadata.getDict().replaceKey("/Type", Handle::newName("/Metadata"));
  metadata.getDict().replaceKey("/Subtype", Handle::newName("/XML"));
  Handle catalog = document.getRoot();
  catalog.replaceKey("/Metadata", metadata);
  catalog.replaceKey("/OutputIntents", Handle::newArray(std::vector<Handle>{output_intent(document)}));
  catalog.replaceKey("/Lang", Handle::newString(job.language_tag));
  catalog.replaceKey("/MarkInfo", Handle::parse("<< /Marked false >>"));
  catalog.replaceKey("/ViewerPreferences", Handle::parse("<< /DisplayDocTitle true >>"));
  document.getTrailer().replaceKey("/Info", document.makeIndirectObject(info(job)));
}

}  // namespace hoso::storage
