// SPDX-License-Identifier: Apache-2.0
#include "tests/storage/pdf/broken_copies.h"

#include <memory>
#include <utility>

#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "storage/pdf/glyphless_font.h"
#include "tests/storage/pdf/pdf_support.h"

namespace hoso::tests {
namespace {

using Handle = QPDFObjectHandle;
using storage::PdfaLevel;
using Edit = std::function<void(QPDF&)>;

const std::set<PdfaLevel> kAll{PdfaLevel::a1b, PdfaLevel::a2u, PdfaLevel::a3u};
const std::set<PdfaLevel> kOnly1{PdfaLevel::a1b};

BrokenCopy edited(std::string name, const std::set<PdfaLevel>& illegal_in, const Edit& edit) {
  return {std::move(name), illegal_in, [edit](const auto& from, const auto& to) {
            QPDF document;
            open_pdf(document, from);
            edit(document);
            write_as_is(document, to);
          }};
}

BrokenCopy rewritten(std::string name, const std::function<void(std::string&)>& edit) {
  return {std::move(name), kAll, [edit](const auto& from, const auto& to) {
            std::string bytes = read_file(from);
            edit(bytes);
            write_file(to, bytes);
          }};
}

Handle page_1(QPDF& document) { return QPDFPageDocumentHelper(document).getAllPages().at(0).getObjectHandle(); }

Handle font_of(QPDF& document) {
  Handle fonts = page_1(document).getKey("/Resources").getKey("/Font");
  return fonts.getKey(*fonts.getKeys().begin());
}

void for_each_font(QPDF& document, const std::function<void(Handle font, Handle descendant)>& edit) {
  Handle fonts = page_1(document).getKey("/Resources").getKey("/Font");
  for (const std::string& name : fonts.getKeys())
    edit(fonts.getKey(name), fonts.getKey(name).getKey("/DescendantFonts").getArrayItem(0));
}

void edit_xmp(QPDF& document, const std::string& from, const std::string& to) {
  Handle metadata = document.getRoot().getKey("/Metadata");
  std::string xmp = raw_stream(metadata);
  const auto at = xmp.find(from);
  if (at == std::string::npos) throw std::runtime_error("nothing to break: " + from);
  xmp.replace(at, from.size(), to);
  metadata.replaceStreamData(xmp, Handle::newNull(), Handle::newNull());
}

void embed_file(QPDF& document) {
  auto stream = QPDFEFStreamObjectHelper::createEFStream(document, std::string("{}"));
  QPDFEmbeddedFileDocumentHelper(document).replaceEmbeddedFile(
      "a.json", QPDFFileSpecObjectHelper::createFileSpec(document, "a.json", stream));
}

void add_link(QPDF& document, const std::string& action) {
  page_1(document).replaceKey(
      "/Annots", Handle::parse("[ << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /F 4 /A " + action + " >> ]"));
}

void wrong_letters(QPDF& document) {
  std::string map = decoded_stream(font_of(document).getKey("/ToUnicode"));
  const auto at = map.find("<1E00> <1EFF> <1E00>");
  map.replace(at, 20, "<1E00> <1EFF> <1F00>");
  font_of(document).getKey("/ToUnicode").replaceStreamData(map, Handle::newNull(), Handle::newNull());
}

void cut_jpeg(QPDF& document) {
  Handle image = image_of(document, 1);
  std::string jpeg = raw_stream(image);
  jpeg.resize(jpeg.size() / 2);
  image.replaceStreamData(jpeg, Handle::newName("/DCTDecode"), Handle::newNull());
}

void soft_mask(QPDF& document) {
  Handle mask = Handle::newStream(&document, std::string(1, '\xFF'));
  mask.replaceDict(Handle::parse(
      "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 >>"));
  image_of(document, 1).getDict().replaceKey("/SMask", mask);
}

std::vector<BrokenCopy> metadata_copies() {
  return {
      edited("XMP removed", kAll, [](QPDF& d) { d.getRoot().removeKey("/Metadata"); }),
      edited("Info title differs from XMP", kAll,
             [](QPDF& d) { d.getTrailer().getKey("/Info").replaceKey("/Title", Handle::newUnicodeString("khác")); }),
      edited("Info date differs from XMP", kAll,
             [](QPDF& d) {
               d.getTrailer().getKey("/Info").replaceKey("/ModDate", Handle::newString("D:20270102030405+00'00'"));
             }),
      edited("Info removed", kAll, [](QPDF& d) { d.getTrailer().removeKey("/Info"); }),
      edited("pdfaid:part missing", kAll, [](QPDF& d) { edit_xmp(d, "pdfaid:part>", "pdfaid:prat>"); }),
      edited("pdfaid:conformance unknown", kAll,
             [](QPDF& d) { edit_xmp(d, "<pdfaid:conformance>", "<pdfaid:conformance>X"); }),
      edited("XMP with a bare ampersand", kAll, [](QPDF& d) { edit_xmp(d, "&amp;", "&"); }),
      edited("XMP not closed", kAll, [](QPDF& d) { edit_xmp(d, "</rdf:RDF>", ""); }),
      edited("output intent removed", kAll, [](QPDF& d) { d.getRoot().removeKey("/OutputIntents"); }),
      edited("profile /N 4", kAll,
             [](QPDF& d) {
               d.getRoot()
                   .getKey("/OutputIntents")
                   .getArrayItem(0)
                   .getKey("/DestOutputProfile")
                   .getDict()
                   .replaceKey("/N", Handle::newInteger(4));
             }),
      edited("profile is no profile", kAll,
             [](QPDF& d) {
               d.getRoot()
                   .getKey("/OutputIntents")
                   .getArrayItem(0)
                   .getKey("/DestOutputProfile")
                   .replaceStreamData("ICC", Handle::newNull(), Handle::newNull());
             }),
  };
}

std::vector<BrokenCopy> font_copies() {
  return {
      edited("FontFile2 removed", kAll,
             [](QPDF& d) {
               for_each_font(
                   d, [](Handle, Handle descendant) { descendant.getKey("/FontDescriptor").removeKey("/FontFile2"); });
             }),
      edited("ToUnicode removed", kAll,
             [](QPDF& d) { for_each_font(d, [](Handle font, Handle) { font.removeKey("/ToUnicode"); }); }),
      edited("DW 600", kAll,
             [](QPDF& d) {
               for_each_font(d,
                             [](Handle, Handle descendant) { descendant.replaceKey("/DW", Handle::newInteger(600)); });
             }),
      edited("W for one code", kAll,
             [](QPDF& d) {
               for_each_font(
                   d, [](Handle, Handle descendant) { descendant.replaceKey("/W", Handle::parse("[ 65 [ 700 ] ]")); });
             }),
      edited("all codes to .notdef", kAll,
             [](QPDF& d) {
               for_each_font(d, [](Handle, Handle descendant) {
                 descendant.getKey("/CIDToGIDMap")
                     .replaceStreamData(std::string(131072, '\0'), Handle::newNull(), Handle::newNull());
               });
             }),
      edited("wrong letters", kAll, wrong_letters),
      edited("letters without Unicode", kAll,
             [](QPDF& d) {
               font_of(d)
                   .getKey("/ToUnicode")
                   .replaceStreamData(storage::identity_to_unicode({0}), Handle::newNull(), Handle::newNull());
             }),
      edited("font resources removed", kAll, [](QPDF& d) { page_1(d).getKey("/Resources").removeKey("/Font"); }),
  };
}

std::vector<BrokenCopy> page_copies() {
  return {
      edited("LZW content", kAll,
             [](QPDF& d) {
               // 9-bit codes: clear table, end of data.
               Handle stream = Handle::newStream(&d);
               stream.replaceStreamData(std::string("\x80\x40\x40", 3), Handle::newName("/LZWDecode"),
                                        Handle::newNull());
               QPDFPageObjectHelper(page_1(d)).addPageContents(stream, false);
             }),
      edited("JavaScript on opening", kAll,
             [](QPDF& d) {
               d.getRoot().replaceKey("/OpenAction", Handle::parse("<< /S /JavaScript /JS (app.alert(1)) >>"));
             }),
      edited("Launch link", kAll, [](QPDF& d) { add_link(d, "<< /S /Launch /F (a.exe) >>"); }),
      edited("additional actions", kAll,
             [](QPDF& d) { page_1(d).replaceKey("/AA", Handle::parse("<< /O << /S /Named /N /NextPage >> >>")); }),
      edited("page transparency group", kOnly1,
             [](QPDF& d) {
               page_1(d).replaceKey("/Group", Handle::parse("<< /Type /Group /S /Transparency /CS /DeviceRGB >>"));
             }),
      edited("image soft mask", kOnly1, soft_mask),
      edited("Interpolate true", kAll,
             [](QPDF& d) { image_of(d, 1).getDict().replaceKey("/Interpolate", Handle::newBool(true)); }),
      edited(
          "CMYK image", kAll,
          [](QPDF& d) {
            Handle image = image_of(d, 1);
            image.replaceDict(Handle::parse(
                "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceCMYK /BitsPerComponent 8 >>"));
            image.replaceStreamData(std::string(4, '\0'), Handle::newNull(), Handle::newNull());
          }),
      edited("MediaBox 20,000 pt", kAll,
             [](QPDF& d) { page_1(d).replaceKey("/MediaBox", Handle::parse("[ 0 0 20000 800 ]")); }),
      edited("JPEG cut", kAll, cut_jpeg),
      edited("JPEG of another size", kAll,
             [](QPDF& d) { image_of(d, 1).getDict().replaceKey("/Width", Handle::newInteger(17)); }),
      edited("unknown operator", kAll,
             [](QPDF& d) {
               QPDFPageObjectHelper(page_1(d)).addPageContents(Handle::newStream(&d, std::string("1 0 hoso")), false);
             }),
      edited("graphics state not restored", kAll,
             [](QPDF& d) {
               QPDFPageObjectHelper(page_1(d)).addPageContents(Handle::newStream(&d, std::string("q")), false);
             }),
      edited("embedded file without relationship", kAll, embed_file),
  };
}

std::vector<BrokenCopy> file_copies() {
  return {
      {"encrypted", kAll,
       [](const auto& from, const auto& to) {
         QPDF document;
         open_pdf(document, from);
         QPDFWriter writer(document, to.c_str());
         writer.setR3EncryptionParametersInsecure("", "owner", true, true, true, true, true, true, qpdf_r3p_full);
         writer.setObjectStreamMode(qpdf_o_disable);
         writer.setStreamDataMode(qpdf_s_preserve);
         writer.write();
       }},
      {"object streams", kOnly1,
       [](const auto& from, const auto& to) {
         QPDF document;
         open_pdf(document, from);
         write_as_is(document, to, true);
       }},
      rewritten("no identifier",
                [](std::string& b) {
                  const auto at = b.rfind("/ID [");
                  b.replace(at, 3, "/Id");
                }),
      rewritten("cross-reference offset broken",
                [](std::string& b) {
                  const auto at = b.rfind("startxref\n") + 10;
                  b[at] = b[at] == '9' ? '8' : static_cast<char>(b[at] + 1);
                }),
      rewritten("an object's offset broken",
                [](std::string& b) {
                  const auto at = b.rfind("\nxref\n");
                  const auto entry = b.find(" 00000 n", at) - 3;
                  b[entry] = b[entry] == '9' ? '8' : static_cast<char>(b[entry] + 1);
                }),
      rewritten("1.8 KB after the end", [](std::string& b) { b.append(1800, 'x'); }),
      rewritten("one line after the end", [](std::string& b) { b += "x\n"; }),
      rewritten("bytes before the header", [](std::string& b) { b.insert(0, "x\n"); }),
      rewritten("no binary comment", [](std::string& b) { b.replace(b.find('\n') + 1, 5, "%abcd"); }),
      rewritten("second half missing", [](std::string& b) { b.resize(b.size() / 2); }),
      rewritten("empty", [](std::string& b) { b.clear(); }),
      rewritten("not a PDF", [](std::string& b) { b = "hello\n"; }),
  };
}

}  // namespace

void write_as_is(QPDF& document, const std::filesystem::path& to, bool object_streams) {
  QPDFWriter writer(document, to.c_str());
  writer.setDeterministicID(true);
  writer.setNewlineBeforeEndstream(true);
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.setObjectStreamMode(object_streams ? qpdf_o_generate : qpdf_o_disable);
  writer.write();
}

std::vector<BrokenCopy> broken_copies() {
  std::vector<BrokenCopy> all;
  for (auto&& some : {metadata_copies(), font_copies(), page_copies(), file_copies()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace hoso::tests
