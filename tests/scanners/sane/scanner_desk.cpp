// SPDX-License-Identifier: Apache-2.0
#include "tests/scanners/sane/scanner_desk.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <variant>

namespace hoso::tests {

using namespace std::chrono_literals;

ScannerDesk::ScannerDesk() : folder_(std::make_unique<TempFolder>()) {
  options.name = *models::DossierName::from("HS-2024-001");
  options.spool = spool();
  options.host_program = HOSO_SCAN_HOST_PROGRAM;
  options.sane_config = folder_->path();
  options.timeouts.busy = 0ms;
  options.timeouts.open = 20s;
}

ScannerDesk ScannerDesk::with_test_backend(const std::vector<std::string>& changes) {
  ScannerDesk desk;
  std::istringstream original(read_file("/etc/sane.d/test.conf"));
  std::string conf;
  const auto name_of = [](const std::string& line) { return line.substr(0, line.find(' ')); };
  std::vector<std::string> all = changes;
  all.emplace_back("geometry_max 300.0");  // 200 mm are too short for A4
  for (std::string line; std::getline(original, line);) {
    const bool changed =
        std::ranges::any_of(all, [&](const std::string& change) { return name_of(change) == name_of(line); });
    if (!changed) conf += line + "\n";
  }
  for (const std::string& change : all) conf += change + "\n";
  write_file(*desk.folder_ / "test.conf", conf);
  write_file(*desk.folder_ / "dll.conf", "test\n");
  desk.options.device = "test:0";
  return desk;
}

ScannerDesk ScannerDesk::with_script(const std::string& script) {
  ScannerDesk desk;
  write_file(*desk.folder_ / "dll.conf", "scripted\n");
  setenv("LD_LIBRARY_PATH", HOSO_SANE_BACKENDS, 1);
  setenv("SCRIPTED_SCANNER", script.c_str(), 1);
  desk.options.device = "scripted:desk";
  desk.options.dpi = 100;
  desk.options.paper = "ID-1";
  return desk;
}

ScannerDesk ScannerDesk::with_misbehaving_host(const std::string& how) {
  ScannerDesk desk;
  setenv("MISBEHAVIOUR", how.c_str(), 1);
  setenv("MISBEHAVIOUR_REPORT", desk.report().c_str(), 1);
  desk.options.device = "none";
  desk.options.host_program = HOSO_MISBEHAVING_HOST;
  // Short where the test waits for it, long where only a slow machine would.
  const bool hangs = how == "hang" || how == "stubborn";
  desk.options.timeouts.next_side = desk.options.timeouts.first_side = hangs ? 1000ms : 20s;
  desk.options.timeouts.after_cancel = desk.options.timeouts.after_terminate = 300ms;
  return desk;
}

std::vector<std::string> ScannerDesk::spooled() const {
  std::vector<std::string> names;
  if (!std::filesystem::exists(spool())) return names;
  for (const auto& entry : std::filesystem::directory_iterator(spool())) names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

Scanned scan_all(scanners::ScannerSource& source) {
  Scanned scanned;
  while (auto item = source.next({})) {
    if (const auto* page = std::get_if<models::SourcePage>(&*item))
      scanned.pages.push_back(*page);
    else if (const auto* closed = std::get_if<models::DossierClosed>(&*item))
      scanned.closed = *closed;
    else if (std::holds_alternative<models::DossierOpened>(*item))
      scanned.opened = true;
  }
  return scanned;
}

std::unique_ptr<scanners::ScannerSource> opened(const scanners::ScanOptions& options) {
  auto source = scanners::open_scanner(options);
  if (source) return *std::move(source);
  throw std::runtime_error(std::string(models::name_of(source.error().code)) + ": " + source.error().cause);
}

JpegHeader jpeg_header(const std::filesystem::path& file) {
  const std::string bytes = read_file(file);
  const auto at = [&](std::size_t i) { return static_cast<int>(static_cast<unsigned char>(bytes.at(i))); };
  const auto two = [&](std::size_t i) { return at(i) * 256 + at(i + 1); };
  JpegHeader header;
  for (std::size_t i = 2; at(i) == 0xFF && at(i + 1) != 0xDA; i += 2 + static_cast<std::size_t>(two(i + 2))) {
    if (at(i + 1) == 0xE0 && at(i + 11) == 1) header.dpi_x = two(i + 12), header.dpi_y = two(i + 14);
    if (at(i + 1) == 0xC0)
      header.height_px = two(i + 5), header.width_px = two(i + 7), header.components = at(i + 9),
      header.sampling = at(i + 11);
  }
  return header;
}

}  // namespace hoso::tests
