// SPDX-License-Identifier: Apache-2.0
#include "hoso/scanners/page_picture.h"

#include <string>

#include "hoso/models/messages.h"
#include "scanners/files/process.h"

namespace hoso::scanners {

models::Result<std::vector<std::uint8_t>> draw_pdf_page(const std::filesystem::path& pdf, int page, int dpi,
                                                        PictureFormat format, const std::stop_token& stop) {
  constexpr std::size_t kBytesMax = std::size_t{512} << 20;
  const std::string number = std::to_string(page);
  std::vector<std::string> command{"pdftoppm", "-cropbox", "-r", std::to_string(dpi), "-f", number, "-l", number};
  if (format == PictureFormat::png)
    command.emplace_back("-png");
  else
    command.insert(command.end(), {"-jpeg", "-jpegopt", "quality=82,optimize=y"});
  command.push_back(std::filesystem::absolute(pdf).string());  // never taken for an option
  auto output = run_tool(command, {.output_max = kBytesMax}, stop);
  if (!output) return tl::make_unexpected(output.error());
  if (output->exit_code == 0 && !output->out.empty()) return std::move(output->out);
  return models::failure(
      {.code = models::ErrorCode::damaged,
       .stage = models::Stage::decode,
       .file = pdf.string(),
       .page = page,
       .cause = models::english("pdftoppm: {}", output->complaints.substr(0, output->complaints.find('\n')))});
}

}  // namespace hoso::scanners
