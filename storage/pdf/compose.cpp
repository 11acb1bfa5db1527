// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/compose.h"

#include <new>
#include <utility>

#include "storage/pdf/bytes_out.h"
#include "storage/pdf/haru_page.h"
#include "storage/pdf/page_file.h"
#include "storage/pdf/page_image.h"

namespace hoso::storage {
namespace {

using models::PageFacts;
using models::Result;

/// The unit square onto the place of a box of delivered pixels, on the page as shown (y up, points).
PdfMatrix placement(const models::Affine& shown, const models::Box& box, const PageFacts& facts) {
  const double k = 72 / facts.shown_dpi;
  return {.a = k * shown.xx * box.width,
          .b = -k * shown.yx * box.width,
          .c = -k * shown.xy * box.height,
          .d = k * shown.yy * box.height,
          .e = k * (shown.xx * box.x + shown.xy * box.bottom() + shown.x0),
          .f = k * (facts.shown.height_px - shown.yx * box.x - shown.yy * box.bottom() - shown.y0)};
}

Result<HaruPage> empty_page(const PageFacts& facts) {
  if (!(facts.shown_dpi > 0)) return page_rejected("the page has no resolution");
  const double k = 72 / facts.shown_dpi;
  return HaruPage::make(facts.shown.width_px * k, facts.shown.height_px * k);
}

Result<PageFile> page_file(const models::SeenPage& page, PageImage image) {
  auto out = empty_page(page.facts);
  if (!out) return tl::make_unexpected(out.error());
  const models::Box whole{0, 0, static_cast<double>(image.size.width_px), static_cast<double>(image.size.height_px)};
  if (auto drawn = out->draw(std::move(image), placement(page.facts.transform, whole, page.facts)); !drawn) {
    return tl::make_unexpected(drawn.error());
  }
  for (const models::Overlay& overlay : page.overlays) {
    auto patch = lossless_image(overlay.pixels);
    if (!patch) return tl::make_unexpected(patch.error());
    if (auto drawn = out->draw(std::move(*patch), placement(page.facts.transform, overlay.delivered_box, page.facts));
        !drawn) {
      return tl::make_unexpected(drawn.error());
    }
  }
  return finished_page(*out);
}

/// Names the page in an error that was made where it was not known.
models::Error about(models::Error error, const PageFacts& facts) {
  if (error.code == models::ErrorCode::page_rejected_by_writer || error.code == models::ErrorCode::out_of_memory)
    error.file = facts.source.file;
  error.page = facts.id.number;
  return error;
}

Result<models::ComposedPage> compose_page(models::SeenPage page, PdfaLevel level, const std::filesystem::path& pdf) {
  auto image = page_image(page.master, level);
  if (!image) return models::failure(about(image.error(), page.facts));
  const bool is_delivered = image->embedding == models::Embedding::jpeg_kept ||
                            image->embedding == models::Embedding::g4_kept ||
                            image->embedding == models::Embedding::flate_kept;
  if (is_delivered && image->size != page.facts.delivered) {
    return models::failure(about(page_rejected("the master's size is not the delivered size").value(), page.facts));
  }
  page.master = {};
  page.facts.embedding = image->embedding;
  page.facts.embedding_note = image->note;
  auto file = page_file(page, std::move(*image));
  if (!file) return models::failure(about(file.error(), page.facts));
  page.facts.image_sha256 = file->image_sha256;
  if (auto written = write_bytes(pdf, file->bytes, models::Stage::compose); !written) {
    return models::failure(about(written.error(), page.facts));
  }
  models::ComposedPage composed{std::move(page.facts), std::move(page.text), pdf};
  for (models::SeenPage& paper : page.papers)
    composed.papers.push_back({.facts = std::move(paper.facts), .text = std::move(paper.text), .pdf = {}});
  return composed;
}

}  // namespace

Result<models::ComposedPage> compose(models::SeenPage page, PdfaLevel level, const std::filesystem::path& pdf) {
  const PageFacts facts = page.facts;
  try {
    return compose_page(std::move(page), level, pdf);
  } catch (const std::bad_alloc&) {
    return models::failure(about({.code = models::ErrorCode::out_of_memory, .stage = models::Stage::compose}, facts));
  } catch (const std::exception& e) {  // OpenCV
    return models::failure(about(page_rejected(e.what()).value(), facts));
  }
}

}  // namespace hoso::storage
