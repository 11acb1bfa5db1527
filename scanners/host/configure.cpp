// SPDX-License-Identifier: Apache-2.0
#include "scanners/host/configure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace hoso::scan_host {
namespace {

constexpr double kMmAnInch = 25.4;
constexpr double kDpiTolerance = 1;
constexpr double kPaperToleranceMm = 3;

using Words = std::initializer_list<std::string_view>;

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

/// Whether one of the words, in lower case, stands in the text.
bool has_any(const std::string& text, Words words) {
  const std::string lowered = lower(text);
  return std::ranges::any_of(words, [&](std::string_view word) { return lowered.find(word) != std::string::npos; });
}

std::string shown(double number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.6g", number);
  return text.data();
}

tl::unexpected<End> unsupported(std::string_view what) { return tl::make_unexpected(End{kUnsupported, what}); }

/// The first of the choices that has one of some words and none of others.
std::optional<std::string> pick(const std::vector<std::string>& choices, Words words, Words but_not) {
  const auto found =
      std::ranges::find_if(choices, [&](const std::string& c) { return has_any(c, words) && !has_any(c, but_not); });
  return found == choices.end() ? std::nullopt : std::optional(*found);
}

std::optional<std::string> source_for(const std::string& wanted, const std::vector<std::string>& sources) {
  if (wanted == "feeder_duplex") return pick(sources, {"duplex"}, {"card"});
  auto feeder = pick(sources, {"adf", "feeder"}, {"back", "rear", "duplex"});
  if (wanted == "feeder" || (wanted != "flatbed" && feeder)) return feeder;
  return pick(sources, {"flatbed", "glass", "platen"}, {"adf", "feeder"});
}

/// The usual names first (SANE's saneopts.h); vendors have their own.
std::optional<std::string> mode_for(const std::string& wanted, const std::vector<std::string>& modes) {
  const std::string usual = wanted == "colour" ? "color" : wanted == "grey" ? "gray" : "lineart";
  const auto found = std::ranges::find(modes, usual, lower);
  if (found != modes.end()) return *found;
  const Words dithered{"error", "diffus", "dither", "halftone"};
  if (wanted == "colour") return pick(modes, {"color", "colour"}, dithered);
  if (wanted == "grey") return pick(modes, {"gray", "grey"}, dithered);
  return pick(modes, {"lineart", "black & white", "black&white", "binary", "mono"}, dithered);
}

class Configurer {
 public:
  Configurer(DeviceOptions& device, const Intent& intent) : device_(device), intent_(intent) {
    made_.dpi_x = made_.dpi_y = intent.dpi;
  }

  tl::expected<Configuration, End> run() {
    for (auto step :
         {&Configurer::set_source, &Configurer::set_mode, &Configurer::set_resolution, &Configurer::set_paper}) {
      if (auto done = (this->*step)(); !done) return tl::make_unexpected(done.error());
    }
    return std::move(made_);
  }

 private:
  using Done = tl::expected<void, End>;

  void report(std::string_view intent, std::string asked, std::string made, bool exact = true) {
    made_.settings.push_back({std::string(intent), std::move(asked), std::move(made), exact});
  }

  Done set_source() {
    const bool any = intent_.source == "automatic";
    if (!device_.has("source")) {
      // A device with one way in does not name it. Whether that is a feeder only the caller knows.
      made_.feeder = intent_.source == "feeder" || intent_.source == "feeder_duplex";
      if (intent_.source == "feeder_duplex") return unsupported("source");
      report("source", intent_.source, "");
      return {};
    }
    const auto source = source_for(intent_.source, device_.choices("source"));
    if (!source && !any) return unsupported("source");
    if (source && device_.set_text("source", *source) != SANE_STATUS_GOOD) return unsupported("source");
    const std::string taken = device_.text("source").value_or("");
    if (source && taken != *source) return unsupported("source");
    made_.feeder = has_any(taken, {"adf", "feeder", "duplex"});
    report("source", intent_.source, taken);
    return {};
  }

  Done set_mode() {
    if (auto done = set_mode_name(); !done) return done;
    // Without a Lineart of its own, grey at 1 bit is the same.
    const double depth = intent_.mode == "bw" ? 1 : 8;
    if (device_.has("depth") && device_.set_number("depth", depth) == SANE_STATUS_GOOD) {
      const double taken = device_.number("depth").value_or(depth);
      report("depth", shown(depth), shown(taken));
      depth_ = taken;
    }
    const bool one_bit = lineart_ || depth_ == 1;
    if ((intent_.mode == "bw") != one_bit && (device_.has("mode") || device_.has("depth"))) return unsupported("mode");
    switch_image_processing_off();
    return {};
  }

  Done set_mode_name() {
    if (!device_.has("mode")) {
      report("mode", intent_.mode, "");
      return {};
    }
    const std::vector<std::string> modes = device_.choices("mode");
    auto mode = mode_for(intent_.mode, modes);
    lineart_ = mode && intent_.mode == "bw";
    if (!mode && intent_.mode == "bw" && device_.has("depth")) mode = mode_for("grey", modes);
    if (!mode || device_.set_text("mode", *mode) != SANE_STATUS_GOOD) return unsupported("mode");
    const std::string taken = device_.text("mode").value_or("");
    if (taken != *mode) return unsupported("mode");
    report("mode", intent_.mode, taken);
    return {};
  }

  /// Straightening, cropping and skipping in the driver would change what is archived.
  void switch_image_processing_off() {
    for (const std::string& name : device_.names()) {
      if (name.starts_with("sw") && device_.flag(name).value_or(false)) device_.set_flag(name, false);
    }
  }

  Done set_resolution() {
    const bool split = device_.has("x-resolution");
    const std::string main = split ? "x-resolution" : "resolution";
    if (!device_.has(main)) {
      report("resolution", shown(intent_.dpi), "");
      return {};
    }
    if (device_.set_number(main, intent_.dpi) != SANE_STATUS_GOOD) return unsupported("resolution");
    made_.dpi_x = made_.dpi_y = device_.number(main).value_or(intent_.dpi);
    if (device_.has("y-resolution")) {
      if (device_.set_number("y-resolution", intent_.dpi) != SANE_STATUS_GOOD) return unsupported("resolution");
      made_.dpi_y = device_.number("y-resolution").value_or(intent_.dpi);
    }
    const bool exact =
        std::abs(made_.dpi_x - intent_.dpi) <= kDpiTolerance && std::abs(made_.dpi_y - intent_.dpi) <= kDpiTolerance;
    const std::string made = shown(made_.dpi_x) + (made_.dpi_x == made_.dpi_y ? "" : " x " + shown(made_.dpi_y));
    report("resolution", shown(intent_.dpi), made, exact);
    return {};
  }

  /// Sets a length in the option's unit; what the device made of it in millimetres.
  std::optional<double> set_length(const std::string& name, double mm, double dpi) {
    if (!device_.has(name)) return std::nullopt;
    const double scale = device_.unit(name) == SANE_UNIT_PIXEL && dpi > 0 ? dpi / kMmAnInch : 1;
    const double wanted = mm > 0 ? mm * scale : device_.largest(name).value_or(0);
    if (device_.set_number(name, wanted) != SANE_STATUS_GOOD) return std::nullopt;
    return device_.number(name).value_or(wanted) / scale;
  }

  void set_corner(const std::string& name) {
    if (device_.has(name)) device_.set_number(name, 0);
  }

  Done set_paper() {
    // Feeders that centre the sheet learn its size first: it moves the range of the area.
    set_length("page-width", intent_.width_mm, made_.dpi_x);
    set_length("page-height", intent_.height_mm, made_.dpi_y);
    set_corner("tl-x");
    set_corner("tl-y");
    const auto width = set_length("br-x", intent_.width_mm, made_.dpi_x);
    const auto height = set_length("br-y", intent_.height_mm, made_.dpi_y);
    const bool exact =
        intent_.width_mm == 0 || !width || !height ||
        (*width > intent_.width_mm - kPaperToleranceMm && *height > intent_.height_mm - kPaperToleranceMm);
    report("paper", intent_.paper, width && height ? shown(*width) + " x " + shown(*height) + " mm" : "", exact);
    return {};
  }

  DeviceOptions& device_;
  const Intent& intent_;
  Configuration made_;
  bool lineart_ = false;
  double depth_ = 8;
};

}  // namespace

tl::expected<Configuration, End> configure(DeviceOptions& device, const Intent& intent) {
  return Configurer(device, intent).run();
}

}  // namespace hoso::scan_host
