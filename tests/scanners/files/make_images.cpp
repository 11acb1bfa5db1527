// SPDX-License-Identifier: Apache-2.0
#include "tests/scanners/files/make_images.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include <jpeglib.h>
#include <png.h>
#include <tiffio.h>
#include <opencv2/imgproc.hpp>

namespace hoso::tests {
namespace {

/// Samples packed as PNG, TIFF and PDF have them: most significant bit first, rows end with a byte.
std::vector<std::uint8_t> packed_row(const cv::Mat& samples, int y, int bits, bool big_endian) {
  const int count = samples.cols * samples.channels();
  std::vector<std::uint8_t> row((static_cast<std::size_t>(count * bits) + 7) / 8);
  for (int i = 0; i < count; ++i) {
    if (bits == 16) {
      const std::uint16_t value = samples.ptr<std::uint16_t>(y)[i];
      const std::uint16_t placed = big_endian ? static_cast<std::uint16_t>(value << 8 | value >> 8) : value;
      std::memcpy(row.data() + 2 * i, &placed, 2);
    } else {
      const int value = samples.ptr<std::uint8_t>(y)[i], shift = 8 - bits - i * bits % 8;
      row[static_cast<std::size_t>(i * bits / 8)] |= static_cast<std::uint8_t>(value << shift);
    }
  }
  return row;
}

void tiff_tags(TIFF* tiff, const TiffSheet& sheet) {
  const TiffMaking& m = sheet.making;
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, sheet.samples.cols);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, sheet.samples.rows);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, m.bits);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, sheet.samples.channels());
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, m.compression);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, m.photometric);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, m.separate ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, m.format);
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, m.orientation);
  if (m.bits == 1) TIFFSetField(tiff, TIFFTAG_FILLORDER, m.fill_order);
  if (m.compression == COMPRESSION_JPEG && m.photometric == PHOTOMETRIC_YCBCR)
    TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  if (m.compression == COMPRESSION_JPEG) TIFFSetField(tiff, TIFFTAG_JPEGQUALITY, 95);
  if (m.tile > 0) {
    TIFFSetField(tiff, TIFFTAG_TILEWIDTH, m.tile);
    TIFFSetField(tiff, TIFFTAG_TILELENGTH, m.tile);
  } else {
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, m.rows_per_strip > 0 ? m.rows_per_strip : sheet.samples.rows);
  }
  if (m.x_dpi > 0) {
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, m.x_dpi);
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, m.y_dpi);
    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, m.unit);
  }
  if (!m.date.empty()) TIFFSetField(tiff, TIFFTAG_DATETIME, m.date.c_str());
  const auto extra = static_cast<std::uint16_t>(m.extra_sample);
  if (m.extra_sample >= 0) TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &extra);
  if (m.palette.empty()) return;
  std::vector<std::uint16_t> table[3];
  for (int c = 0; c < 3; ++c) {
    table[c].resize(std::size_t{1} << m.bits);
    for (std::size_t i = 0; i < m.palette.size(); ++i) table[c][i] = static_cast<std::uint16_t>(m.palette[i][c] * 257);
  }
  TIFFSetField(tiff, TIFFTAG_COLORMAP, table[0].data(), table[1].data(), table[2].data());
}

void tiff_tiles(TIFF* tiff, const TiffSheet& sheet) {
  const int side = sheet.making.tile;
  cv::Mat padded;
  cv::copyMakeBorder(sheet.samples, padded, 0, side, 0, side, cv::BORDER_CONSTANT);
  for (int y = 0; y < sheet.samples.rows; y += side)
    for (int x = 0; x < sheet.samples.cols; x += side) {
      cv::Mat tile = padded(cv::Rect(x, y, side, side)).clone();
      TIFFWriteTile(tiff, tile.data, static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 0, 0);
    }
}

void tiff_rows(TIFF* tiff, const TiffSheet& sheet) {
  std::vector<cv::Mat> planes{sheet.samples};
  if (sheet.making.separate) cv::split(sheet.samples, planes);
  for (std::size_t plane = 0; plane < planes.size(); ++plane)
    for (int y = 0; y < sheet.samples.rows; ++y) {
      auto row = packed_row(planes[plane], y, sheet.making.bits, false);
      TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), static_cast<std::uint16_t>(plane));
    }
}

cv::Mat jpeg_samples(const cv::Mat& image, JpegKind kind) {
  cv::Mat out;
  if (kind == JpegKind::grey) return image;
  if (kind == JpegKind::ycbcr || kind == JpegKind::rgb) {
    cv::cvtColor(image, out, cv::COLOR_BGR2RGB);
    return out;
  }
  std::vector<cv::Mat> planes;
  cv::split(image, planes);
  std::swap(planes[0], planes[2]);
  for (cv::Mat& plane : planes) plane = 255 - plane;
  planes.push_back(cv::Mat::zeros(image.size(), CV_8UC1));
  cv::merge(planes, out);
  if (kind != JpegKind::cmyk_plain) out = cv::Scalar::all(255) - out;
  return out;
}

void put(std::string& out, unsigned value, int bytes, bool little) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * (little ? i : bytes - 1 - i)));
}

void append_to_string(png_structp png, png_bytep data, png_size_t size) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<char*>(data), size);
}

}  // namespace

cv::Mat picture(int width, int height, int channels) {
  cv::Mat image(height, width, CV_MAKETYPE(CV_8U, channels));
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (int c = 0; c < channels; ++c)
        image.ptr<std::uint8_t>(y)[x * channels + c] =
            static_cast<std::uint8_t>(60 + (x * 120 / width) + (c == 2 ? y * 70 / height : y * 30 / height));
  image(cv::Rect(0, 0, width / 4, height / 3)) = cv::Scalar::all(0);
  return image;
}

cv::Mat bilevel_picture(int width, int height) {
  cv::Mat image(height, width, CV_8UC1, cv::Scalar(255));
  image(cv::Rect(0, 0, width / 4, height / 3)) = 0;
  for (int i = 0; i < std::min(width, height); i += 3) image.at<std::uint8_t>(i, i) = 0;
  return image;
}

cv::Mat delivered_as(const cv::Mat& upright, models::ExifOrientation orientation) {
  const bool turned = orientation >= models::ExifOrientation::transposed;
  const models::Size size =
      turned ? models::Size{upright.rows, upright.cols} : models::Size{upright.cols, upright.rows};
  const models::Affine map = upright_map(orientation, size);
  cv::Mat out(size.height_px, size.width_px, upright.type());
  for (int y = 0; y < out.rows; ++y)
    for (int x = 0; x < out.cols; ++x) {
      const models::Point p = map({x + 0.5, y + 0.5});
      const auto bytes = upright.elemSize();
      std::memcpy(out.ptr(y, x), upright.ptr(static_cast<int>(p.y), static_cast<int>(p.x)), bytes);
    }
  return out;
}

std::string jpeg_of(const cv::Mat& image, const JpegMaking& making) {
  const cv::Mat samples = jpeg_samples(image, making.kind);
  jpeg_compress_struct info{};
  jpeg_error_mgr errors{};
  info.err = jpeg_std_error(&errors);
  jpeg_create_compress(&info);
  unsigned char* buffer = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&info, &buffer, &size);
  info.image_width = static_cast<JDIMENSION>(samples.cols);
  info.image_height = static_cast<JDIMENSION>(samples.rows);
  info.input_components = samples.channels();
  info.in_color_space = samples.channels() == 1 ? JCS_GRAYSCALE : samples.channels() == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&info);
  if (making.kind == JpegKind::rgb) jpeg_set_colorspace(&info, JCS_RGB);
  if (making.kind == JpegKind::ycck_adobe) jpeg_set_colorspace(&info, JCS_YCCK);
  if (making.kind == JpegKind::rgb || making.kind == JpegKind::cmyk_plain) info.write_Adobe_marker = FALSE;
  jpeg_set_quality(&info, making.quality, TRUE);
  info.density_unit = static_cast<UINT8>(making.density_unit);
  if (making.x_density > 0) info.X_density = static_cast<UINT16>(making.x_density);
  if (making.y_density > 0) info.Y_density = static_cast<UINT16>(making.y_density);
  info.arith_code = making.arithmetic ? TRUE : FALSE;
  if (making.progressive) jpeg_simple_progression(&info);
  jpeg_start_compress(&info, TRUE);
  while (info.next_scanline < info.image_height) {
    JSAMPROW row = const_cast<JSAMPROW>(samples.ptr<JSAMPLE>(static_cast<int>(info.next_scanline)));
    jpeg_write_scanlines(&info, &row, 1);
  }
  jpeg_finish_compress(&info);
  std::string bytes(reinterpret_cast<char*>(buffer), size);
  jpeg_destroy_compress(&info);
  std::free(buffer);
  return bytes;
}

std::string exif_segment(unsigned orientation, unsigned dpi, const std::string& date, bool little) {
  const unsigned count = 1U + (dpi > 0 ? 3U : 0U) + (date.empty() ? 0U : 1U);
  const unsigned data_at = 8 + 2 + 12 * count + 4;
  std::string tiff = little ? std::string("II*\0", 4) : std::string("MM\0*", 4), data;
  put(tiff, 8, 4, little);
  put(tiff, count, 2, little);
  const auto entry = [&](unsigned tag, unsigned type, unsigned values) {
    put(tiff, tag, 2, little);
    put(tiff, type, 2, little);
    put(tiff, values, 4, little);
  };
  entry(0x112, 3, 1);
  put(tiff, orientation, 2, little);
  put(tiff, 0, 2, little);
  for (const unsigned tag : {0x11AU, 0x11BU})
    if (dpi > 0) {
      entry(tag, 5, 1);
      put(tiff, data_at + static_cast<unsigned>(data.size()), 4, little);
      put(data, dpi * 10, 4, little);
      put(data, 10, 4, little);
    }
  if (dpi > 0) {
    entry(0x128, 3, 1);
    put(tiff, 2, 2, little);
    put(tiff, 0, 2, little);
  }
  if (!date.empty()) {
    entry(0x132, 2, 20);
    put(tiff, data_at + static_cast<unsigned>(data.size()), 4, little);
    data += date + '\0';
  }
  put(tiff, 0, 4, little);
  const std::string body = std::string("Exif\0\0", 6) + tiff + data;
  std::string segment("\xFF\xE1");
  put(segment, static_cast<unsigned>(body.size()) + 2, 2, false);
  return segment + body;
}

std::string with_segment(const std::string& jpeg, const std::string& segment) {
  return jpeg.substr(0, 2) + segment + jpeg.substr(2);
}

std::string png_of(const cv::Mat& samples, const PngMaking& making) {
  std::string bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(png, &bytes, append_to_string, nullptr);
  png_set_IHDR(png, info, static_cast<png_uint_32>(samples.cols), static_cast<png_uint_32>(samples.rows), making.depth,
               making.colour_type, making.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  std::vector<png_color> palette;
  for (const cv::Vec3b& colour : making.palette) palette.push_back({colour[0], colour[1], colour[2]});
  if (!palette.empty()) png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
  if (!making.clear.empty())
    png_set_tRNS(png, info, making.clear.data(), static_cast<int>(making.clear.size()), nullptr);
  if (making.pixels_a_metre > 0)
    png_set_pHYs(png, info, making.pixels_a_metre, making.pixels_a_metre, PNG_RESOLUTION_METER);
  png_write_info(png, info);
  std::vector<std::vector<std::uint8_t>> rows;
  std::vector<png_bytep> pointers;
  for (int y = 0; y < samples.rows; ++y) rows.push_back(packed_row(samples, y, making.depth, true));
  for (auto& row : rows) pointers.push_back(row.data());
  png_write_image(png, pointers.data());
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

void write_tiff(const std::filesystem::path& path, const std::vector<TiffSheet>& sheets) {
  TIFF* tiff = TIFFOpen(path.c_str(), sheets.front().making.big ? "w8" : "w");
  if (tiff == nullptr) throw std::runtime_error("no TIFF");
  for (const TiffSheet& sheet : sheets) {
    tiff_tags(tiff, sheet);
    sheet.making.tile > 0 ? tiff_tiles(tiff, sheet) : tiff_rows(tiff, sheet);
    TIFFWriteDirectory(tiff);
  }
  TIFFClose(tiff);
}

std::string raw_strip(const std::filesystem::path& path) {
  TIFF* tiff = TIFFOpen(path.c_str(), "r");
  std::string bytes(TIFFGetStrileByteCount(tiff, 0), '\0');
  TIFFReadRawStrip(tiff, 0, bytes.data(), static_cast<tmsize_t>(bytes.size()));
  TIFFClose(tiff);
  return bytes;
}

std::string pdf_stream(const std::string& data, const std::string& entries) {
  return "<< /Length " + std::to_string(data.size()) + " " + entries + " >>\nstream\n" + data + "\nendstream";
}

std::string pdf_of(const std::map<int, std::string>& objects, const std::string& trailer) {
  std::string out = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", table;
  const int count = objects.rbegin()->first + 1;
  std::map<int, std::size_t> places;
  for (const auto& [number, body] : objects) {
    places[number] = out.size();
    out += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
  }
  const std::size_t at = out.size();
  out += "xref\n0 " + std::to_string(count) + "\n0000000000 65535 f \n";
  for (int n = 1; n < count; ++n) {
    char line[32];
    std::snprintf(line, sizeof(line), "%010zu 00000 %c \n", places.contains(n) ? places[n] : 0,
                  places.contains(n) ? 'n' : 'f');
    out += line;
  }
  return out + "trailer\n<< /Size " + std::to_string(count) + " /Root 1 0 R " + trailer + " >>\nstartxref\n" +
         std::to_string(at) + "\n%%EOF\n";
}

std::string pdf_scan(const PdfScan& scan) {
  std::map<int, std::string> objects = scan.more;
  objects[1] = "<< /Type /Catalog /Pages 2 0 R " + scan.catalogue + " >>";
  objects[2] = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
  objects[3] = "<< /Type /Page /Parent 2 0 R /MediaBox " + scan.box +
               " /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> /Font << /F1 << /Type /Font /Subtype /Type1 "
               "/BaseFont /Helvetica >> >> >> " +
               scan.page + " >>";
  objects[4] = pdf_stream(scan.content);
  objects[5] = pdf_stream(scan.data, "/Type /XObject /Subtype /Image /Width " + std::to_string(scan.size.width_px) +
                                         " /Height " + std::to_string(scan.size.height_px) + " " + scan.entries);
  return pdf_of(objects, scan.trailer);
}

}  // namespace hoso::tests
