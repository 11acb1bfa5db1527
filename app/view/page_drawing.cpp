// SPDX-License-Identifier: Apache-2.0
#include "app/view/page_drawing.h"

#include <cairo.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace hoso::app {
namespace {

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* pointer) const {
    Free(pointer);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>>;
using Pen = std::unique_ptr<cairo_t, Freed<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Freed<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Freed<pango_font_description_free>>;

constexpr double kGap_px = 12;
constexpr double kSure = 0.85, kUnsure = 0.6;  // confidences
constexpr double kMark = 0.18;                 // how strong the ground of a doubtful word is
constexpr double kLettersOfLine = 0.82;        // size of letters in a line's height

struct Colour {
  double red, green, blue;
};
constexpr Colour kGround{0.79, 0.81, 0.83}, kSureInk{0.08, 0.12, 0.22}, kUnsureInk{0.60, 0.38, 0},
    kDoubtInk{0.75, 0.1, 0.08};

Colour ink_of(double confidence) {
  if (confidence >= kSure) return kSureInk;
  return confidence >= kUnsure ? kUnsureInk : kDoubtInk;
}

void set_colour(cairo_t* pen, Colour colour) { cairo_set_source_rgb(pen, colour.red, colour.green, colour.blue); }

Surface read_png(std::string_view bytes) {
  const auto read = [](void* closure, unsigned char* out, unsigned length) {
    auto* left = static_cast<std::string_view*>(closure);
    if (left->size() < length) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(out, left->data(), length);
    left->remove_prefix(length);
    return CAIRO_STATUS_SUCCESS;
  };
  return Surface(cairo_image_surface_create_from_png_stream(read, &bytes));
}

std::string written_png(cairo_surface_t* surface) {
  std::string bytes;
  const auto write = [](void* closure, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
  };
  return cairo_surface_write_to_png_stream(surface, write, &bytes) == CAIRO_STATUS_SUCCESS ? bytes : std::string();
}

/// Draws words on the page's own pixels.
class Writer {
 public:
  explicit Writer(cairo_t* pen)
      : pen_(pen), layout_(pango_cairo_create_layout(pen)), font_(pango_font_description_from_string("serif")) {}

  void write(const models::Line& line) {
    const double height = std::max(1.0, line.box.height);
    pango_font_description_set_absolute_size(font_.get(), height * kLettersOfLine * PANGO_SCALE);
    pango_layout_set_font_description(layout_.get(), font_.get());
    for (const models::Word& word : line.words) write(word, line.box.y, height);
  }

 private:
  void write(const models::Word& word, double top, double line_height) {
    pango_layout_set_text(layout_.get(), word.text.data(), static_cast<int>(word.text.size()));
    int width = 0, height = 0;
    pango_layout_get_size(layout_.get(), &width, &height);
    if (width == 0 || word.box.empty()) return;
    const Colour ink = ink_of(word.confidence);
    cairo_rectangle(pen_, word.box.x, top, word.box.width, line_height);
    cairo_set_source_rgba(pen_, ink.red, ink.green, ink.blue, word.confidence < kSure ? kMark : 0);
    cairo_fill(pen_);
    set_colour(pen_, ink);
    cairo_save(pen_);
    cairo_translate(pen_, word.box.x, top);
    cairo_scale(pen_, word.box.width * PANGO_SCALE / width, 1);
    pango_cairo_show_layout(pen_, layout_.get());
    cairo_restore(pen_);
  }

  cairo_t* pen_;
  Layout layout_;
  Font font_;
};

void write_text(cairo_t* pen, const models::PageText& text) {
  Writer writer(pen);
  for (const models::Block& block : text.blocks)
    for (const models::Line& line : block.lines) writer.write(line);
}

}  // namespace

std::optional<std::string> draw_text_beside(std::string_view page_png, models::Size shown,
                                            const models::PageText& text) {
  const Surface page = read_png(page_png);
  const double width = cairo_image_surface_get_width(page.get()), height = cairo_image_surface_get_height(page.get());
  if (cairo_surface_status(page.get()) != CAIRO_STATUS_SUCCESS || width < 1 || shown.width_px < 1 ||
      shown.height_px < 1)
    return std::nullopt;
  const Surface both(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(2 * width + 3 * kGap_px),
                                                static_cast<int>(height + 2 * kGap_px)));
  const Pen pen(cairo_create(both.get()));
  set_colour(pen.get(), kGround);
  cairo_paint(pen.get());
  cairo_set_source_surface(pen.get(), page.get(), kGap_px, kGap_px);
  cairo_paint(pen.get());
  cairo_translate(pen.get(), width + 2 * kGap_px, kGap_px);
  cairo_rectangle(pen.get(), 0, 0, width, height);
  cairo_set_source_rgb(pen.get(), 1, 1, 1);
  cairo_fill(pen.get());
  cairo_scale(pen.get(), width / shown.width_px, height / shown.height_px);
  write_text(pen.get(), text);
  std::string png = written_png(both.get());
  if (png.empty()) return std::nullopt;
  return png;
}

}  // namespace hoso::app
