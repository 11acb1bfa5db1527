// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pdf/marks.h"

#include <algorithm>

#include <fmt/format.h>
#include <opencv2/imgproc.hpp>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace hoso::scanners {
namespace {

/// Where both images have the same size, 255 wherever a channel differs.
cv::Mat difference_mask(const cv::Mat& one, const cv::Mat& other) {
  cv::Mat difference, mask(one.size(), CV_8UC1);
  cv::absdiff(one, other, difference);
  for (int y = 0; y < mask.rows; ++y) {
    const auto* from = difference.ptr<cv::Vec3b>(y);
    auto* to = mask.ptr<std::uint8_t>(y);
    for (int x = 0; x < mask.cols; ++x) to[x] = from[x] == cv::Vec3b::all(0) ? 0 : 255;
  }
  return mask;
}

QPDFObjectHandle array_of(const PdfBox& box) {
  QPDFObjectHandle array = QPDFObjectHandle::newArray();
  for (const double value : {box.left, box.bottom, box.right, box.top})
    array.appendItem(QPDFObjectHandle::newReal(fmt::format("{:.8f}", value)));
  return array;
}

}  // namespace

std::vector<cv::Rect> differences(const cv::Mat& one, const cv::Mat& other, int gap_px) {
  const cv::Mat mask = difference_mask(one, other);
  if (cv::countNonZero(mask) == 0) return {};
  cv::Mat closed, labels;
  const int side = std::max(1, gap_px);
  cv::dilate(mask, closed, cv::getStructuringElement(cv::MORPH_RECT, {side, side}));
  const int count = cv::connectedComponents(closed, labels, 8, CV_32S);
  // Tight around what differs, not around what was closed.
  std::vector<cv::Rect> boxes(static_cast<std::size_t>(count));
  std::vector<cv::Point> points;
  cv::findNonZero(mask, points);
  for (const cv::Point& point : points)
    boxes[static_cast<std::size_t>(labels.at<int>(point))] |= cv::Rect(point, cv::Size(1, 1));
  std::erase_if(boxes, [](const cv::Rect& box) { return box.empty(); });
  return boxes;
}

models::Result<void> write_scan_alone(const PdfPage& page, const PlacedImage& scan, const std::filesystem::path& to) {
  try {
    QPDF copy;
    copy.emptyPDF();
    QPDFObjectHandle objects = QPDFObjectHandle::newDictionary();
    objects.replaceKey("/Scan", copy.copyForeignObject(scan.image));
    QPDFObjectHandle resources = QPDFObjectHandle::newDictionary();
    resources.replaceKey("/XObject", objects);
    const models::Affine& m = scan.to_user;
    const std::string content =
        fmt::format("q {:.8f} {:.8f} {:.8f} {:.8f} {:.8f} {:.8f} cm /Scan Do Q", m.xx, m.yx, m.xy, m.yy, m.x0, m.y0);
    QPDFObjectHandle sheet = QPDFObjectHandle::newDictionary();
    sheet.replaceKey("/Type", QPDFObjectHandle::newName("/Page"));
    sheet.replaceKey("/MediaBox", array_of(page.box));
    sheet.replaceKey("/Rotate", QPDFObjectHandle::newInteger(page.rotate));
    sheet.replaceKey("/Resources", resources);
    sheet.replaceKey("/Contents", QPDFObjectHandle::newStream(&copy, content));
    QPDFPageDocumentHelper(copy).addPage(QPDFPageObjectHelper(copy.makeIndirectObject(sheet)), false);
    QPDFWriter writer(copy, to.c_str());
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.setDeterministicID(true);
    writer.write();
    return {};
  } catch (const std::exception& exception) {
    return pdf_problem(exception);
  }
}

}  // namespace hoso::scanners
