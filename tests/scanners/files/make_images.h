// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/geometry.h"

/// Images and PDFs made for tests: small, with known pixels.
namespace hoso::tests {

/// A picture without any symmetry: a gradient, and a black block in its top left corner. 1 or 3 (BGR) channels.
cv::Mat picture(int width, int height, int channels);
/// The same in black and white (0 and 255).
cv::Mat bilevel_picture(int width, int height);
/// How the picture would be delivered if it had to be brought upright by that orientation.
cv::Mat delivered_as(const cv::Mat& upright, models::ExifOrientation orientation);

enum class JpegKind { grey, ycbcr, rgb, cmyk_adobe, cmyk_plain, ycck_adobe };
struct JpegMaking {
  JpegKind kind = JpegKind::ycbcr;
  bool progressive = false;
  int quality = 95;
  int density_unit = 0;  ///< 1 inch, 2 centimetre
  int x_density = 0, y_density = 0;
  bool arithmetic = false;
};
std::string jpeg_of(const cv::Mat& image, const JpegMaking& making = {});
/// An APP1 segment; `dpi` 0: none; `date` empty: none.
std::string exif_segment(unsigned orientation, unsigned dpi = 0, const std::string& date = {}, bool little = true);
std::string with_segment(const std::string& jpeg, const std::string& segment);

struct PngMaking {
  int depth = 8, colour_type = 0;
  std::vector<cv::Vec3b> palette;   ///< red, green, blue
  std::vector<std::uint8_t> clear;  ///< tRNS of a palette
  bool interlaced = false;
  std::uint32_t pixels_a_metre = 0;
};
/// `samples`: CV_8U or CV_16U with as many channels as the colour type has (RGB order), values below 2^depth.
std::string png_of(const cv::Mat& samples, const PngMaking& making);

struct TiffMaking {
  int bits = 8, photometric = 1, compression = 1;
  int rows_per_strip = 0;  ///< 0: one strip
  int tile = 0;            ///< side of tiles; 0: strips
  bool separate = false, big = false;
  int fill_order = 1, orientation = 1;
  double x_dpi = 0, y_dpi = 0;
  int unit = 2;
  std::string date;
  int extra_sample = -1;  ///< kind of the last sample
  int format = 1;
  std::vector<cv::Vec3b> palette;
};
struct TiffSheet {
  cv::Mat samples;  ///< as in png_of; RGB order
  TiffMaking making;
};
void write_tiff(const std::filesystem::path& path, const std::vector<TiffSheet>& sheets);
/// The first strip of the first page as it stands in the file.
std::string raw_strip(const std::filesystem::path& path);

/// A PDF of numbered objects; object 1 is the catalogue.
std::string pdf_of(const std::map<int, std::string>& objects, const std::string& trailer = {});
std::string pdf_stream(const std::string& data, const std::string& entries = {});

struct PdfScan {
  std::string data;  ///< of the image stream
  models::Size size;
  std::string entries;  ///< of the image's dictionary: filter, colour space …
  std::string box = "[0 0 300 200]";
  std::string content = "q 300 0 0 200 0 0 cm /I Do Q";
  std::string page;  ///< more entries of the page
  std::string catalogue;
  std::map<int, std::string> more;  ///< objects from 6 on
  std::string trailer;
};
/// One page with one image /I and the font /F1 (Helvetica).
std::string pdf_scan(const PdfScan& scan);

}  // namespace hoso::tests
