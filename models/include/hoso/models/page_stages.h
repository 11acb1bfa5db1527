// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/page.h"
#include "hoso/models/source.h"

/// The types a page passes through while it has pixels:
/// SourcePage -> DecodedPage -> CleanPage -> ReadPage -> SeenPage -> ComposedPage. Inside hoso only; not installed.
namespace hoso::models {

enum class MasterKind {
  jpeg,      ///< `bytes` is a whole baseline or progressive JPEG of 1 or 3 components (grey, YCbCr or RGB)
  ccitt_g4,  ///< `bytes` is one T.6 stream for the whole image
  png_rows,  ///< `bytes` is one zlib stream of rows filtered as PNG does (PNG 1.2, chapter 6), 8 bit grey or RGB
  pixels     ///< `pixels`; bilevel ones are 0 and 255
};

/// The image that is archived: the delivered bytes where they can be kept, else lossless pixels.
struct MasterImage {
  MasterKind kind = MasterKind::pixels;
  std::vector<std::uint8_t> bytes;
  cv::Mat pixels;              ///< CV_8UC1, CV_8UC3 (BGR), CV_16UC1 or CV_16UC3 (BGR), in delivered orientation
  bool bilevel = false;        ///< `pixels` is CV_8UC1 of 0 (black) and 255 (white), to be kept as 1 bit
  bool g4_black_is_1 = false;  ///< ccitt_g4: the /BlackIs1 that shows the image right
  Size size;
  int components = 1;          ///< 1 or 3
  bool reencode_jpeg = false;  ///< `pixels` come from a lossy CMYK/YCCK source: encode as JPEG, quality 95, 4:4:4
  std::string note;  ///< why delivered data could not be kept; empty where it was, or where it is kept losslessly
};

/// A lossless patch that is laid over the master image in the PDF.
struct Overlay {
  Box delivered_box;  ///< in delivered pixels of the master image
  cv::Mat pixels;     ///< CV_8UC1 or CV_8UC3 (BGR), at its own resolution
};

struct DecodedPage {
  PageFacts facts;  ///< id, source, time, delivered size and dpi, mode, marks (still in delivered pixels)
  ExifOrientation lies = ExifOrientation::normal;  ///< how EXIF, TIFF or the PDF page say that the image lies
  cv::Mat pixels;  ///< CV_8UC1 or CV_8UC3 (BGR) in delivered orientation, without what lies over it
  MasterImage master;
  std::vector<Overlay> overlays;
  std::vector<GivenWord> given;  ///< the page's own text, in delivered pixels; empty where it is no born-digital page
};

/// Lines whose slope grows evenly down the page, as on a sheet that was photographed aslant. What stands at (x, v) on a
/// page with these lines levelled stands at (x, v + (slope + growth (v - centre.y)) (x - centre.x)) on the page.
struct LineFan {
  Point centre;
  double slope = 0;   ///< dy/dx of the line through the centre
  double growth = 0;  ///< of the slope, a pixel downwards
};

struct CleanPage {
  PageFacts facts;     ///< + orientation, skew, transform, shown size, blank evidence; marks now in shown pixels
  cv::Mat shown;       ///< CV_8UC1 or CV_8UC3 (BGR): the page as shown, size facts.shown
  cv::Mat readable;    ///< CV_8UC1, size facts.shown: background divided out, contrast stretched, for OCR only
  cv::Mat with_seals;  ///< `readable` before the ink of seals was taken out of it; empty where there was none
  MasterImage master;
  std::vector<Overlay> overlays;
  std::vector<CleanPage> papers = {};  ///< several papers on one image: each as a page without a master
  std::vector<GivenWord> given;        ///< now in shown pixels; what lies off the page is gone
  std::optional<LineFan> fan = {};     ///< how the lines of `shown` and `readable` still turn
};

struct ReadPage {
  PageFacts facts;  ///< + blank, what its own text is worth, failure where recognition failed
  PageText text;
  cv::Mat shown;
  MasterImage master;
  std::vector<Overlay> overlays;
  std::vector<ReadPage> papers = {};
};

struct SeenPage {
  PageFacts facts;  ///< + barcodes, check boxes, machine-readable zones
  PageText text;
  MasterImage master;
  std::vector<Overlay> overlays;
  std::vector<SeenPage> papers = {};
};

}  // namespace hoso::models
