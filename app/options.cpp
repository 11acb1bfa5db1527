// SPDX-License-Identifier: Apache-2.0
#include "app/options.h"

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

namespace hoso::app {
namespace {

using models::Result;
using storage::PdfaLevel;

tl::unexpected<models::Error> invalid(std::string_view name, std::string_view value, std::string_view wanted) {
  return models::failure({.code = models::ErrorCode::option_invalid,
                          .stage = models::Stage::configure,
                          .subject = fmt::format("\"{}\" for --{} ({})", value, name, wanted)});
}

/// Access to a member through `reach`, a function from Settings& to its reference.
template <typename Reach>
Option text(Option option, Reach reach) {
  option.set = [reach](Settings& settings, const std::string& value) -> Result<void> {
    reach(settings) = value;
    return {};
  };
  option.get = [reach](const Settings& settings) { return std::string(reach(const_cast<Settings&>(settings))); };
  return option;
}

template <typename Reach>
Option path(Option option, Reach reach) {
  option.kind = OptionKind::path;
  option.set = [reach](Settings& settings, const std::string& value) -> Result<void> {
    reach(settings) = value;
    return {};
  };
  option.get = [reach](const Settings& settings) {
    return std::filesystem::path(reach(const_cast<Settings&>(settings))).string();
  };
  return option;
}

template <typename Reach>
Option flag(Option option, Reach reach) {
  option.kind = OptionKind::flag;
  option.set = [reach, name = option.name](Settings& settings, const std::string& value) -> Result<void> {
    if (value != "true" && value != "false") return invalid(name, value, "true or false");
    reach(settings) = value == "true";
    return {};
  };
  option.get = [reach](const Settings& settings) { return reach(const_cast<Settings&>(settings)) ? "true" : "false"; };
  return option;
}

template <typename Reach>
Option number(Option option, double least, double most, Reach reach) {
  option.kind = OptionKind::number;
  option.set = [reach, least, most, name = option.name](Settings& settings, const std::string& value) -> Result<void> {
    double parsed = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), parsed);
    if (error != std::errc{} || end != value.data() + value.size() || !(parsed >= least && parsed <= most))
      return invalid(name, value, fmt::format("a number from {:g} to {:g}", least, most));
    using Target = std::remove_reference_t<decltype(reach(settings))>;
    reach(settings) = static_cast<Target>(parsed);
    return {};
  };
  option.get = [reach](const Settings& settings) {
    return fmt::format("{:g}", static_cast<double>(reach(const_cast<Settings&>(settings))));
  };
  return option;
}

template <typename Value, typename Reach>
Option choice(Option option, std::map<std::string, Value> values, Reach reach) {
  std::string names;
  for (const auto& [name, value] : values) names += (names.empty() ? "" : ", ") + name;
  option.set = [reach, values, names, name = option.name](Settings& settings,
                                                          const std::string& value) -> Result<void> {
    const auto found = values.find(value);
    if (found == values.end()) return invalid(name, value, "one of " + names);
    reach(settings) = found->second;
    return {};
  };
  option.get = [reach, values](const Settings& settings) {
    const auto found =
        std::ranges::find_if(values, [&](const auto& v) { return v.second == reach(const_cast<Settings&>(settings)); });
    return found == values.end() ? std::string() : found->first;
  };
  return option;
}

constexpr unsigned kJob = for_digitise | for_scan;
constexpr unsigned kReading = kJob | for_line;

std::vector<Option> places() {
  return {path(
              {.name = "out",
               .commands = everywhere & ~unsigned{for_verify | for_scanners | for_line},
               .value_name = "DIR",
               .help = "Folder of the dossiers and their catalogue; else the profile's, else $HOSO_OUT, else here if a "
                       "catalogue is here"},
              [](Settings & s) -> auto& { return s.out; }),
          {.name = "name",
           .commands = kJob,
           .in_profile = false,
           .value_name = "NAME",
           .help = "Name of the dossier; else that of its folder or file",
           .set = [](Settings& s, const std::string& value) -> Result<void> {
             s.name = value;
             return {};
           },
           .get = [](const Settings& s) { return s.name.value_or(""); }},
          flag(
              {.name = "each",
               .commands = for_digitise,
               .in_profile = false,
               .help = "Make a dossier of each sub-folder of the inputs"},
              [](Settings & s) -> auto& { return s.each; }),
          flag(
              {.name = "resume",
               .commands = kJob,
               .in_profile = false,
               .help = "Skip dossiers that are complete already instead of refusing"},
              [](Settings & s) -> auto& { return s.resume; })};
}

std::vector<Option> reading() {
  return {choice<PdfaLevel>(
              {.name = "pdfa",
               .commands = kJob,
               .value_name = "LEVEL",
               .help = "PDF/A level: 1b, 2u or 3u (3u carries the record as an attachment)"},
              {{"1b", PdfaLevel::a1b}, {"2u", PdfaLevel::a2u}, {"3u", PdfaLevel::a3u}},
              [](Settings & s) -> auto& { return s.job.level; }),
          text(
              {.name = "language",
               .commands = kReading,
               .value_name = "LANG",
               .help = "Language of the text as Tesseract names it; several joined by '+'"},
              [](Settings & s) -> auto& { return s.job.language; }),
          path(
              {.name = "model-folder",
               .commands = kReading,
               .value_name = "DIR",
               .help = "Folder with the language models, if not Tesseract's own"},
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
              {.name = "orientation", .commands = kJob, .help = "Find out which way up a page is"},
              [](Settings & s) -> auto& { return s.job.find_orientation; }),
          flag(
              {.name = "deskew", .commands = kJob, .help = "Straighten pages"},
              [](Settings & s) -> auto& { return s.job.deskew; }),
          number(
              {.name = "render-dpi",
               .commands = for_digitise,
               .value_name = "DPI",
               .help = "Resolution for PDF pages that are text or drawings"},
              72, 1200, [](Settings & s) -> auto& { return s.job.render_dpi; })};
}

std::vector<Option> working() {
  return {
      flag(
          {.name = "catalogue", .commands = kJob, .help = "Keep the searchable catalogue in the output folder"},
          [](Settings & s) -> auto& { return s.catalogue; }),
      number(
          {.name = "threads", .commands = kJob, .value_name = "N", .help = "Pages read at once; 0: one for each core"},
          0, 1024, [](Settings & s) -> auto& { return s.job.threads; }),
      {.name = "memory",
       .kind = OptionKind::number,
       .commands = kJob,
       .value_name = "MB",
       .help = "Memory for the pages in work",
       .set = [](Settings& s, const std::string& value) -> Result<void> {
         Settings parsed;
         const Option megabytes = number(
             {.name = "memory"}, 16, 1'000'000, [](Settings & t) -> auto& { return t.limit; });
         if (auto set = megabytes.set(parsed, value); !set) return set;
         s.job.memory_budget_bytes = static_cast<std::uint64_t>(parsed.limit) << 20;
         return {};
       },
       .get = [](const Settings& s) { return std::to_string(s.job.memory_budget_bytes >> 20); }},
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
  const auto one = [](const char* name) { return std::pair{std::string(name), std::string(name)}; };
  return {text(
              {.name = "device",
               .commands = for_scan,
               .value_name = "DEVICE",
               .help = "The scanner, as `hoso scanners` names it"},
              [](Settings & s) -> auto& { return s.device; }),
          choice<std::string>(
              {.name = "source",
               .commands = for_scan,
               .value_name = "WHERE",
               .help = "feeder (all sheets), duplex (both sides) or flatbed (one page)"},
              {one("feeder"), one("duplex"), one("flatbed")}, [](Settings & s) -> auto& { return s.scan_source; }),
          choice<std::string>(
              {.name = "mode", .commands = for_scan, .value_name = "MODE", .help = "colour, grey or bw"},
              {one("colour"), one("grey"), one("bw")}, [](Settings & s) -> auto& { return s.scan_mode; }),
          number(
              {.name = "dpi", .commands = for_scan, .value_name = "DPI", .help = "Resolution of the scan"}, 50, 1200,
              [](Settings & s) -> auto& { return s.scan_dpi; }),
          choice<std::string>(
              {.name = "paper", .commands = for_scan, .value_name = "FORMAT", .help = "A3, A4 or A5"},
              {one("A3"), one("A4"), one("A5")}, [](Settings & s) -> auto& { return s.paper; }),
          number(
              {.name = "jpeg-quality", .commands = for_scan, .value_name = "Q", .help = "Quality of the master images"},
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

std::vector<Option> talking() {
  return {
      flag(
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
      flag(
          {.name = "json", .commands = everywhere, .in_profile = false, .help = "Results as JSON, one object a line"},
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
           .help = "Language of error messages: en or vi"},
          {{"en", models::MessageLanguage::english}, {"vi", models::MessageLanguage::vietnamese}},
          [](Settings & s) -> auto& { return s.messages; })};
}

const std::vector<Option>& table() {
  static const std::vector<Option> all_options = [] {
    std::vector<Option> all = places();
    std::ranges::move(reading(), std::back_inserter(all));
    std::ranges::move(working(), std::back_inserter(all));
    std::ranges::move(reading_lines(), std::back_inserter(all));
    std::ranges::move(scanning(), std::back_inserter(all));
    std::ranges::move(talking(), std::back_inserter(all));
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

std::string profile_key(std::string_view name) {
  std::string key(name);
  std::ranges::replace(key, '-', '_');
  return key;
}

std::string stock_profile() {
  const Settings defaults;
  std::string text = "# A profile of hoso: every key with its default. The command line wins over it.\n";
  for (const Option& option : table()) {
    if (!option.in_profile || option.hidden) continue;
    const std::string value = option.get(defaults);
    const bool quoted = option.kind == OptionKind::text || option.kind == OptionKind::path;
    text += fmt::format("\n# {}\n{}{} = {}\n", option.help, value.empty() ? "# " : "", profile_key(option.name),
                        quoted ? "\"" + value + "\"" : value);
  }
  return text;
}

}  // namespace hoso::app
