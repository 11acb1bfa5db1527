// SPDX-License-Identifier: Apache-2.0
#include "hoso/imaging/clean.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <numbers>
#include <optional>
#include <string>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/reduced.h"
#include "imaging/background.h"
#include "imaging/blank.h"
#include "imaging/orientation.h"
#include "imaging/quality.h"
#include "imaging/seals.h"
#include "imaging/several_papers.h"
#include "imaging/sheet_edges.h"
#include "imaging/sketch.h"
#include "imaging/skew.h"
#include "imaging/warp.h"

namespace hoso::imaging {
namespace {

using models::Affine;
using models::Box;
using models::PageFacts;
using models::Size;

constexpr double kCurlDegreesMax = 1.5;  // a sheet's curl bends its lines by no more

/// The page as its file says that it lies, with square pixels, and the way there from the delivered pixels.
struct SquarePage {
  cv::Mat pixels;
  Affine map;
  double dpi = 300;
};

SquarePage square_page(const models::DecodedPage& page) {
  const Size delivered = size_of(page.pixels);
  SquarePage square{brought_upright(page.pixels, page.lies), models::upright_map(page.lies, delivered)};
  const bool sideways = page.lies >= models::ExifOrientation::transposed;
  const double dpi_x = sideways ? page.facts.delivered_dpi.y : page.facts.delivered_dpi.x;
  const double dpi_y = sideways ? page.facts.delivered_dpi.x : page.facts.delivered_dpi.y;
  square.dpi = std::max({dpi_x, dpi_y, 1.0});
  if (std::abs(dpi_x - dpi_y) <= 0.005 * square.dpi || std::min(dpi_x, dpi_y) <= 0) return square;
  const Size from = size_of(square.pixels);
  const Size to{static_cast<int>(std::lround(from.width_px * square.dpi / dpi_x)),
                static_cast<int>(std::lround(from.height_px * square.dpi / dpi_y))};
  const Affine enlarge{static_cast<double>(to.width_px) / from.width_px,   0, 0, 0,
                       static_cast<double>(to.height_px) / from.height_px, 0};
  cv::Mat enlarged;
  cv::resize(square.pixels, enlarged, {to.width_px, to.height_px}, 0, 0, cv::INTER_LINEAR);
  square.pixels = enlarged;
  square.map = models::then(square.map, enlarge);
  return square;
}

std::string method_without_reading(const models::DecodedPage& page) {
  if (page.lies == models::ExifOrientation::normal) return "none";
  return page.facts.delivered_dpi.source == models::DpiSource::placement ? "placement" : "exif";
}

/// The facts speak of the delivered image, the finding of the image that was brought upright as its file says.
models::Orientation delivered_orientation(const OrientationFinding& finding, const models::DecodedPage& page,
                                          double confidence_min) {
  const int lies_degrees = clockwise_degrees(page.lies);
  models::Orientation orientation{
      .degrees = lies_degrees, .confidence = finding.confidence, .method = method_without_reading(page)};
  for (std::size_t index = 0; index < 4; ++index) {
    orientation.scores.at((index + static_cast<std::size_t>(lies_degrees / 90)) % 4) = finding.scores.at(index);
  }
  if (finding.confidence < confidence_min) return orientation;
  orientation.degrees = (lies_degrees + finding.degrees) % 360;
  orientation.method = "reading";
  return orientation;
}

AxisFindings find_axes(const Sketch& sketch, double degrees_max) {
  return {.horizontal = find_skew(sketch, TextAxis::horizontal, degrees_max),
          .vertical = find_skew(sketch, TextAxis::vertical, degrees_max)};
}

models::Skew decide_skew(const SkewFinding& finding, const CleanOptions& options, Size page) {
  models::Skew skew{.degrees = finding.degrees, .confidence = finding.confidence};
  skew.applied = options.deskew && finding.confidence >= options.skew_confidence_min &&
                 std::abs(finding.degrees) >= options.skew_degrees_min && can_be_warped(page);
  return skew;
}

/// Where the page as shown lies: the format of the sheet, or more if ink would be lost.
struct Placement {
  models::ExifOrientation lies = models::ExifOrientation::normal;  ///< how the square page does
  double skew_degrees = 0;                                         ///< that is taken out of the upright page
  cv::Point origin;                                                ///< of what is shown, in the straight page
  Affine map;                                                      ///< from the square page to what is shown
  Size size;
};

Placement place(const Sketch& sketch, Size square, int turned_degrees, const models::Skew& skew) {
  const auto lies = turned_clockwise(turned_degrees);
  Placement placement{
      .lies = lies, .map = models::upright_map(lies, square), .size = models::upright_size(lies, square)};
  if (!skew.applied) return placement;
  placement.skew_degrees = skew.degrees;
  const bool by_shears = std::abs(skew.degrees) <= kShearedDegreesMax;
  const Affine straight = models::then(placement.map, by_shears ? shearing_map(skew.degrees, placement.size)
                                                                : straightening_map(skew.degrees, placement.size));
  const Box format{0, 0, static_cast<double>(placement.size.width_px), static_cast<double>(placement.size.height_px)};
  Box frame = format;
  if (const auto ink = ink_extent(sketch, straight)) frame = models::united(format, *ink);
  placement.origin = {static_cast<int>(std::floor(frame.x)), static_cast<int>(std::floor(frame.y))};
  placement.map = models::then(straight, {1, 0, -1.0 * placement.origin.x, 0, 1, -1.0 * placement.origin.y});
  placement.size = {static_cast<int>(std::ceil(frame.right())) - placement.origin.x,
                    static_cast<int>(std::ceil(frame.bottom())) - placement.origin.y};
  return placement;
}

cv::Mat shown_as(const cv::Mat& square, const Placement& placement) {
  if (placement.skew_degrees == 0) return brought_upright(square, placement.lies);
  if (std::abs(placement.skew_degrees) > kShearedDegreesMax) return warped(square, placement.map, placement.size);
  return sheared(brought_upright(square, placement.lies), placement.skew_degrees, placement.origin, placement.size);
}

std::vector<Box> shown_marks(const PageFacts& facts) {
  const Box page{0, 0, static_cast<double>(facts.shown.width_px), static_cast<double>(facts.shown.height_px)};
  std::vector<Box> marks;
  for (const Box& mark : facts.marks) {
    const Box shown = models::intersected(models::mapped(facts.transform, mark), page);
    if (!shown.empty()) marks.push_back(shown);
  }
  return marks;
}

/// How lines of the square page still turn on the page as shown; nothing where they hardly do.
std::optional<models::LineFan> shown_fan(const TurnOfLines& turn, TextAxis axis, Size square,
                                         const Placement& placement) {
  constexpr double kRangeMin = 0.5;  // degrees
  if (turn.growth == 0 || turn.range < kRangeMin) return std::nullopt;
  constexpr double kRadians = std::numbers::pi / 180;
  // Down the page as shown, a pixel across the lines of the square page is one up or down.
  const double down = axis == TextAxis::horizontal ? placement.map.yy : placement.map.yx;
  return models::LineFan{.centre = placement.map({square.width_px / 2.0, square.height_px / 2.0}),
                         .slope = -kRadians * (turn.at_centre - placement.skew_degrees),
                         .growth = -kRadians * turn.growth / down};
}

/// A ring of the square page, in the page as shown.
SealRing shown_ring(SealRing ring, const Placement& placement) {
  const Box at = models::mapped(placement.map, Box{ring.centre.x, ring.centre.y, 0, 0});
  ring.centre = {at.x, at.y};
  return ring;
}

bool is_same(const SealRing& one, const SealRing& other) {
  return cv::norm(one.centre - other.centre) < std::min(one.radius_px, other.radius_px) / 2;
}

models::Seal seal_of(const SealRing& ring, bool coloured) {
  return {
      .box = {ring.centre.x - ring.radius_px, ring.centre.y - ring.radius_px, 2 * ring.radius_px, 2 * ring.radius_px},
      .coloured = coloured,
      .confidence = ring.confidence};
}

/// The page's seals, in the page as shown; those whose ink is not pale there are taken out of what is read.
std::vector<models::Seal> take_out_seals(const SquarePage& square, const Readable& readable, const Placement& placement,
                                         models::CleanPage& page) {
  std::vector<SealRing> coloured = find_coloured_seals(readable.small, readable.small_scale * square.dpi);
  for (SealRing& ring : coloured) ring.centre /= readable.small_scale, ring.radius_px /= readable.small_scale;
  std::vector<models::Seal> seals;
  for (const SealRing& ring : coloured) seals.push_back(seal_of(shown_ring(ring, placement), true));
  for (const SealRing& found : find_seals(readable, square.dpi)) {
    if (page.with_seals.empty()) page.with_seals = page.readable.clone();
    const SealRing ring = shown_ring(found, placement);
    const bool has_colour = std::ranges::any_of(coloured, [&](const SealRing& other) { return is_same(found, other); });
    if (!has_colour || !fade_coloured_seal(page.readable, page.shown, ring)) fade_seal(page.readable, ring);
    if (!has_colour) seals.push_back(seal_of(ring, false));
  }
  std::ranges::sort(seals, {}, [](const models::Seal& seal) { return std::pair(seal.box.y, seal.box.x); });
  return seals;
}

/// The page's own words where the page shows them.
void show_given(models::CleanPage& page) {
  const Box sheet{0, 0, static_cast<double>(page.facts.shown.width_px),
                  static_cast<double>(page.facts.shown.height_px)};
  for (models::GivenWord& word : page.given)
    word.box = models::intersected(models::mapped(page.facts.transform, word.box), sheet);
  std::erase_if(page.given, [](const models::GivenWord& word) { return word.box.empty(); });
}

models::CleanPage handed_on(models::DecodedPage page) {
  models::CleanPage clean_page;
  clean_page.facts = std::move(page.facts);
  clean_page.master = std::move(page.master);
  clean_page.overlays = std::move(page.overlays);
  clean_page.given = std::move(page.given);
  return clean_page;
}

/// Text that nobody could read still has lines; their direction is that of the clearer profile.
TextAxis text_axis(bool read, int turned_degrees, const AxisFindings& axes) {
  const bool horizontal =
      read ? turned_degrees % 180 == 0 : axes.horizontal.line_likeness >= axes.vertical.line_likeness;
  return horizontal ? TextAxis::horizontal : TextAxis::vertical;
}

/// A page as it is looked at.
struct Looked {
  SquarePage square;
  Readable readable;
};

/// The page placed so, with what its image says of itself. `facts` become the page's once nothing can fail any more.
models::CleanPage shown_page(models::DecodedPage& page, PageFacts facts, const Looked& looked,
                             const Placement& placement) {
  const SquarePage& square = looked.square;
  facts.transform = models::then(square.map, placement.map);
  facts.shown = placement.size;
  facts.shown_dpi = square.dpi;
  facts.marks = shown_marks(facts);
  facts.blank_evidence = find_blank_evidence(looked.readable, square.dpi);
  facts.image_quality =
      measure_quality(square.pixels, looked.readable, square.dpi, facts.mode == models::ColourMode::bw);
  cv::Mat shown = shown_as(square.pixels, placement);
  cv::Mat readable = shown_as(looked.readable.image, placement);
  page.facts = std::move(facts);
  models::CleanPage clean_page = handed_on(std::move(page));
  show_given(clean_page);
  clean_page.shown = std::move(shown);
  clean_page.readable = std::move(readable);
  clean_page.facts.seals = take_out_seals(square, looked.readable, placement, clean_page);
  return clean_page;
}

models::CleanPage one_paper(models::DecodedPage& page, const Looked& looked, const CleanOptions& options,
                            const LegibilityReader& legibility) {
  const SquarePage& square = looked.square;
  const Size square_size = size_of(square.pixels);
  Sketch sketch = make_sketch(looked.readable, square.dpi);
  const AxisFindings axes = find_axes(sketch, options.skew_degrees_max);
  OrientationFinding turn;
  if (options.find_orientation && can_be_warped(square_size)) {
    turn = find_orientation(looked.readable.image, square.dpi, sketch, axes, options.orientation_lines, legibility);
  }
  PageFacts facts = page.facts;
  facts.orientation = delivered_orientation(turn, page, options.orientation_confidence_min);
  const int turned_degrees = (facts.orientation.degrees - clockwise_degrees(page.lies) + 360) % 360;
  const TextAxis axis = text_axis(facts.orientation.method == "reading", turned_degrees, axes);
  SkewFinding skew = axes.along(axis);
  const auto sheet_turn = photographed_turn(looked.readable, axis);
  if (sheet_turn && skew.confidence < 1) prefer_letters(sketch, skew, axis, square.dpi, options.skew_degrees_max);
  TurnOfLines turn_of_text = turn_of_lines(sketch, axis, skew);
  if (sheet_turn && skew.confidence < options.skew_confidence_min) {
    // Lines that turn much have no turn in common, but each about that of the sheet's edges.
    constexpr double kEdgesAndLinesAgree = 0.8;
    const TurnOfLines near_sheet = turn_of_lines(sketch, axis, {.degrees = *sheet_turn, .confidence = 1});
    if (near_sheet.growth != 0) {
      turn_of_text = near_sheet;
      skew.confidence = kEdgesAndLinesAgree;
    }
  }
  skew.degrees = turn_of_text.at_centre;
  if (sheet_turn && std::abs(*sheet_turn - skew.degrees) <= kCurlDegreesMax) skew.degrees = *sheet_turn;
  facts.skew = decide_skew(skew, options, square_size);
  const Placement placement = place(sketch, square_size, turned_degrees, facts.skew);
  models::CleanPage clean_page = shown_page(page, std::move(facts), looked, placement);
  clean_page.fan = shown_fan(turn_of_text, axis, square_size, placement);
  if (clean_page.fan) clean_page.facts.skew.range_degrees = turn_of_text.range;
  return clean_page;
}

models::CleanPage cleaned(models::DecodedPage& page, const CleanOptions& options, const LegibilityReader& legibility);

/// How far a map leads away from a turn by quarters, counter-clockwise positive, -45..45.
double degrees_off_quarters(const Affine& map) {
  const double degrees = models::turn_degrees(map);
  return degrees - 90 * std::round(degrees / 90);
}

/// One of several papers, cut out and cleaned as a page of its own. Its place is that in the square page.
models::CleanPage cleaned_paper(const models::DecodedPage& page, const SquarePage& square, const PaperOnImage& paper,
                                CleanOptions options, const LegibilityReader& legibility) {
  const PaperCut cut = cut_out(square.pixels, paper, square.dpi);
  models::DecodedPage alone{.facts = page.facts, .pixels = cut.pixels};
  alone.facts.delivered_dpi.x = alone.facts.delivered_dpi.y = square.dpi;
  alone.facts.marks.clear();
  options.find_several_papers = false;
  models::CleanPage clean_page = cleaned(alone, options, legibility);
  PageFacts& facts = clean_page.facts;
  const Affine from_page = models::then(cut.from_image, facts.transform);
  const Box whole{0, 0, static_cast<double>(cut.pixels.cols), static_cast<double>(cut.pixels.rows)};
  facts.place = models::PaperPlace{.box = models::mapped(models::inverse(cut.from_image), whole),
                                   .confidence = paper.confidence,
                                   .to_page = models::inverse(from_page)};
  facts.skew.degrees = degrees_off_quarters(facts.place->to_page);
  facts.transform = models::then(square.map, from_page);
  facts.delivered_dpi = page.facts.delivered_dpi;
  facts.orientation.degrees = (facts.orientation.degrees + clockwise_degrees(page.lies)) % 360;
  return clean_page;
}

/// What lies beside the papers, in the page's own frame.
models::CleanPage beside_papers(models::DecodedPage alone, const Looked& looked,
                                const std::vector<PaperOnImage>& papers, const Placement& placement) {
  Looked rest = looked;
  rest.square.pixels = without_papers(looked.square.pixels, papers, looked.square.dpi);
  rest.readable.image = without_papers(looked.readable.image, papers, looked.square.dpi);
  rest.readable.half = halved(rest.readable.image);
  rest.readable.small = reduced(rest.square.pixels, looked.readable.small.size());
  PageFacts facts = alone.facts;
  facts.place = models::PaperPlace{
      .box = {0, 0, static_cast<double>(placement.size.width_px), static_cast<double>(placement.size.height_px)}};
  return shown_page(alone, std::move(facts), rest, placement);
}

/// The skew of papers that lie alike: those of a sheet onto which they were copied.
SkewFinding common_skew(const std::vector<models::CleanPage>& papers) {
  constexpr double kAlike = 0.3;  // degrees
  double least = 90, greatest = -90;
  SkewFinding common{.confidence = 1};
  for (const models::CleanPage& paper : papers) {
    const PageFacts& facts = paper.facts;
    common.degrees += facts.skew.degrees / static_cast<double>(papers.size());
    common.confidence = std::min(common.confidence, facts.place ? facts.place->confidence : 0);
    least = std::min(least, facts.skew.degrees);
    greatest = std::max(greatest, facts.skew.degrees);
  }
  return greatest - least <= kAlike ? common : SkewFinding{};
}

/// The image is shown as its file says that it lies, straightened where its papers lie alike: they may lie in any way.
models::CleanPage several_papers(models::DecodedPage& page, const Looked& looked,
                                 const std::vector<PaperOnImage>& papers, const CleanOptions& options,
                                 const LegibilityReader& legibility) {
  std::vector<models::CleanPage> cleaned_papers;
  for (const PaperOnImage& paper : papers)
    cleaned_papers.push_back(cleaned_paper(page, looked.square, paper, options, legibility));
  PageFacts facts = page.facts;
  facts.orientation = delivered_orientation({}, page, options.orientation_confidence_min);
  const Size square_size = size_of(looked.square.pixels);
  facts.skew = decide_skew(common_skew(cleaned_papers), options, square_size);
  const Placement placement = place(make_sketch(looked.readable, looked.square.dpi), square_size, 0, facts.skew);
  for (models::CleanPage& paper : cleaned_papers) {
    models::PaperPlace& on_page = *paper.facts.place;
    on_page.box = models::mapped(placement.map, on_page.box);
    on_page.to_page = models::then(on_page.to_page, placement.map);
  }
  models::CleanPage clean_page = shown_page(page, std::move(facts), looked, placement);
  clean_page.papers = std::move(cleaned_papers);
  clean_page.papers.push_back(beside_papers({.facts = clean_page.facts}, looked, papers, placement));
  return clean_page;
}

models::CleanPage cleaned(models::DecodedPage& page, const CleanOptions& options, const LegibilityReader& legibility) {
  Looked looked{.square = square_page(page)};
  const SquarePage& square = looked.square;
  looked.readable = make_readable(square.pixels, square.dpi, page.facts.mode == models::ColourMode::bw);
  std::vector<PaperOnImage> papers;
  if (options.find_several_papers) papers = find_several_papers(square.pixels, looked.readable.cells, square.dpi);
  return papers.empty() ? one_paper(page, looked, options, legibility)
                        : several_papers(page, looked, papers, options, legibility);
}

/// The page as delivered, with the reason why nothing was done to it.
models::CleanPage left_alone(models::DecodedPage page, models::ErrorCode code, const char* cause) {
  const cv::Mat pixels = page.pixels;
  models::CleanPage clean_page = handed_on(std::move(page));
  PageFacts& facts = clean_page.facts;
  facts.shown = size_of(pixels);
  facts.shown_dpi = std::max({facts.delivered_dpi.x, facts.delivered_dpi.y, 1.0});
  facts.orientation.method = "none";
  facts.failure = models::Error{
      .code = code, .stage = models::Stage::clean, .file = facts.source.file, .page = facts.id.number, .cause = cause};
  clean_page.shown = pixels;
  if (pixels.channels() == 1) clean_page.readable = pixels;
  return clean_page;
}

}  // namespace

models::CleanPage clean(models::DecodedPage page, const CleanOptions& options, const LegibilityReader& legibility) {
  if (page.pixels.empty()) return handed_on(std::move(page));
  try {
    return cleaned(page, options, legibility);
  } catch (const cv::Exception& error) {
    const auto code =
        error.code == cv::Error::StsNoMem ? models::ErrorCode::out_of_memory : models::ErrorCode::internal;
    return left_alone(std::move(page), code, error.what());
  } catch (const std::exception& error) {
    return left_alone(std::move(page), models::ErrorCode::internal, error.what());
  }
}

}  // namespace hoso::imaging
