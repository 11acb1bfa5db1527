// SPDX-License-Identifier: Apache-2.0
#include "app/commands.h"

#include <algorithm>
#include <iterator>

namespace hoso::app {
namespace {

std::vector<Command> making() {
  return {
      {.name = "digitise",
       .bit = for_digitise,
       .what = "Turn images, PDFs and folders into searchable records",
       .arguments = "INPUT",
       .arguments_help = "Images, PDFs, folders",
       .examples = {"hoso digitise scans/ho-so-0001 --out archive",
                    "hoso digitise --each scans --out archive --resume"},
       .paragraphs = {"A folder, or all inputs together, become one dossier; with --each every sub-folder is one. A "
                      "page that cannot be read is archived as an image and marked; the others go on.",
                      "Ctrl-C finishes the pages taken and stores the dossiers that are complete; the same command "
                      "with --resume goes on."},
       .also = {"digitize", "ocr", "convert", "import", "so-hoa"},
       .needs_folder = true},
      {.name = "scan",
       .bit = for_scan,
       .what = "Scan a dossier from a feeder or flatbed",
       .examples = {"hoso scan --device 'test:0' --name HS-0001 --out archive"},
       .paragraphs = {"--device and --name must be given: which scanner (see `hoso scanners`), and what the dossier is "
                      "called.",
                      "Every sheet is on the disk before the next one is pulled in: after a jam, put that sheet and "
                      "the rest back and run the same command again."},
       .needs_folder = true},
      {.name = "scanners", .bit = for_scanners, .what = "List the scanners", .examples = {"hoso scanners"}},
      {.name = "separators",
       .bit = for_separators,
       .what = "Write separator sheets to be printed and laid between dossiers",
       .arguments = "CODE",
       .arguments_help = "Codes of dossiers",
       .examples = {"hoso separators H26.16-250702-0012 H26.16-250702-0013 --to separators.pdf",
                    "hoso separators --patch-sheet"},
       .arguments_needed = false}};
}

std::vector<Command> finding() {
  return {{.name = "find",
           .bit = for_find,
           .what = "Search the catalogue",
           .arguments = "WORDS",
           .arguments_help = "Words, \"phrases in quotes\", and fields such as so:12/QĐ-UBND or tu:2024-01",
           .examples = {"hoso find quyet dinh --out archive", "hoso find '\"phê duyệt kế hoạch\" 2025' --out archive",
                        "hoso find loai:quyet_dinh tu:2024-01 den:2024-06 --out archive",
                        "hoso find 'nguoi-ky:\"Trần Hoàng Tuấn\"' --out archive"},
           .paragraphs =
               {"All words must stand on one page. Typed without tone marks a word finds any (duong: đường, đương), "
                "typed with marks it is meant; word* stands for any ending.",
                "Fields: so: (number, with or without symbol), ky-hieu:, loai: (type), nguoi-ky:, co-quan:, ngay:, "
                "trich-yeu:, ho-ten:, ho-so: (dossier), tu: and den: (first and last day, as 2024, 2024-05 or "
                "2024-05-31), and every field by its name in the record. Their words stand anywhere in the value."},
           .also = {"search", "grep", "tim"},
           .needs_folder = true},
          {.name = "list",
           .bit = for_list,
           .what = "List the dossiers of the catalogue, newest first",
           .examples = {"hoso list --out archive"},
           .also = {"ls", "dossiers"},
           .needs_folder = true},
          {.name = "show",
           .bit = for_show,
           .what = "Show a dossier's documents, fields and pages",
           .arguments = "DOSSIER",
           .arguments_help = "Name of the dossier, or its folder",
           .examples = {"hoso show ho-so-0001 --out archive", "hoso show archive/ho-so-0001 --json"},
           .several = false}};
}

std::vector<Command> looking() {
  return {{.name = "view",
           .bit = for_view,
           .what = "Write a folder that shows a dossier in any browser, without a network",
           .arguments = "DOSSIER",
           .arguments_help = "Name of the dossier, or its folder",
           .examples = {"hoso view ho-so-0001 --out archive --to ho-so-0001-view"},
           .paragraphs = {"Open index.html in it by double click; copy the folder to a stick or send it. It shows the "
                          "pages with their text, words coloured by how sure the reading is, documents and fields with "
                          "their places, and what needs to be looked at first."},
           .also = {"open", "browse", "html", "xem"},
           .several = false},
          {.name = "render",
           .bit = for_render,
           .what = "Write a page as a picture with its text layer made visible",
           .arguments = "DOSSIER",
           .arguments_help = "Name of the dossier, or its folder",
           .examples = {"hoso render ho-so-0001 --page 2 --out archive"},
           .also = {"picture", "preview", "png"},
           .several = false},
          {.name = "export",
           .bit = for_export,
           .what = "Write the catalogue as CSV, or as JSON Lines with --json",
           .examples = {"hoso export --out archive > documents.csv", "hoso export --rows fields --json --out archive"},
           .paragraphs = {"Columns are described in docs/export.md; later versions only add columns at the end."},
           .also = {"csv", "dump"},
           .needs_folder = true},
          {.name = "report",
           .bit = for_report,
           .what = "Count what was digitised, by month, office and type",
           .examples = {"hoso report --out archive", "hoso report --out archive --html report.html",
                        "hoso report --out archive --csv > report.csv"},
           .paragraphs = {"Dossiers, documents and pages; dossiers with all required papers; fields accepted and in "
                          "doubt; failures. A dossier counts in the month in which it was received, else stored. "
                          "docs/report.md defines each figure."},
           .also = {"statistics", "stats", "bao-cao"},
           .needs_folder = true}};
}

std::vector<Command> explaining() {
  return {
      {.name = "explain",
       .bit = for_explain,
       .what = "Say of every field and document why it was taken for what it is",
       .arguments = "DOSSIER",
       .arguments_help = "Name of the dossier, or its folder",
       .examples = {"hoso explain ho-so-0001 --out archive", "hoso explain ho-so-0001 --out archive --html why.html"},
       .several = false}};
}

std::vector<Command> keeping() {
  return {{.name = "reread",
           .bit = for_reread,
           .what = "Read stored dossiers anew, with another profile or model, as a new version",
           .arguments = "DOSSIER",
           .arguments_help = "Names of dossiers, or their folders",
           .examples = {"hoso reread ho-so-0001 --out archive --profile archive"},
           .paragraphs = {"The page images come from the dossier's PDF, byte for byte; the scans are not needed. The "
                          "version before is kept as it was in the dossier's versions/1, 2 …; the catalogue finds the "
                          "new one. Where anything fails, the dossier stays as it is."},
           .also = {"re-read", "redo", "update", "doc-lai"}},
          {.name = "catalogue",
           .bit = for_catalogue,
           .what = "Make the catalogue anew from the records",
           .arguments = "ACTION",
           .arguments_help = "rebuild",
           .actions = {"rebuild"},
           .examples = {"hoso catalogue rebuild --out archive"},
           .several = false,
           .needs_folder = true},
          {.name = "verify",
           .bit = for_verify,
           .what = "Check that PDF files are valid PDF/A",
           .arguments = "FILE",
           .arguments_help = "PDF files, or folders of them",
           .examples = {"hoso verify archive/ho-so-0001/ho-so-0001.pdf"}},
          {.name = "line",
           .bit = for_line,
           .what = "Read images that hold one line of print each",
           .arguments = "IMAGE",
           .arguments_help = "JPEG, PNG, TIFF or PDF, or folders of them; each page is one line",
           .examples = {"hoso line crop.png", "hoso line --json --allowed 0123456789 numbers/*.png"}}};
}

std::vector<Command> setting_up() {
  return {{.name = "profile",
           .bit = for_profile,
           .what = "List, show or check profiles: settings that belong together, in a file",
           .arguments = "ACTION",
           .arguments_help = "list; show NAME; check FILE",
           .actions = {"list", "show", "check"},
           .examples = {"hoso profile list", "hoso profile show archive", "hoso profile check office.toml"},
           .paragraphs = {"A profile is NAME.toml in ~/.config/hoso/profiles ($XDG_CONFIG_HOME), else in "
                          "/etc/hoso/profiles, else one that ships with hoso. Without --profile it is the one called "
                          "default, if there is one. `hoso help profile` prints one with every key."}},
          {.name = "types",
           .bit = for_types,
           .what = "List the document types, or check files of types of your own",
           .arguments = "ACTION",
           .arguments_help = "list; check FILE",
           .actions = {"list", "check"},
           .examples = {"hoso types list", "hoso types check my-types/bien_lai.toml"},
           .paragraphs = {"Types are data: docs/document-types.md tells how they are written."}},
          {.name = "procedures",
           .bit = for_procedures,
           .what = "Import or list the administrative procedures and the papers that they ask for",
           .arguments = "ACTION",
           .arguments_help = "import FILE; list",
           .actions = {"import", "list"},
           .examples = {"hoso procedures import thu-tuc.csv --out archive", "hoso procedures list --out archive"},
           .paragraphs = {"A dossier's code finds its procedure as it holds on the day of receipt; the record says "
                          "which papers are there, missing or surplus. docs/procedures.md tells the columns."},
           .also = {"thu-tuc", "procedure"},
           .needs_folder = true},
          {.name = "doctor",
           .bit = for_doctor,
           .what = "Check that everything hoso needs is there, and say what to do where it is not",
           .examples = {"hoso doctor --out archive"},
           .also = {"check", "test", "status"}}};
}

const std::vector<Command>& table() {
  static const std::vector<Command> all_commands = [] {
    std::vector<Command> all = making();
    std::ranges::move(finding(), std::back_inserter(all));
    std::ranges::move(explaining(), std::back_inserter(all));
    std::ranges::move(looking(), std::back_inserter(all));
    std::ranges::move(keeping(), std::back_inserter(all));
    std::ranges::move(setting_up(), std::back_inserter(all));
    return all;
  }();
  return all_commands;
}

}  // namespace

std::span<const Command> command_table() { return table(); }

const Command* find_command(std::string_view name) {
  const auto found = std::ranges::find(table(), name, &Command::name);
  return found == table().end() ? nullptr : &*found;
}

}  // namespace hoso::app
