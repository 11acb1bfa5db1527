// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pdf/content.h"

#include <string>
#include <string_view>
#include <unordered_map>

#include "hoso/models/text.h"

namespace hoso::scanners {
namespace {

using models::Affine;

constexpr std::size_t kContentBytesMax = 8 << 20;  // of a page with all its forms; a scan's has some hundred bytes
constexpr int kFormDepthMax = 6, kFormsMax = 200;
constexpr std::size_t kStatesMax = 256, kImagesMax = 2000;
constexpr int kInvisible = 3, kClipOnly = 7;  // text rendering modes, ISO 32000-1, 9.3.6

enum class Operator { save, restore, transform, paint_object, render_mode, font, text, draw, alter, begin_marked };

const std::unordered_map<std::string, Operator>& operators() {
  static const std::unordered_map<std::string, Operator> known{
      {"q", Operator::save},          {"Q", Operator::restore},      {"cm", Operator::transform},
      {"Do", Operator::paint_object}, {"Tr", Operator::render_mode}, {"Tj", Operator::text},
      {"Tf", Operator::font},         {"TJ", Operator::text},        {"'", Operator::text},
      {"\"", Operator::text},         {"f", Operator::draw},         {"F", Operator::draw},
      {"f*", Operator::draw},         {"B", Operator::draw},         {"B*", Operator::draw},
      {"b", Operator::draw},          {"b*", Operator::draw},        {"S", Operator::draw},
      {"s", Operator::draw},          {"sh", Operator::draw},        {"EI", Operator::draw},
      {"W", Operator::alter},         {"W*", Operator::alter},       {"gs", Operator::alter},
      {"BDC", Operator::begin_marked}};
  return known;
}

struct State {
  Affine to_user;
  int render_mode = 0;
  bool glyphless = false;  ///< the font has no glyphs
};

/// Whether a font is one of those in which programs put their reading of a scan under its image: Tesseract's and
/// OCRmyPDF's "GlyphLessFont", Acrobat's "HiddenHorzOCR".
bool is_glyphless(QPDFObjectHandle resources, const std::string& name) {
  QPDFObjectHandle fonts = resources.isDictionary() ? resources.getKey("/Font") : QPDFObjectHandle::newNull();
  QPDFObjectHandle font = fonts.isDictionary() ? fonts.getKey(name) : QPDFObjectHandle::newNull();
  QPDFObjectHandle base = font.isDictionary() ? font.getKey("/BaseFont") : QPDFObjectHandle::newNull();
  if (!base.isName()) return false;
  const std::string called = models::folded(base.getName());
  return called.find("glyphless") != std::string::npos || called.find("hiddenhorzocr") != std::string::npos;
}

/// What is shared by a page's content and its forms.
struct Walk {
  QPDF& qpdf;
  PageContent content;
  std::size_t bytes_left = kContentBytesMax;
  int forms = 0;
};

void read_stream(Walk& walk, QPDFObjectHandle streams, QPDFObjectHandle resources, State state, int depth);

/// Follows the operators of one content stream.
class Follower : public QPDFObjectHandle::ParserCallbacks {
 public:
  Follower(Walk& walk, QPDFObjectHandle resources, State state, int depth)
      : walk_(walk), resources_(resources), state_(state), depth_(depth) {}

  void handleObject(QPDFObjectHandle object) override {
    if (!object.isOperator()) {
      if (operands_.size() < 64) operands_.push_back(object);
      return;
    }
    const auto known = operators().find(object.getOperatorValue());
    if (known != operators().end()) perform(known->second);
    operands_.clear();
  }
  void handleEOF() override {}

 private:
  void perform(Operator what) {
    PageContent& content = walk_.content;
    switch (what) {
      case Operator::save:
        if (saved_.size() < kStatesMax)
          saved_.push_back(state_);
        else
          content.unreadable = true;
        break;
      case Operator::restore:
        if (saved_.empty()) break;
        state_ = saved_.back();
        saved_.pop_back();
        break;
      case Operator::transform:
        transform();
        break;
      case Operator::paint_object:
        paint_object();
        break;
      case Operator::render_mode:
        if (!operands_.empty() && operands_.back().isInteger())
          state_.render_mode = operands_.back().getIntValueAsInt();
        break;
      case Operator::font:
        if (operands_.size() == 2 && operands_.front().isName())
          state_.glyphless = is_glyphless(resources_, operands_.front().getName());
        break;
      case Operator::text:
        show_text(content);
        break;
      case Operator::draw:
        content.draws = true;
        break;
      case Operator::alter:
        content.alters = true;
        break;
      case Operator::begin_marked:  // only optional content may be hidden
        content.alters = content.alters || (!operands_.empty() && operands_.front().isNameAndEquals("/OC"));
        break;
    }
  }

  void show_text(PageContent& content) const {
    content.draws = content.draws || state_.render_mode != kInvisible;
    const bool hidden = state_.render_mode == kInvisible || state_.render_mode == kClipOnly || state_.glyphless;
    (hidden ? content.hidden_text : content.shows_text) = true;
  }

  void transform() {
    double v[6];
    if (operands_.size() != 6) return;
    for (std::size_t i = 0; i < 6; ++i) {
      if (!operands_[i].isNumber()) return;
      v[i] = operands_[i].getNumericValue();
    }
    // [a b c d e f] of ISO 32000-1, 8.3.4: x' = a·x + c·y + e, y' = b·x + d·y + f.
    state_.to_user = then(Affine{v[0], v[2], v[4], v[1], v[3], v[5]}, state_.to_user);
  }

  void paint_object() {
    if (operands_.empty() || !operands_.back().isName() || !resources_.isDictionary()) return;
    QPDFObjectHandle objects = resources_.getKey("/XObject");
    QPDFObjectHandle object =
        objects.isDictionary() ? objects.getKey(operands_.back().getName()) : QPDFObjectHandle::newNull();
    if (!object.isStream()) return;
    QPDFObjectHandle dictionary = object.getDict(), subtype = dictionary.getKey("/Subtype");
    if (dictionary.hasKey("/OC")) walk_.content.alters = true;
    if (subtype.isNameAndEquals("/Form")) enter_form(object, dictionary);
    if (subtype.isNameAndEquals("/Image")) place_image(object, dictionary);
  }

  void place_image(const QPDFObjectHandle& object, QPDFObjectHandle dictionary) {
    if (walk_.content.images.size() >= kImagesMax) {
      walk_.content.unreadable = true;
      return;
    }
    const auto side = [&dictionary](const char* key) {
      QPDFObjectHandle value = dictionary.getKey(key);
      return value.isInteger() && value.getIntValue() > 0 && value.getIntValue() < (1 << 24) ? value.getIntValueAsInt()
                                                                                             : 0;
    };
    walk_.content.images.push_back({object, state_.to_user, {side("/Width"), side("/Height")}});
  }

  void enter_form(const QPDFObjectHandle& object, QPDFObjectHandle dictionary) {
    if (depth_ >= kFormDepthMax || ++walk_.forms > kFormsMax) {
      walk_.content.unreadable = true;
      return;
    }
    State inner = state_;
    QPDFObjectHandle matrix = dictionary.getKey("/Matrix");
    if (matrix.isMatrix()) {
      const auto m = matrix.getArrayAsMatrix();
      inner.to_user = then(Affine{m.a, m.c, m.e, m.b, m.d, m.f}, inner.to_user);
    }
    walk_.content.alters = true;  // a form clips to its /BBox
    QPDFObjectHandle own = dictionary.getKey("/Resources");
    read_stream(walk_, object, own.isDictionary() ? own : resources_, inner, depth_ + 1);
  }

  Walk& walk_;
  QPDFObjectHandle resources_;
  State state_;
  const int depth_;
  std::vector<State> saved_;
  std::vector<QPDFObjectHandle> operands_;
};

/// The decoded bytes of one or several streams, with white space between them (ISO 32000-1, 7.8.2).
std::optional<std::string> joined(Walk& walk, QPDFObjectHandle streams) {
  std::string bytes;
  const int count = streams.isArray() ? streams.getArrayNItems() : streams.isStream() ? 1 : 0;
  for (int i = 0; i < count; ++i) {
    QPDFObjectHandle stream = streams.isArray() ? streams.getArrayItem(i) : streams;
    if (!stream.isStream()) continue;
    const auto data = stream_data(walk.qpdf, stream, walk.bytes_left);
    if (!data) return {};
    walk.bytes_left -= data->size();
    bytes.append(data->begin(), data->end()).append("\n");
  }
  return bytes;
}

void read_stream(Walk& walk, QPDFObjectHandle streams, QPDFObjectHandle resources, State state, int depth) {
  const auto bytes = joined(walk, streams);
  if (!bytes) {
    walk.content.unreadable = true;
    return;
  }
  Follower follower(walk, resources, state, depth);
  QPDFObjectHandle stream = QPDFObjectHandle::newStream(&walk.qpdf, *bytes);
  QPDFObjectHandle::parseContentStream(stream, &follower);
}

}  // namespace

PageContent read_content(const PdfDocument& document, const PdfPage& page) {
  Walk walk{document.qpdf(), {}};
  try {
    QPDFObjectHandle object = page.object;
    read_stream(walk, object.getKey("/Contents"), page.resources, {}, 0);
  } catch (const std::exception&) {
    walk.content.unreadable = true;
  }
  return walk.content;
}

}  // namespace hoso::scanners
