// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "hoso/scanners/sane_source.h"
#include "tests/support/temp_folder.h"

namespace hoso::tests {

/// A desk with scanners that need no hardware: the folder of SANE's configuration, a spool, and options with short
/// clocks.
class ScannerDesk {
 public:
  /// SANE's `test` backend; `changes` are lines for its test.conf, which win over those that are there.
  static ScannerDesk with_test_backend(const std::vector<std::string>& changes = {});
  /// The backend of scripted_backend.cpp with its script.
  static ScannerDesk with_script(const std::string& script);
  /// The host of misbehaving_scan_host.cpp; it writes its process number and open descriptors to `report`.
  static ScannerDesk with_misbehaving_host(const std::string& how);

  [[nodiscard]] std::filesystem::path spool() const { return *folder_ / "spool"; }
  [[nodiscard]] std::filesystem::path report() const { return *folder_ / "report"; }
  /// Names in the spool, sorted, hidden ones too.
  [[nodiscard]] std::vector<std::string> spooled() const;

  scanners::ScanOptions options;

 private:
  ScannerDesk();
  std::unique_ptr<TempFolder> folder_;
};

/// Everything that a source gave.
struct Scanned {
  std::vector<models::SourcePage> pages;
  bool opened = false;
  std::optional<models::DossierClosed> closed;
};

/// Takes items until there are none.
Scanned scan_all(scanners::ScannerSource& source);

/// Opens the scanner; the test has failed if that does not work.
std::unique_ptr<scanners::ScannerSource> opened(const scanners::ScanOptions& options);

/// Width, height, components, density of a JPEG, from its headers.
struct JpegHeader {
  int width_px = 0, height_px = 0, components = 0, dpi_x = 0, dpi_y = 0, sampling = 0;
};
JpegHeader jpeg_header(const std::filesystem::path& file);

}  // namespace hoso::tests
