// SPDX-License-Identifier: Apache-2.0
#include <tiffio.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>

#include "scanners/host/encode.h"

namespace hoso::scan_host {
namespace {

struct MemoryFile {
  std::vector<std::uint8_t> bytes;
  std::size_t position = 0;
};

MemoryFile& file_of(thandle_t handle) { return *static_cast<MemoryFile*>(handle); }

tmsize_t read_memory(thandle_t handle, void* buffer, tmsize_t size) {
  MemoryFile& file = file_of(handle);
  const std::size_t left = file.bytes.size() - std::min(file.position, file.bytes.size());
  const std::size_t count = std::min(left, static_cast<std::size_t>(size));
  if (count > 0) std::memcpy(buffer, &file.bytes[file.position], count);
  file.position += count;
  return static_cast<tmsize_t>(count);
}

tmsize_t write_memory(thandle_t handle, void* buffer, tmsize_t size) {
  MemoryFile& file = file_of(handle);
  const auto count = static_cast<std::size_t>(size);
  if (file.position + count > file.bytes.size()) file.bytes.resize(file.position + count);
  if (count > 0) std::memcpy(&file.bytes[file.position], buffer, count);
  file.position += count;
  return size;
}

toff_t seek_memory(thandle_t handle, toff_t offset, int whence) {
  MemoryFile& file = file_of(handle);
  const std::size_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? file.position : file.bytes.size();
  return file.position = base + static_cast<std::size_t>(offset);
}

toff_t size_of_memory(thandle_t handle) { return file_of(handle).bytes.size(); }
int close_memory(thandle_t) { return 0; }

struct TiffClosed {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};

bool write_image(TIFF* tiff, const ScannedSide& side, const EncodeOptions& options) {
  // SANE: 1 is black, as T.6 and PhotometricInterpretation 0 have it (TIFF 6.0, section 4).
  const bool tags = TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, side.width_px) &&
                    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, side.height_px) &&
                    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 1) && TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1) &&
                    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4) &&
                    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE) &&
                    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, side.height_px) &&
                    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH) &&
                    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, options.dpi_x) &&
                    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, options.dpi_y);
  if (!tags) return false;
  std::vector<std::uint8_t> row;
  for (int y = 0; y < side.height_px; ++y) {
    const auto source = side.row(y);
    row.assign(source.begin(), source.end());  // libtiff may write to the buffer
    if (TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), 0) != 1) return false;
  }
  return TIFFFlush(tiff) == 1;
}

}  // namespace

std::optional<EncodedSide> encode_group4(const ScannedSide& side, const EncodeOptions& options) {
  MemoryFile file;
  TIFFSetErrorHandler(nullptr);
  TIFFSetWarningHandler(nullptr);
  std::unique_ptr<TIFF, TiffClosed> tiff(TIFFClientOpen("side", "wl", &file, read_memory, write_memory, seek_memory,
                                                        close_memory, size_of_memory, nullptr, nullptr));
  if (tiff == nullptr || !write_image(tiff.get(), side, options)) return std::nullopt;
  tiff.reset();
  return EncodedSide{std::move(file.bytes), "tif"};
}

}  // namespace hoso::scan_host
