// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/framed_marks.h"

#include <algorithm>
#include <array>
#include <optional>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/channel.h"
#include "hoso/imaging/reduced.h"
#include "hoso/ocr/read_line_image.h"
#include "ocr/confidence.h"
#include "ocr/layout/red_print.h"
#include "ocr/layout/small_frames.h"
#include "ocr/letter_count.h"

namespace hoso::ocr {
namespace {

/// What is within a frame, made upright, and the way back.
struct Inside {
  cv::Mat grey;
  models::Affine to_page;
};

/// `inset`: of the frame's height, where its own ink ends.
Inside inside_of(const cv::Mat& grey, const cv::RotatedRect& frame, double inset) {
  const double cut = inset * frame.size.height;
  const cv::Size size(cvRound(frame.size.width - 2 * cut), cvRound(frame.size.height - 2 * cut));
  cv::Mat map = cv::getRotationMatrix2D(frame.center, frame.angle, 1);
  map.at<double>(0, 2) += (size.width - 1) / 2.0 - frame.center.x;
  map.at<double>(1, 2) += (size.height - 1) / 2.0 - frame.center.y;
  Inside inside;
  cv::warpAffine(grey, inside.grey, map, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  inside.to_page = models::inverse({map.at<double>(0, 0), map.at<double>(0, 1), map.at<double>(0, 2),
                                    map.at<double>(1, 0), map.at<double>(1, 1), map.at<double>(1, 2)});
  return inside;
}

/// The words of a mark: capitals, each read surely. None: there is something else, or it is doubtful.
std::optional<models::Line> mark_in(const Inside& inside, LineRecogniser& recogniser) {
  constexpr double kSure = 0.85;
  constexpr int kLettersMin = 3;
  const auto text = read_line_image(inside.grey, recogniser, {});
  if (!text) return std::nullopt;
  models::Line line;
  for (const LineWord& read : text->words) {
    if (letter_count(read.text) == 0) continue;  // what is left of the frame
    models::Word word{.text = models::nfc(read.text),
                      .box = models::mapped(inside.to_page, read.box),
                      .confidence = probability_of(read.confidence)};
    if (word.confidence < kSure || letter_count(word.text) < kLettersMin || !in_capitals(word.text))
      return std::nullopt;
    line.box = models::united(line.box, word.box);
    line.words.push_back(std::move(word));
  }
  return line.words.empty() ? std::nullopt : std::optional(std::move(line));
}

double sureness(const std::optional<models::Line>& mark) {
  if (!mark) return 0;
  double least = 1;
  for (const models::Word& word : mark->words) least = std::min(least, word.confidence);
  return least;
}

/// The mark in a frame, read the way up in which it is surer: a stamp may stand on its head.
std::optional<models::Line> mark_either_way_up(const cv::Mat& grey, const cv::RotatedRect& frame,
                                               LineRecogniser& recogniser) {
  constexpr std::array kInsets{0.12, 0.2};  // a frame of one line, of two
  std::optional<models::Line> best;
  for (const double inset : kInsets) {
    for (const float turn : {0.0F, 180.0F}) {
      cv::RotatedRect turned = frame;
      turned.angle += turn;
      auto mark = mark_in(inside_of(grey, turned, inset), recogniser);
      if (sureness(mark) > sureness(best)) best = std::move(mark);
    }
    if (best) break;
  }
  return best;
}

/// Ink of any colour is dark in it.
cv::Mat darkest(const cv::Mat& image) {
  if (image.channels() == 1) return image;
  const cv::Mat green = imaging::channel_of(image, imaging::Channel::green);
  cv::Mat out = cv::min(green, imaging::channel_of(image, imaging::Channel::blue));
  cv::min(out, imaging::channel_of(image, imaging::Channel::red), out);
  return out;
}

/// An image in which the ink that is looked at is dark (CV_8UC1); empty: there is none.
using Look = cv::Mat (*)(const cv::Mat& image);

/// The page as small as frames are found in, and how many of its pixels are one there.
struct Reduced {
  cv::Mat image;
  double dpi = 300;
  float factor = 1;
};

Reduced reduced(const ReadablePage& page) {
  constexpr double kDpiMin = 70;
  Reduced out{.image = page.shown.empty() ? page.grey : page.shown, .dpi = page.dpi};
  for (; out.dpi >= 2 * kDpiMin; out.dpi /= 2, out.factor *= 2) out.image = imaging::halved(out.image);
  return out;
}

cv::RotatedRect on_page(const cv::RotatedRect& frame, float factor) {
  const cv::Point2f half(0.5F, 0.5F);
  return {(frame.center + half) * factor - half, {frame.size.width * factor, frame.size.height * factor}, frame.angle};
}

/// The frames of one look that no mark was read in before.
void read_frames(const cv::Mat& image, const Reduced& small, Look look, LineRecogniser& recogniser,
                 std::vector<models::Line>& marks) {
  const cv::Mat seen = look(small.image);
  if (seen.empty()) return;
  for (const cv::RotatedRect& found : find_small_frames(seen, small.dpi)) {
    cv::RotatedRect frame = on_page(found, small.factor);
    const models::Point middle{frame.center.x, frame.center.y};
    if (std::ranges::any_of(marks, [&](const models::Line& mark) {
          return middle.x > mark.box.x && middle.x < mark.box.right() && middle.y > mark.box.y &&
                 middle.y < mark.box.bottom();
        }))
      continue;
    const cv::Rect place = frame.boundingRect() & cv::Rect({0, 0}, image.size());
    const cv::Mat grey = look(image(place));
    if (grey.empty()) continue;
    frame.center -= cv::Point2f(place.tl());
    auto mark = mark_either_way_up(grey, frame, recogniser);
    if (!mark) continue;
    for (models::Word& word : mark->words) word.box.x += place.x, word.box.y += place.y;
    mark->box.x += place.x, mark->box.y += place.y;
    marks.push_back(std::move(*mark));
  }
}

}  // namespace

std::vector<models::Line> read_framed_marks(const ReadablePage& page, LineRecogniser& recogniser) {
  const cv::Mat& image = page.shown.empty() ? page.grey : page.shown;
  const Reduced small = reduced(page);
  std::vector<models::Line> marks;
  read_frames(image, small, red_print, recogniser, marks);
  read_frames(image, small, darkest, recogniser, marks);
  std::ranges::stable_sort(marks, {}, [](const models::Line& mark) { return mark.box.y; });
  return marks;
}

}  // namespace hoso::ocr
