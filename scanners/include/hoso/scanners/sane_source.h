// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "hoso/models/api.h"
#include "hoso/models/page.h"
#include "hoso/scanners/page_source.h"

/// Pages from a scanner. libsane runs in a process of its own (hoso-scan-host): its backends abort, hang and change
/// signal handlers, and whatever happens there costs at most the side in work. docs/scanning.md has the protocol.
namespace hoso::scanners {

/// How long the scanner may be silent before it is given up.
struct ScanTimeouts {
  std::chrono::milliseconds open{15'000};  ///< for the host to start, to open the device, to take the settings: each
  std::chrono::milliseconds first_side{90'000};  ///< the lamp warms up
  std::chrono::milliseconds next_side{60'000};   ///< without a side and without progress
  std::chrono::milliseconds after_cancel{
      15'000};  ///< from the cancel (or the quit) to SIGTERM; network scanners need 10 s
  std::chrono::milliseconds after_terminate{2'000};  ///< from SIGTERM to SIGKILL
  std::chrono::milliseconds busy{120'000};    ///< a device that works for somebody else is asked again for this long
  std::chrono::milliseconds devices{60'000};  ///< for the list of devices; the network ones answer late
};

enum class PaperSource {
  automatic,      ///< the feeder if there is one, else the glass
  feeder,         ///< front sides, until the feeder is empty
  feeder_duplex,  ///< both sides, until the feeder is empty
  flatbed         ///< one side
};

struct ScanOptions {
  std::string device;  ///< SANE's name, e.g. "airscan:e0:Office"; empty: the first that SANE finds
  models::DossierName name;
  std::filesystem::path
      spool;  ///< folder for the masters (side-0001.jpg …); is made; must outlive the source and hold no side yet
  PaperSource source = PaperSource::automatic;
  models::ColourMode mode = models::ColourMode::colour;  ///< colour and grey are kept as JPEG, bw as TIFF with Group 4
  int dpi = 300;
  std::string paper = "A4";  ///< A3, A4, A5, A6, B4, B5, Letter, Legal, ID-1, or "max" for all that the device sees
  int jpeg_quality = 90;     ///< 1..100
  int sides_max = 500;       ///< a stack that does not end is stopped here: some drivers read ahead without bound
  std::filesystem::path
      host_program;  ///< else $HOSO_SCAN_HOST, else beside the running program, else where it is installed
  std::filesystem::path sane_config;  ///< folder with a dll.conf of its own, as SANE_CONFIG_DIR; empty: the system's
  ScanTimeouts timeouts;
};

/// What the device made of what was asked.
struct DeviceSetting {
  std::string intent;  ///< "source", "mode", "depth", "resolution", "paper"
  std::string asked;
  std::string made;  ///< as the device names it; empty: the device has no such setting
  friend bool operator==(const DeviceSetting&, const DeviceSetting&) = default;
};

/// Something odd that somebody should look at; the page is kept.
struct ScanWarning {
  int page = 0;      ///< in the dossier, from 1; 0: the whole stack
  std::string text;  ///< an English sentence
  friend bool operator==(const ScanWarning&, const ScanWarning&) = default;
};

/// A stack of paper as pages of one dossier. The stack runs in the background from the second call of `next` on,
/// whether or not pages are taken: no scanner waits for its reader. All sides that were finished are delivered; then
/// the dossier is closed unless no side came or a stop was requested. `error` tells afterwards whether the stack ended
/// well.
class ScannerSource : public PageSource {
 public:
  /// Why the stack did not end by itself; nothing while it is well. `page` is the first side that is missing, if some
  /// came.
  [[nodiscard]] virtual std::optional<models::Error> error() const = 0;
  /// Sides that are finished and lie in the spool, delivered or not.
  [[nodiscard]] virtual int sides() const = 0;
  [[nodiscard]] virtual std::vector<ScanWarning> warnings() const = 0;
  [[nodiscard]] virtual const std::vector<DeviceSetting>& settings() const = 0;
};

/// Starts the host, opens the device and sets it; no paper moves yet. Thread-safe.
/// Errors: scanner_*, option_invalid, invalid_name, output_exists (sides in the spool), output_unwritable,
/// tool_missing, cancelled.
HOSO_API models::Result<std::unique_ptr<ScannerSource>> open_scanner(const ScanOptions& options,
                                                                     const std::stop_token& stop = {});

struct ScannerDevice {
  std::string name;  ///< for ScanOptions::device
  std::string vendor, model, type;
  friend bool operator==(const ScannerDevice&, const ScannerDevice&) = default;
};

struct ListOptions {
  std::filesystem::path host_program, sane_config;  ///< as in ScanOptions
  ScanTimeouts timeouts;
};

/// Asks all drivers for their devices; takes seconds. Errors: scanner_host_died (a driver aborted),
/// scanner_not_answering, tool_missing.
HOSO_API models::Result<std::vector<ScannerDevice>> list_scanners(const ListOptions& options = {},
                                                                  const std::stop_token& stop = {});

}  // namespace hoso::scanners
