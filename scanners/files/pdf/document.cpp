// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pdf/document.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDFExc.hh>

#include "scanners/files/dates.h"

namespace hoso::scanners {
namespace {

using models::ErrorCode;

constexpr std::size_t kNodesMax = 100'000;  // of the page tree, and of the form's fields
constexpr double kBoxMax = 1e7;             // points; beyond it is no number for a sheet
constexpr PdfBox kLetter{0, 0, 612, 792};   // what poppler takes where there is no media box

std::optional<PdfBox> box_of(QPDFObjectHandle array) {
  if (!array.isArray() || array.getArrayNItems() < 4) return {};
  double v[4];
  for (int i = 0; i < 4; ++i) {
    QPDFObjectHandle item = array.getArrayItem(i);
    if (!item.isNumber()) return {};
    v[i] = item.getNumericValue();
    if (!(std::abs(v[i]) <= kBoxMax)) return {};
  }
  const PdfBox box{std::min(v[0], v[2]), std::min(v[1], v[3]), std::max(v[0], v[2]), std::max(v[1], v[3])};
  return box.width() > 0 && box.height() > 0 ? std::optional(box) : std::nullopt;
}

PdfBox shown_box(const std::optional<PdfBox>& media, const std::optional<PdfBox>& crop) {
  const PdfBox outer = media.value_or(kLetter);
  if (!crop) return outer;
  const PdfBox both{std::max(outer.left, crop->left), std::max(outer.bottom, crop->bottom),
                    std::min(outer.right, crop->right), std::min(outer.top, crop->top)};
  return both.width() > 0 && both.height() > 0 ? both : outer;
}

struct Inherited {
  QPDFObjectHandle resources = QPDFObjectHandle::newNull();
  std::optional<PdfBox> media, crop;
  int rotate = 0;

  [[nodiscard]] Inherited with(QPDFObjectHandle node) const {
    Inherited next = *this;
    if (QPDFObjectHandle own = node.getKey("/Resources"); own.isDictionary()) next.resources = own;
    if (const auto own = box_of(node.getKey("/MediaBox"))) next.media = own;
    if (const auto own = box_of(node.getKey("/CropBox"))) next.crop = own;
    if (QPDFObjectHandle own = node.getKey("/Rotate"); own.isInteger())
      next.rotate = static_cast<int>(((own.getIntValue() % 360) + 360) % 360) / 90 * 90;
    return next;
  }
};

/// The pages in order, without recursion: trees may be thousands of levels deep, or go round in circles.
class PageTree {
 public:
  explicit PageTree(std::size_t pages_max) : pages_max_(pages_max) {}

  models::Result<std::vector<PdfPage>> walk(QPDFObjectHandle root) {
    if (!root.isDictionary()) return problem(ErrorCode::damaged, "no page tree");
    stack_.push_back({root, {}});
    for (std::size_t nodes = 0; !stack_.empty(); ++nodes) {
      if (nodes > kNodesMax || pages_.size() > pages_max_) return problem(ErrorCode::image_too_large, "too many pages");
      const Node node = stack_.back();
      stack_.pop_back();
      visit(node);
    }
    if (pages_.empty()) return problem(ErrorCode::no_pages, "the PDF has no page");
    return std::move(pages_);
  }

 private:
  struct Node {
    QPDFObjectHandle object;
    Inherited inherited;
  };

  void visit(const Node& node) {
    QPDFObjectHandle object = node.object;
    if (!object.isDictionary()) {
      pages_.push_back({.object = QPDFObjectHandle::newNull()});
      return;
    }
    const Inherited inherited = node.inherited.with(object);
    QPDFObjectHandle kids = object.getKey("/Kids");
    if (!kids.isArray()) {
      if (!object.isDictionaryOfType("/Pages"))
        pages_.push_back(
            {object, inherited.resources, shown_box(inherited.media, inherited.crop), inherited.rotate, ++shown_});
      return;
    }
    if (object.isIndirect() && !seen_.insert(object.getObjGen()).second) return;
    for (int i = kids.getArrayNItems() - 1; i >= 0; --i) stack_.push_back({kids.getArrayItem(i), inherited});
  }

  const std::size_t pages_max_;
  std::vector<Node> stack_;
  std::set<QPDFObjGen> seen_;
  std::vector<PdfPage> pages_;
  int shown_ = 0;
};

/// Collects bytes, and refuses to go on beyond its limit.
class BoundedSink : public Pipeline {
 public:
  explicit BoundedSink(std::size_t bytes_max) : Pipeline("bounded", nullptr), bytes_max_(bytes_max) {}
  void write(unsigned char const* data, std::size_t size) override {
    if (bytes.size() + size > bytes_max_) throw std::length_error("stream larger than expected");
    bytes.insert(bytes.end(), data, data + size);
  }
  void finish() override {}
  std::vector<std::uint8_t> bytes;

 private:
  const std::size_t bytes_max_;
};

QPDFObjectHandle first_of(QPDFObjectHandle value, int count) {
  if (!value.isArray()) return count > 0 ? value : QPDFObjectHandle::newNull();
  QPDFObjectHandle part = QPDFObjectHandle::newArray();
  for (int i = 0; i < std::min(count, value.getArrayNItems()); ++i) part.appendItem(value.getArrayItem(i));
  return part;
}

/// The same raw data with fewer filters.
QPDFObjectHandle with_filters(QPDF& owner, QPDFObjectHandle stream, int count) {
  QPDFObjectHandle dictionary = stream.getDict();
  QPDFObjectHandle part = QPDFObjectHandle::newStream(&owner, stream.getRawStreamData());
  part.getDict().replaceKey("/Filter", first_of(dictionary.getKey("/Filter"), count));
  part.getDict().replaceKey("/DecodeParms", first_of(dictionary.getKey("/DecodeParms"), count));
  return part;
}

// What is unsupported while a file is opened are kinds of encryption.
bool is_encryption(qpdf_error_code_e code) { return code == qpdf_e_password || code == qpdf_e_unsupported; }

/// The values of a form's signature fields that are signed (ISO 32000-1, 12.7.4.5).
std::vector<QPDFObjectHandle> signatures_of(QPDFObjectHandle& form) {
  std::vector<QPDFObjectHandle> signatures, fields{form.getKey("/Fields")};
  std::set<QPDFObjGen> seen;
  for (std::size_t nodes = 0; !fields.empty() && nodes < kNodesMax; ++nodes) {
    QPDFObjectHandle field = fields.back();
    fields.pop_back();
    if (field.isIndirect() && !seen.insert(field.getObjGen()).second) continue;
    if (field.isArray())
      for (int i = 0; i < field.getArrayNItems(); ++i) fields.push_back(field.getArrayItem(i));
    if (!field.isDictionary()) continue;
    QPDFObjectHandle value = field.getKey("/V");
    if (value.isDictionary() && value.hasKey("/ByteRange")) signatures.push_back(value);
    fields.push_back(field.getKey("/Kids"));
  }
  return signatures;
}

}  // namespace

tl::unexpected<models::Error> pdf_problem(const std::exception& exception) {
  if (const auto* exc = dynamic_cast<const QPDFExc*>(&exception))
    return problem(exc->getErrorCode() == qpdf_e_password ? ErrorCode::encrypted : ErrorCode::damaged,
                   exc->getMessageDetail());
  if (dynamic_cast<const std::bad_alloc*>(&exception) != nullptr) return problem(ErrorCode::out_of_memory);
  return problem(ErrorCode::damaged, exception.what());
}

models::Result<PdfDocument> PdfDocument::open(const RegularFile& file, std::size_t pages_max) {
  PdfDocument document;
  document.qpdf_ = std::make_unique<QPDF>();
  QPDF& qpdf = *document.qpdf_;
  qpdf.setSuppressWarnings(true);
  std::FILE* stream = file.stream();
  if (stream == nullptr) return problem(ErrorCode::file_unreadable, "no stream");
  try {
    qpdf.processFile("", stream, true);
    auto pages = PageTree(pages_max).walk(qpdf.getRoot().getKey("/Pages"));
    if (!pages) return tl::make_unexpected(pages.error());
    document.pages_ = *std::move(pages);
  } catch (const QPDFExc& exception) {
    if (is_encryption(exception.getErrorCode())) return problem(ErrorCode::encrypted, exception.getMessageDetail());
    return pdf_problem(exception);
  } catch (const std::exception& exception) {
    return pdf_problem(exception);
  }
  return document;
}

bool PdfDocument::is_signed() const {
  QPDFObjectHandle form = qpdf_->getRoot().getKey("/AcroForm");
  if (!form.isDictionary()) return false;
  constexpr long long kSignaturesExist = 1;
  QPDFObjectHandle flags = form.getKey("/SigFlags");
  if (flags.isInteger() && (flags.getIntValue() & kSignaturesExist) != 0) return true;
  return !signatures_of(form).empty();
}

std::optional<std::int64_t> PdfDocument::signed_time() const {
  QPDFObjectHandle form = qpdf_->getRoot().getKey("/AcroForm");
  if (!form.isDictionary()) return {};
  std::optional<std::int64_t> first;
  for (QPDFObjectHandle& signature : signatures_of(form)) {
    QPDFObjectHandle date = signature.getKey("/M");
    const auto time = date.isString() ? pdf_time(date.getStringValue()) : std::nullopt;
    if (time && (!first || *time < *first)) first = time;
  }
  return first;
}

std::optional<std::int64_t> PdfDocument::time() const {
  QPDFObjectHandle info = qpdf_->getTrailer().getKey("/Info");
  if (!info.isDictionary()) return {};
  for (const char* key : {"/ModDate", "/CreationDate"}) {
    QPDFObjectHandle date = info.getKey(key);
    if (!date.isString()) continue;
    if (const auto time = pdf_time(date.getStringValue())) return time;
  }
  return {};
}

std::optional<std::vector<std::uint8_t>> stream_data(QPDF& owner, QPDFObjectHandle stream, std::size_t bytes_max,
                                                     std::optional<int> filters) {
  try {
    QPDFObjectHandle source = filters ? with_filters(owner, stream, *filters) : stream;
    BoundedSink sink(bytes_max);
    bool filtered = false;
    const bool whole = source.pipeStreamData(&sink, &filtered, 0, qpdf_dl_generalized, true, false);
    // Without any filter nothing is to be decoded, and `filtered` tells nothing.
    QPDFObjectHandle names = source.getDict().getKey("/Filter");
    const bool plain = names.isNull() || (names.isArray() && names.getArrayNItems() == 0);
    if (!whole || (!filtered && !plain)) return {};
    return std::move(sink.bytes);
  } catch (const std::exception&) {
    return {};
  }
}

}  // namespace hoso::scanners
