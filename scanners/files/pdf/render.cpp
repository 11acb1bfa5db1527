// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pdf/render.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <opencv2/imgproc.hpp>

#include "hoso/models/messages.h"
#include "scanners/files/process.h"
#include "scanners/files/regular_file.h"

namespace hoso::scanners {
namespace {

using models::ErrorCode;

constexpr double kSizeSlackPx = 2;
constexpr std::size_t kHeaderBytesMax = 64;

struct PpmHeader {
  models::Size size;
  std::size_t bytes = 0;
};

/// "P6\nWIDTH HEIGHT\n255\n", as pdftoppm writes it.
std::optional<PpmHeader> read_header(const std::vector<std::uint8_t>& ppm) {
  const std::string head(ppm.begin(), ppm.begin() + static_cast<std::ptrdiff_t>(std::min(ppm.size(), kHeaderBytesMax)));
  PpmHeader header;
  int depth = 0, length = 0;
  if (std::sscanf(head.c_str(), "P6 %8d %8d %3d%n", &header.size.width_px, &header.size.height_px, &depth, &length) !=
      3)
    return {};
  if (depth != 255 || header.size.width_px < 1 || header.size.height_px < 1) return {};
  header.bytes = static_cast<std::size_t>(length) + 1;
  return header;
}

std::vector<std::string> command_of(const RenderRequest& request) {
  const std::string page = std::to_string(request.page);
  std::vector<std::string> command{"pdftoppm", "-f",       page, "-l",
                                   page,       "-cropbox", "-r", fmt::format("{:.6f}", request.dpi)};
  command.push_back(std::filesystem::absolute(request.path).string());  // never taken for an option
  return command;
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

}  // namespace

models::Result<Rendering> render_page(const RenderRequest& request, const DecodeOptions& options,
                                      const std::stop_token& stop) {
  const models::Point expected = request.expected;
  const double pixels_max = (expected.x + kSizeSlackPx) * (expected.y + kSizeSlackPx);
  const ProcessOptions process{.timeout = options.tool_timeout,
                               .output_max = static_cast<std::size_t>(pixels_max * 3) + kHeaderBytesMax};
  auto output = run_tool(command_of(request), process, stop);
  if (!output) return tl::make_unexpected(output.error());
  const auto header = read_header(output->out);
  if (output->exit_code != 0 || !header)
    return problem(ErrorCode::damaged, models::english("pdftoppm: {}", first_line(output->complaints)));
  const auto [width, height] = header->size;
  const bool as_expected =
      std::abs(width - expected.x) <= kSizeSlackPx && std::abs(height - expected.y) <= kSizeSlackPx;
  const std::size_t bytes = std::size_t{3} * static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  if (!as_expected || output->out.size() < header->bytes + bytes)
    return problem(ErrorCode::damaged, "pdftoppm shows a page of another size");
  Rendering rendering{.complaints = first_line(output->complaints)};
  cv::cvtColor(cv::Mat(height, width, CV_8UC3, output->out.data() + header->bytes), rendering.pixels,
               cv::COLOR_RGB2BGR);
  return rendering;
}

}  // namespace hoso::scanners
