// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/error_text.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "hoso/models/messages.h"

namespace hoso::models {
namespace {

/// `{0}`: subject, `{1}`: the same as it stands in the name of a package. Where the error is about is put in front.
struct Phrase {
  std::string_view sentence;
  std::string_view remedy;
};

// In the order of ErrorCode.
constexpr std::array kPhrases{
    Phrase{"there is no such file or folder", "Check the name and try again."},
    Phrase{"the file cannot be opened", "Check its permissions and that the disk is well."},
    Phrase{"this is not a regular file", "Give an image, a PDF or a folder of them."},
    Phrase{"this is not an image that hoso can read",
           "Give JPEG, PNG, TIFF or PDF; scan the paper again if this was a scan."},
    Phrase{"the file is encrypted", "Save a copy without a password and digitise that."},
    Phrase{"the file ends too early; part of it is missing", "Copy or scan it again."},
    Phrase{"the file is damaged", "Copy or scan it again."},
    Phrase{"this kind of image is not supported", "Save it as an ordinary JPEG, PNG or TIFF."},
    Phrase{"the image is larger than any paper; it was not read",
           "Scan at 300 dpi, or raise the limit in the profile."},
    Phrase{"there is no page in it", "Check that this is the right folder or file; --each wants a folder of folders."},
    Phrase{"\"{0}\" cannot be the name of a dossier",
           "Give another with --name: no slash, no leading dot, at most 200 bytes."},
    Phrase{"this sheet bears the mark of secrecy \"{0}\"; nothing of the dossier was stored",
           "Take the sheet out and treat it by the rules for state secrets, then digitise the rest."},
    Phrase{"the language \"{0}\" is not installed",
           "Install the package tesseract-ocr-{1}, or choose another with --language."},
    Phrase{"the model for reading is damaged", "Install the package tesseract-ocr-vie again."},
    Phrase{"this kind of model for reading is not supported", "Choose another with --language."},
    Phrase{"the text could not be read; the page is kept as an image",
           "Look at the page; scan it again if it is hard to read."},
    Phrase{"the dossier \"{0}\" exists already; nothing was changed",
           "Use --resume to skip what is complete, or give another name with --name."},
    Phrase{"this exists already and was left as it is", "Name another place with --to, or remove it."},
    Phrase{"nothing can be written there", "Check the folder's permissions."},
    Phrase{"the disk is full", "Make room and run the same command with --resume."},
    Phrase{"the page could not be put into the PDF", "Report this file; the rest of the dossier is not affected."},
    Phrase{"the PDF/A file does not pass its own check", "Report this; the dossier was not stored."},
    Phrase{"there is no scanner \"{0}\"", "See `hoso scanners` for those that are there."},
    Phrase{"the scanner is working for somebody else", "Wait a little and try again."},
    Phrase{"paper is stuck, or two sheets went in together",
           "Clear the feeder, put that sheet and the rest back, and continue."},
    Phrase{"the scanner's cover is open", "Close it and continue."},
    Phrase{"there is no paper in the feeder", "Load the stack and try again."},
    Phrase{"this computer may not use the scanner", "Ask the administrator to add you to the group `scanner`."},
    Phrase{"the scanner cannot do these settings", "Use 300 dpi, colour, A4, or see `hoso scanners`."},
    Phrase{"the connection to the scanner was lost", "Check this page against the paper, and scan it again."},
    Phrase{"the scanner does not answer", "Switch it off and on, and try again."},
    Phrase{"the scanner program ran out of memory", "Close other programs and try again."},
    Phrase{"the scanner program ended unexpectedly; all finished sheets are kept",
           "Check the last sheet and scan the rest."},
    Phrase{"there is no catalogue here",
           "Give the output folder with --out, or make the catalogue with `hoso catalogue rebuild`."},
    Phrase{"the catalogue is in use and did not become free in time", "Try again in a minute."},
    Phrase{"the catalogue is damaged; the records are not affected", "Make it anew with `hoso catalogue rebuild`."},
    Phrase{"there is no dossier \"{0}\"", "See `hoso list` for the names."},
    Phrase{"{0} is not valid", "Give another value; the help tells which."},
    Phrase{"{0} is not valid in this profile",
           "See `hoso help profile` for the keys; `hoso profile check FILE` lists all."},
    Phrase{"there is no profile \"{0}\"",
           "See `hoso profile list` for those that are there; a file is named with its ending .toml."},
    Phrase{"{0} is not valid in metadata", "See `hoso help metadata` for the keys and their codes, and put it right."},
    Phrase{"{0} is not valid in a list of procedures", "See docs/procedures.md for the columns, and put it right."},
    Phrase{"no folder of dossiers was named", "Give it with --out DIR, or set HOSO_OUT."},
    Phrase{"the program \"{0}\" is missing", "Install it; `hoso doctor` says which package brings it."},
    Phrase{"the program \"{0}\" failed", "The technical cause says why; report it if the file is sound."},
    Phrase{"this took too long and was given up", "Try that page alone; scan it again if it is hard to read."},
    Phrase{"this was stopped", "Run the same command with --resume to go on."},
    Phrase{"there is not enough memory", "Close other programs, or lower the resolution."},
    Phrase{"pages were lost inside the program; the dossier was not stored",
           "Report this; run the same command with --resume."},
    Phrase{"something went wrong inside the program", "Report this with the technical cause."}};
constexpr std::string_view kPage = "page";
static_assert(kPhrases.size() == static_cast<std::size_t>(ErrorCode::internal) + 1);

std::string place(const Error& error, MessageLanguage language) {
  if (error.file.empty() && error.page == 0) return {};
  if (error.page == 0) return error.file + ": ";
  const std::string page = fmt::format("{} {}", translated(kPage, language), error.page);
  return error.file.empty() ? page + ": " : fmt::format("{}, {}: ", error.file, page);
}

/// Debian's packages write chi-sim for chi_sim.
std::string in_package_name(std::string language) {
  std::ranges::replace(language, '_', '-');
  return language;
}

/// What is not valid is told in words; any other subject is a name.
std::string subject_of(const Error& error, MessageLanguage language) {
  const bool words = error.code == ErrorCode::option_invalid || error.code == ErrorCode::profile_invalid ||
                     error.code == ErrorCode::metadata_invalid || error.code == ErrorCode::procedures_invalid;
  return words ? retold(error.subject, language) : error.subject;
}

std::string filled(std::string_view phrase, const Error& error, MessageLanguage language) {
  return fmt::format(fmt::runtime(translated(phrase, language)), subject_of(error, language),
                     in_package_name(error.subject));
}

}  // namespace

ErrorText describe(const Error& error, MessageLanguage language) {
  const Phrase& phrase = kPhrases.at(static_cast<std::size_t>(error.code));
  return {place(error, language) + filled(phrase.sentence, error, language) + ".",
          filled(phrase.remedy, error, language)};
}

std::vector<std::string_view> error_texts() {
  std::vector<std::string_view> texts{kPage};
  for (const Phrase& phrase : kPhrases) texts.insert(texts.end(), {phrase.sentence, phrase.remedy});
  return texts;
}

}  // namespace hoso::models
