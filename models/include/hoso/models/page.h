// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "hoso/models/error.h"
#include "hoso/models/geometry.h"
#include "hoso/models/names.h"
#include "hoso/models/quality.h"
#include "hoso/models/text.h"

/// What is known of a page once its pixels are gone: plain data that can be written down.
namespace hoso::models {

/// Where a page comes from.
struct SourceRef {
  std::string file;  ///< path relative to the dossier's folder (or the file's name), NFC UTF-8
  int index = 0;     ///< page in that file, from 0
  Sha256 sha256;     ///< of the whole file
  friend bool operator==(const SourceRef&, const SourceRef&) = default;
};

enum class DpiSource {
  file,       ///< written in the file and possible for paper
  estimated,  ///< from the size: nearest of A3, A4, A5, ID-1 at 100 to 600 dpi
  rendered,   ///< the resolution at which a PDF page was rendered
  placement,  ///< from the image's size on its PDF page
  device      ///< the scanner said so
};

/// Resolution in pixels an inch.
struct Dpi {
  double x = 300, y = 300;
  DpiSource source = DpiSource::estimated;
  double confidence = 0;  ///< 0..1
  std::string paper;      ///< where estimated: the paper assumed, e.g. "A4"
  friend bool operator==(const Dpi&, const Dpi&) = default;
};

enum class ColourMode { bw, grey, colour };

/// Turn of the delivered image and how that was found.
struct Orientation {
  int degrees = 0;                 ///< 0, 90, 180, 270: how far the delivered image is turned clockwise from upright
  double confidence = 0;           ///< 0..1
  std::string method;              ///< "exif", "placement", "reading", "none"
  std::array<double, 4> scores{};  ///< evidence for 0, 90, 180, 270 where it was found by reading
  friend bool operator==(const Orientation&, const Orientation&) = default;
};

/// The text's remaining turn after orientation is undone, counter-clockwise positive.
struct Skew {
  double degrees = 0;
  double confidence = 0;  ///< 0..1; not applied below the threshold of imaging::CleanOptions
  bool applied = false;   ///< false: the page as shown still has it
  /// Degrees between the outermost lines where they turn evenly (a sheet photographed aslant): the page as shown still
  /// has it, but is read with level lines. 0: they do not.
  double range_degrees = 0;
  friend bool operator==(const Skew&, const Skew&) = default;
};

struct BlankEvidence {
  double ink_coverage = 0;  ///< share of the page's area that is ink, borders left aside, 0..1
  int text_components = 0;  ///< components of the size of letters
  int words = 0;            ///< words that were read with some confidence
  int mirrored_words = 0;   ///< the same of the sheet seen in a mirror; looked for where there are words and hardly ink
  friend bool operator==(const BlankEvidence&, const BlankEvidence&) = default;
};

/// How the page's image is kept in the PDF.
enum class Embedding {
  jpeg_kept,   ///< the delivered JPEG bytes
  g4_kept,     ///< the delivered CCITT G4 bytes
  flate_kept,  ///< the delivered deflated rows of a PNG, or of a PDF's image
  g4,          ///< lossless, 1 bit
  flate,       ///< lossless
  jpeg_new,    ///< re-encoded, see `embedding_note`
  none         ///< placeholder page
};

struct Barcode {
  std::string format;  ///< QRCode, Code128, Code39, PDF417, DataMatrix, EAN13 …
  std::string text;    ///< UTF-8
  Box box;
  friend bool operator==(const Barcode&, const Barcode&) = default;
};

/// A frame to be ticked.
struct CheckBox {
  Box box;  ///< its inside
  bool ticked = false;
  double confidence = 0;  ///< 0..1: that `ticked` is right
  friend bool operator==(const CheckBox&, const CheckBox&) = default;
};

/// A round seal.
struct Seal {
  Box box;                ///< of its outer ring
  bool coloured = false;  ///< its ink is not black or grey
  double confidence = 0;  ///< 0..1
  friend bool operator==(const Seal&, const Seal&) = default;
};

/// A machine-readable zone (ICAO Doc 9303).
struct MachineReadable {
  std::vector<std::string> lines;  ///< of capitals, digits and '<', all of one length
  Box box;
  double confidence = 0;  ///< 0..1: that what no check digit covers (the name) is right
  friend bool operator==(const MachineReadable&, const MachineReadable&) = default;
};

/// A gap in a printed line, to be filled in by hand ("Số: … /", "ngày … tháng … năm …"), and what stands in it.
struct FilledGap {
  enum class Kind { number, day, month, year };
  Kind kind = Kind::number;
  Box box;                           ///< of the digits; of the gap where none was read
  std::string digits;                ///< as two nets read them from the pixels; empty: nothing that can stand there
  double confidence = 0;             ///< 0..1: the nets' probability of `digits`; says nothing of a wrong place
  std::string second;                ///< what a segmenter reads there; empty: nothing, or nets and text were sure
  std::string recognised;            ///< what the page's text has there, without spaces
  double recognised_confidence = 0;  ///< 0..1: of the least sure of its words
  double by_hand = 0;                ///< 0..1: how unlike the print of the line the digits are
  std::vector<std::string> doubts;   ///< why this may be the wrong place: left_neighbour, right_neighbour, slash, line
  /// Of day and month: from the date as read to the first digital signature of its PDF; below 0: it was signed before.
  std::optional<int> days_to_signature = std::nullopt;
  friend bool operator==(const FilledGap&, const FilledGap&) = default;
};

/// Where one of several papers lies on its page.
struct PaperPlace {
  Box box;                ///< around it, in pixels of the page as shown
  double confidence = 0;  ///< 0..1: that it is a paper of its own; 0: it is what lies beside the papers
  Affine to_page;         ///< the paper as shown (upright, straight) -> the page as shown
  friend bool operator==(const PaperPlace&, const PaperPlace&) = default;
};

/// What the text that a PDF page brings with it is worth, held against what is read from the page's pixels.
struct TextLayer {
  int words = 0;                ///< that it gives
  double placed = 0;            ///< share of the words read in whose place it has one, 0..1
  double agreement = 0;         ///< share of the places that both know in which both say the same, 0..1
  double marked_agreement = 0;  ///< the same of words beyond ASCII, which old fonts turn into others (TCVN3, VNI)
  TextSource used = TextSource::read;  ///< `given`: its letters are taken where they agree nearly
  friend bool operator==(const TextLayer&, const TextLayer&) = default;
};

/// Everything that later stages and the record need to know of a page, without text and pixels. Facts are added, never
/// changed.
struct PageFacts {
  PageId id;
  SourceRef source;
  std::optional<std::int64_t> source_time;  ///< seconds since 1970 UTC: EXIF, TIFF or PDF date, else the file's time
  std::optional<std::int64_t> signed_time;  ///< seconds since 1970 UTC: the first digital signature of a PDF
  Size delivered;                           ///< of the delivered image
  Dpi delivered_dpi;                        ///< along the delivered image's axes
  ColourMode mode = ColourMode::grey;
  int bits_per_sample = 8;  ///< as delivered: 1..16
  Size shown;               ///< of the page as shown; its pixels are square
  double shown_dpi = 300;
  Orientation orientation;
  Skew skew;
  Affine transform;                 ///< delivered pixels -> page as shown
  std::optional<PaperPlace> place;  ///< of one of several papers on an image; none: a page
  bool blank = false;
  BlankEvidence blank_evidence;
  ImageQuality image_quality;
  std::vector<QualityCheck>
      quality;  ///< in the order of QualityMeasure; empty: not judged (blank, unread, a placeholder)
  std::optional<std::uint64_t> look;  ///< perceptual hash of the page as shown; none: blank, or a placeholder
  int duplicate_of = 0;               ///< an earlier page of the dossier that shows the same sheet; 0: none
  std::vector<Box>
      marks;  ///< what a PDF page shows over its scan (stamps of digital signatures, notes): not text of the paper
  std::vector<Seal> seals;              ///< from the top down; their ink is kept out of what is read
  std::optional<TextLayer> text_layer;  ///< of a PDF page that was rendered and has text; none: there is nothing to use
  std::vector<Barcode> barcodes;
  bool barcodes_in_doubt = false;  ///< their search failed and was done in crops: some may be missing, `notes` says why
  std::vector<CheckBox> check_boxes;
  std::vector<Box> cut_ends;    ///< words behind which letters go on that were not read: the ends of cut values
  std::vector<Box> blue_words;  ///< words in blue ink, as pens have
  std::vector<MachineReadable> machine_readable;
  std::vector<FilledGap> filled_gaps;
  Embedding embedding = Embedding::none;
  std::string embedding_note;  ///< why the image was re-encoded; empty where its data is as delivered
  Sha256 image_sha256;         ///< of the embedded image stream as it stands in the PDF
  std::vector<std::string>
      notes;  ///< English sentences: what was odd and what was done, e.g. "alpha channel flattened on white"
  std::optional<Error> failure;  ///< the page is archived as an image or a placeholder, but something is missing
};

/// A page whose pixels are gone.
struct ComposedPage {
  PageFacts facts;
  PageText text;
  std::filesystem::path pdf;  ///< one-page PDF with the image; the text layer is added when pages are joined
  /// Several papers on one image, each read as a page of its own: places in its own frame, `facts.place` leads to the
  /// page's. Then `text` holds theirs, paper by paper, with places on the page. Empty: the page is one paper.
  std::vector<ComposedPage> papers = {};
};

}  // namespace hoso::models
