// SPDX-License-Identifier: Apache-2.0
#include "app/options.h"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "app/option_kinds.h"
#include "app/quality_options.h"
#include "app/say.h"
#include "app/separation_options.h"

namespace hoso::app {
namespace {

using models::Result;
using storage::PdfaLevel;

constexpr unsigned kMaking = for_digitise | for_scan;
constexpr unsigned kJob = kMaking | for_reread;
constexpr unsigned kReading = kJob | for_line | for_doctor;
/// Those that work in a folder of dossiers.
constexpr unsigned kInFolder =
    everywhere & ~unsigned{for_verify | for_scanners | for_line | for_profile | for_separators | for_types};

std::vector<Option> places() {
  return {path(
              {.name = "out",
               .commands = kInFolder,
               .value_name = "DIR",
               .help = "Folder of the dossiers and their catalogue; else the profile's, else $HOSO_OUT, else here if a "
                       "catalogue is here"},
              [](Settings & s) -> auto& { return s.out; }),
          text(
              {.name = "profile",
               .commands = everywhere,
               .in_profile = false,
               .value_name = "PROFILE",
               .help = "A file of settings, or the name of a profile (see `hoso profile list`)"},
              [](Settings & s) -> auto& { return s.profile; }),
          {.name = "name",
           .commands = kMaking,
           .in_profile = false,
           .value_name = "NAME",
           .help = "Name of the dossier; else that of its folder or file",
           .set = [](Settings& s, const std::string& value) -> Result<void> {
             s.name = value;
             return {};
           },
           .get = [](const Settings& s) { return s.name.value_or(""); }},
          path(
              {.name = "meta",
               .commands = kJob,
               .in_profile = false,
               .value_name = "FILE",
               .help = "What no paper shows of the dossiers: TOML or JSON (see `hoso help metadata`)"},
              [](Settings & s) -> auto& { return s.meta; }),
          flag(
              {.name = "each",
               .commands = for_digitise,
               .in_profile = false,
               .help = "Make a dossier of each sub-folder of the inputs"},
              [](Settings & s) -> auto& { return s.each; }),
          flag(
              {.name = "split-stacks",
               .commands = for_digitise,
               .in_profile = false,
               .help = "A separator sheet (`hoso separators`) begins a dossier named as its code"},
              [](Settings & s) -> auto& { return s.job.split_stacks; }),
          flag(
              {.name = "resume",
               .commands = kMaking,
               .in_profile = false,
               .help = "Skip dossiers that are complete already instead of refusing"},
              [](Settings & s) -> auto& { return s.resume; })};
}

std::vector<Option> reading() {
  return {choice<PdfaLevel>(
              {.name = "pdfa",
               .commands = kJob,
               .in_record = true,
               .value_name = "LEVEL",
               .help = "PDF/A level: 1b, 2u or 3u (3u carries the record as an attachment)"},
              {{"1b", PdfaLevel::a1b}, {"2u", PdfaLevel::a2u}, {"3u", PdfaLevel::a3u}},
              [](Settings & s) -> auto& { return s.job.level; }),
          text(
              {.name = "language",
               .commands = kReading,
               .in_record = true,
               .value_name = "LANG",
               .help = "Language of the text as Tesseract names it; several joined by '+'"},
              [](Settings & s) -> auto& { return s.job.language; }),
          path(
              {.name = "model-folder",
               .commands = kReading,
               .value_name = "DIR",
               .help = "Folder with the language models; else hoso's own for vie, Tesseract's for all others"},
              [](Settings & s) -> auto& { return s.job.model_folder; }),
          path(
              {.name = "words",
               .commands = kReading,
               .value_name = "FILE",
               .help = "Names and terms that the reading shall know: UTF-8, one a line, # begins a comment"},
              [](Settings & s) -> auto& { return s.job.words; }),
          path(
              {.name = "document-types",
               .commands = kJob,
               .value_name = "DIR",
               .help = "Folder with further document types (see docs/document-types.md)"},
              [](Settings & s) -> auto& { return s.job.document_types; }),
          flag(
              {.name = "orientation", .commands = kJob, .in_record = true, .help = "Find out which way up a page is"},
              [](Settings & s) -> auto& { return s.job.find_orientation; }),
          flag(
              {.name = "deskew", .commands = kJob, .in_record = true, .help = "Straighten pages"},
              [](Settings & s) -> auto& { return s.job.deskew; }),
          number(
              {.name = "render-dpi",
               .commands = for_digitise,
               .in_record = true,
               .value_name = "DPI",
               .help = "Resolution for PDF pages that are text or drawings"},
              72, 1200, [](Settings & s) -> auto& { return s.job.render_dpi; })};
}

Option document_name() {
  Option option = text(
      {.name = "document-name",
       .commands = kJob,
       .value_name = "TEMPLATE",
       .help = "Names of those PDFs, of {code} (the dossier's code, else its name), {dossier}, {number} and {type}"},
      [](Settings & s) -> auto& { return s.document_name; });
  option.set = [set = option.set](Settings& settings, const std::string& value) -> Result<void> {
    if (!storage::is_document_name(value))
      return invalid_value("document-name", value,
                           tr("with {number}, and no other names in braces than {code}, {dossier} and {type}"));
    return set(settings, value);
  };
  return option;
}

std::vector<Option> working() {
  return {
      flag(
          {.name = "alto-pages", .commands = kJob, .help = "Also write one ALTO file a page, in the dossier's alto/"},
          [](Settings & s) -> auto& { return s.alto_pages; }),
      flag(
          {.name = "document-pdfs",
           .commands = kJob,
           .help = "Also write one PDF/A a document, in the dossier's documents/"},
          [](Settings & s) -> auto& { return s.document_pdfs; }),
      document_name(),
      word_choice(
          {.name = "older-lists",
           .commands = kJob,
           .value_name = "LISTS",
           .help = "Also write metadata by the lists of before: nd30 (NĐ 30/2020), tt02 (TT 02/2019), both or none"},
          {"none", "nd30", "tt02", "both"}, [](Settings & s) -> auto& { return s.older_lists; }),
      flag(
          {.name = "catalogue", .commands = kJob, .help = "Keep the searchable catalogue in the output folder"},
          [](Settings & s) -> auto& { return s.catalogue; }),
      number(
          {.name = "threads", .commands = kJob, .value_name = "N", .help = "Pages read at once; 0: one for each core"},
          0, 1024, [](Settings & s) -> auto& { return s.job.threads; }),
      megabytes(
          {.name = "memory", .commands = kJob, .value_name = "MB", .help = "Memory for the pages in work"}, 16,
          1'000'000, [](Settings & s) -> auto& { return s.job.memory_budget_bytes; }),
      choice<pipeline::RecogniserKind>(
          {.name = "recogniser",
           .commands = kJob,
           .in_profile = false,
           .value_name = "KIND",
           .help = "native, tesseract or stub",
           .hidden = true},
          {{"native", pipeline::RecogniserKind::native},
           {"tesseract", pipeline::RecogniserKind::tesseract},
           {"stub", pipeline::RecogniserKind::stub}},
          [](Settings & s) -> auto& { return s.job.recogniser; })};
}

std::vector<Option> scanning() {
  return {
      text(
          {.name = "device",
           .commands = for_scan,
           .value_name = "DEVICE",
           .help = "The scanner, as `hoso scanners` names it"},
          [](Settings & s) -> auto& { return s.device; }),
      word_choice(
          {.name = "source",
           .commands = for_scan,
           .in_record = true,
           .value_name = "WHERE",
           .help = "feeder (all sheets), duplex (both sides) or flatbed (one page)"},
          {"feeder", "duplex", "flatbed"}, [](Settings & s) -> auto& { return s.scan_source; }),
      word_choice(
          {.name = "mode", .commands = for_scan, .in_record = true, .value_name = "MODE", .help = "colour, grey or bw"},
          {"colour", "grey", "bw"}, [](Settings & s) -> auto& { return s.scan_mode; }),
      number(
          {.name = "dpi",
           .commands = for_scan,
           .in_record = true,
           .value_name = "DPI",
           .help = "Resolution of the scan"},
          50, 1200, [](Settings & s) -> auto& { return s.scan_dpi; }),
      word_choice(
          {.name = "paper", .commands = for_scan, .in_record = true, .value_name = "FORMAT", .help = "A3, A4 or A5"},
          {"A3", "A4", "A5"}, [](Settings & s) -> auto& { return s.paper; }),
      number(
          {.name = "jpeg-quality",
           .commands = for_scan,
           .in_record = true,
           .value_name = "Q",
           .help = "Quality of the master images"},
          50, 100, [](Settings & s) -> auto& { return s.jpeg_quality; }),
      path(
          {.name = "spool",
           .commands = for_scan,
           .value_name = "DIR",
           .help = "Where the masters are kept until the dossier is stored; else in the output folder"},
          [](Settings & s) -> auto& { return s.spool; })};
}

std::vector<Option> reading_lines() {
  return {text(
              {.name = "allowed",
               .commands = for_line,
               .in_profile = false,
               .value_name = "CHARS",
               .help = "Read these characters only, for example 0123456789; else all"},
              [](Settings & s) -> auto& { return s.allowed; }),
          flag(
              {.name = "boxes",
               .commands = for_line,
               .in_profile = false,
               .help = "A table with a row a word: file, page, confidence, in the dictionary, box, text"},
              [](Settings & s) -> auto& { return s.boxes; })};
}

std::vector<Option> finding() {
  return {flag(
              {.name = "by-relevance",
               .commands = for_find,
               .in_profile = false,
               .help = "Best matches first instead of newest first"},
              [](Settings & s) -> auto& { return s.by_relevance; }),
          number(
              {.name = "limit",
               .commands = for_find,
               .in_profile = false,
               .value_name = "N",
               .help = "Hits shown at the most"},
              1, 100'000, [](Settings & s) -> auto& { return s.limit; }),
          word_choice(
              {.name = "rows",
               .commands = for_export,
               .in_profile = false,
               .value_name = "WHAT",
               .help = "A row a document (its main fields as columns) or a row a field: documents, fields"},
              {"documents", "fields"}, [](Settings & s) -> auto& { return s.rows; })};
}

std::vector<Option> looking() {
  constexpr unsigned kPictures = for_view | for_render;
  constexpr unsigned kWriting = kPictures | for_separators;
  return {number(
              {.name = "page",
               .commands = for_render,
               .in_profile = false,
               .value_name = "N",
               .help = "Which page of the dossier"},
              1, 1'000'000, [](Settings & s) -> auto& { return s.page; }),
          path(
              {.name = "to",
               .commands = kWriting,
               .in_profile = false,
               .value_name = "PATH",
               .help = "Where to write it; else here, as DOSSIER-view, DOSSIER-page-N.png or separators.pdf"},
              [](Settings & s) -> auto& { return s.to; }),
          number(
              {.name = "image-dpi",
               .commands = kPictures | for_explain,
               .value_name = "DPI",
               .help = "Resolution of the page images; more is sharper and larger"},
              36, 600, [](Settings & s) -> auto& { return s.image_dpi; }),
          path(
              {.name = "html",
               .commands = for_explain | for_report,
               .in_profile = false,
               .value_name = "FILE",
               .help = "Write a page for any browser into this file"},
              [](Settings & s) -> auto& { return s.html; }),
          flag(
              {.name = "csv", .commands = for_report, .in_profile = false, .help = "The report as CSV"},
              [](Settings & s) -> auto& { return s.csv; })};
}

std::vector<Option> talking() {
  return {flag(
              {.name = "json",
               .commands = everywhere,
               .in_profile = false,
               .help = "Results as JSON, one object a line (see docs/json.md)"},
              [](Settings & s) -> auto& { return s.json; }),
          flag(
              {.name = "quiet",
               .commands = everywhere,
               .in_profile = false,
               .help = "No progress; errors and results only"},
              [](Settings & s) -> auto& { return s.quiet; }),
          choice<models::MessageLanguage>(
              {.name = "messages",
               .commands = everywhere,
               .value_name = "LANG",
               .help = "Language of messages, help and the view: en or vi; else as LC_MESSAGES or LANG say"},
              {{"en", models::MessageLanguage::english}, {"vi", models::MessageLanguage::vietnamese}},
              [](Settings & s) -> auto& { return s.messages; })};
}

const std::vector<Option>& table() {
  static const std::vector<Option> all_options = [] {
    std::vector<Option> all;
    for (auto group : {places(), reading(), working(), reading_lines(), scanning(), finding(), looking(),
                       separation_options(kJob), quality_options(kJob), talking()})
      std::ranges::move(group, std::back_inserter(all));
    return all;
  }();
  return all_options;
}

}  // namespace

std::span<const Option> option_table() { return table(); }

const Option* find_option(std::string_view name) {
  const auto found = std::ranges::find(table(), name, &Option::name);
  return found == table().end() ? nullptr : &*found;
}

std::string profile_line(const Option& option, const std::string& value) {
  const bool quoted = option.kind == OptionKind::text || option.kind == OptionKind::path;
  if (!quoted) return fmt::format("{} = {}", profile_key(option.name), value);
  std::string escaped;
  for (const char c : value) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return fmt::format("{} = \"{}\"", profile_key(option.name), escaped);
}

std::string stock_profile() {
  const Settings defaults;
  std::string text = "# " + tr("A profile of hoso: every key with its default. The command line wins over it.") +
                     "\n# version = \"1\"\n# description = \"" + tr("what it is for") + "\"\n# " +
                     tr("[archive], last in the file: what is told of every dossier (hoso help metadata)") + "\n";
  for (const Option& option : table()) {
    if (!option.in_profile || option.hidden) continue;
    const std::string value = option.get(defaults);
    text += fmt::format("\n# {}\n{}{}\n", tr(option.help), value.empty() ? "# " : "", profile_line(option, value));
  }
  return text;
}

std::map<std::string, std::string> recorded_values(const Settings& settings, unsigned command) {
  std::map<std::string, std::string> values;
  for (const Option& option : table())
    if (option.in_record && (option.commands & command) != 0)
      values.emplace(profile_key(option.name), option.get(settings));
  return values;
}

}  // namespace hoso::app
