// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "app/command.h"
#include "app/say.h"
#include "app/terminal/talk.h"
#include "app/view/page_drawing.h"
#include "app/view/stored_dossier.h"
#include "hoso/scanners/page_picture.h"

namespace hoso::app {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Result;
using models::Stage;

Result<std::string> rendered(const StoredDossier& dossier, const Settings& settings, const std::stop_token& stop) {
  const int page = settings.page;
  if (page > dossier.pages())
    return models::failure(
        {.code = ErrorCode::option_invalid,
         .stage = Stage::configure,
         .subject = say("\"{}\" for --page (the dossier has {})", page, counted(dossier.pages(), "page", "pages"))});
  const auto text = dossier.text();
  if (!text) return tl::make_unexpected(text.error());
  const auto& facts = dossier.record.at("pages").at(static_cast<std::size_t>(page) - 1);
  const auto picture =
      scanners::draw_pdf_page(dossier.pdf(), page, settings.image_dpi, scanners::PictureFormat::png, stop);
  if (!picture) return tl::make_unexpected(picture.error());
  const models::Size shown{facts.value("width_px", 0), facts.value("height_px", 0)};
  const auto number = static_cast<std::size_t>(page) - 1;
  auto drawn = draw_text_beside({reinterpret_cast<const char*>(picture->data()), picture->size()}, shown,
                                number < text->size() ? text->at(number) : models::PageText{});
  if (drawn) return *std::move(drawn);
  return models::failure(
      {.code = ErrorCode::damaged, .stage = Stage::decode, .file = dossier.pdf().string(), .page = page});
}

}  // namespace

ExitCode run_render(const Settings& settings, const std::stop_token& stop) {
  const auto dossier = open_dossier(settings);
  if (!dossier) return tell_error(settings, dossier.error());
  const auto png = rendered(*dossier, settings, stop);
  if (!png) return tell_error(settings, png.error());
  const fs::path to =
      settings.to.empty() ? fs::path(fmt::format("{}-page-{}.png", dossier->name, settings.page)) : settings.to;
  if (const Result<void> written = write_file(to, *png); !written) return tell_error(settings, written.error());
  if (settings.json)
    print_json({{"dossier", dossier->name}, {"page", settings.page}, {"file", to.string()}});
  else
    fmt::print("{}\n", to.string());
  return ExitCode::ok;
}

}  // namespace hoso::app
