// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/line_recogniser.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <thread>

#include "ocr/recogniser/native_line_recogniser.h"
#include "tests/ocr/line_drawing.h"

namespace hoso::ocr {
namespace {

using models::ErrorCode;
using tests::drawn_line;

std::shared_ptr<const LineModel> model() {
  static const auto loaded = LineModel::load(tests::model_file()).value();
  return loaded;
}

std::vector<ComputePath> paths() {
  std::vector<ComputePath> all{ComputePath::plain, ComputePath::avx2, ComputePath::avx_vnni, ComputePath::avx512};
  std::erase_if(all, [](ComputePath path) { return !is_available(path); });
  return all;
}

LineText read(const tests::DrawnLine& line, const NativeOptions& options = {}, const LineOptions& how = {}) {
  return make_native_line_recogniser(model(), options).value()->read_line(line.view(), how).value();
}

/// Everything that is random about it stays the same from run to run.
cv::Mat noise(int width, int height, unsigned seed) {
  cv::Mat image(height, width, CV_8UC1);
  cv::RNG random(seed);
  random.fill(image, cv::RNG::UNIFORM, 0, 256);
  return image;
}

std::vector<cv::Mat> odd_images() {
  return {noise(3, 36, 1),
          noise(4, 36, 2),
          noise(5, 36, 3),
          noise(700, 36, 4),
          noise(60, 300, 5),
          noise(1, 1, 6),
          noise(2500, 9, 7),
          cv::Mat(36, 400, CV_8UC1, cv::Scalar(0)),
          noise(40, 1, 8),
          noise(1, 40, 9),
          cv::Mat(50, 300, CV_8UC1, cv::Scalar(255)),
          noise(333, 72, 9),
          noise(36, 144, 9),
          cv::Mat(36, 3, CV_8UC1, cv::Scalar(128))};
}

TEST(LineRecogniser, ReadsALineOfPrint) {
  const LineText text = read(drawn_line("Căn cứ Luật Tổ chức chính quyền địa phương"));
  EXPECT_EQ(text.text(), "Căn cứ Luật Tổ chức chính quyền địa phương");
  EXPECT_FALSE(text.inverted);
  for (const LineWord& word : text.words) {
    EXPECT_GT(word.confidence, 80) << word.text;
    EXPECT_TRUE(word.in_dictionary) << word.text;
  }
}

TEST(LineRecogniser, GivesWhatLibtesseractGives) {
  const auto reference = make_tesseract_line_recogniser("vie").value();
  for (const std::string text : {"Quyết định số 1234/QĐ-UBND ngày 05/11/2021", "ỦY BAN NHÂN DÂN",
                                 "bà Trần Thị Ngọc Ánh", "“Quyền và nghĩa vụ” (15%)", "1", "a  b", "xyzzy qwrtp"}) {
    const auto line = drawn_line(text);
    const LineText expected = reference->read_line(line.view(), {}).value();
    for (const ComputePath path : paths()) {
      const LineText found = read(line, {.path = path});
      EXPECT_EQ(found.text(), expected.text()) << name_of(path);
      ASSERT_EQ(found.words.size(), expected.words.size());
      for (std::size_t index = 0; index < found.words.size(); ++index) {
        EXPECT_NEAR(found.words[index].confidence, expected.words[index].confidence, 0.001) << found.words[index].text;
        EXPECT_EQ(found.words[index].in_dictionary, expected.words[index].in_dictionary) << found.words[index].text;
      }
    }
  }
}

TEST(LineRecogniser, ComputesTheSameBitsOnEveryPath) {
  std::vector<std::unique_ptr<NativeLineRecogniser>> recognisers;
  for (const ComputePath path : paths()) {
    recognisers.push_back(std::make_unique<NativeLineRecogniser>(model(), NativeOptions{.path = path}));
  }
  std::vector<cv::Mat> images = odd_images();
  images.push_back(drawn_line("Độc lập - Tự do - Hạnh phúc").grey);
  for (const cv::Mat& image : images) {
    const GreyImage view{image.data, image.cols, image.rows, static_cast<std::ptrdiff_t>(image.step)};
    for (const auto& recogniser : recognisers) ASSERT_TRUE(recogniser->read_line(view, {}));
    const Probabilities& first = recognisers.front()->probabilities();
    for (const auto& recogniser : recognisers) {
      const Probabilities& other = recogniser->probabilities();
      ASSERT_EQ(other.steps, first.steps);
      const auto bytes = static_cast<std::size_t>(first.steps) * static_cast<std::size_t>(first.codes) * sizeof(float);
      EXPECT_TRUE(bytes == 0 || std::memcmp(other.values, first.values, bytes) == 0) << image.cols << 'x' << image.rows;
    }
  }
}

TEST(LineRecogniser, RefusesWhatIsNoImage) {
  const auto recogniser = make_native_line_recogniser(model()).value();
  EXPECT_EQ(recogniser->read_line({}, {}).error().code, ErrorCode::unsupported_image);
  const std::uint8_t pixel = 0;
  EXPECT_EQ(recogniser->read_line({&pixel, 40'000, 1, 0}, {}).error().code, ErrorCode::unsupported_image);
  EXPECT_EQ(recogniser->read_line({&pixel, 30'000, 3, 0}, {}).error().code, ErrorCode::unsupported_image);
  EXPECT_TRUE(recogniser->read_line({&pixel, 1, 1, 1}, {}).value().words.empty() ||
              recogniser->read_line({&pixel, 1, 1, 1}, {}).value().steps > 0);
}

TEST(LineRecogniser, FindsTheInkOfEachWordWithinAPixel) {
  int edges = 0, exact = 0;
  for (const std::string text : {"Nơi nhận: như Điều 3;", "hộ ông Nguyễn Văn Thắng", "diện tích sử dụng riêng 137 m2",
                                 "BÁO CÁO TÌNH HÌNH THỰC HIỆN"}) {
    const auto line = drawn_line(text);
    const LineText found = read(line);
    ASSERT_EQ(found.words.size(), line.words.size()) << found.text();
    for (std::size_t index = 0; index < found.words.size(); ++index) {
      const models::Box &box = found.words[index].box, &truth = line.words[index];
      for (const double difference :
           {box.x - truth.x, box.y - truth.y, box.right() - truth.right(), box.bottom() - truth.bottom()}) {
        ++edges;
        exact += std::abs(difference) <= 1 ? 1 : 0;
      }
    }
  }
  EXPECT_GE(exact, edges * 98 / 100) << edges;
}

/// The image leaning to the right by a third of its height.
cv::Mat leaning(const cv::Mat& grey) {
  constexpr double kSlope = 0.36;
  const cv::Mat shear = (cv::Mat_<double>(2, 3) << 1, -kSlope, kSlope * grey.rows, 0, 1, 0);
  cv::Mat out;
  cv::warpAffine(grey, out, shear, {grey.cols + static_cast<int>(kSlope * grey.rows), grey.rows}, cv::INTER_NEAREST,
                 cv::BORDER_CONSTANT, cv::Scalar(255));
  return out;
}

/// Around all pixels that are not white, of a line where only these columns are left.
cv::Rect leaning_box(const cv::Mat& grey, const models::Box& word) {
  cv::Mat alone(grey.size(), CV_8UC1, cv::Scalar(255));
  const cv::Rect columns(static_cast<int>(word.x), 0, static_cast<int>(word.width), grey.rows);
  grey(columns).copyTo(alone(columns));
  return cv::boundingRect(leaning(alone) < 128);
}

/// The same words with less space between them.
tests::DrawnLine closer(const tests::DrawnLine& line, int by_px) {
  tests::DrawnLine result{cv::Mat(line.grey.size(), CV_8UC1, cv::Scalar(255)), line.words};
  int shift = 0;
  for (models::Box& word : result.words) {
    const cv::Rect columns(static_cast<int>(word.x), 0, static_cast<int>(word.width), line.grey.rows);
    line.grey(columns).copyTo(result.grey(columns - cv::Point(shift, 0)));
    word.x -= shift;
    shift += by_px;
  }
  result.grey = result.grey.colRange(0, result.grey.cols - shift + by_px).clone();
  return result;
}

TEST(LineRecogniser, FindsTheInkOfWordsThatLeanOverTheGap) {
  const auto line = closer(drawn_line("HỘI ĐỒNG NHÂN DÂN TỈNH"), 5);
  const cv::Mat whole = leaning(line.grey);
  const cv::Rect ink = cv::boundingRect(whole < 128);
  const tests::DrawnLine crop{whole(cv::Rect(ink.x - 2, 0, ink.width + 4, whole.rows)).clone(), {}};
  const LineText found = read(crop);
  ASSERT_EQ(found.words.size(), line.words.size()) << found.text();
  int over_the_gap = 0, before = 0;
  for (std::size_t index = 0; index < found.words.size(); ++index) {
    const cv::Rect truth = leaning_box(line.grey, line.words[index]) - cv::Point(ink.x - 2, 0);
    EXPECT_NEAR(found.words[index].box.x, truth.x, 1) << found.words[index].text;
    EXPECT_NEAR(found.words[index].box.right(), truth.br().x, 1) << found.words[index].text;
    over_the_gap += truth.x <= before ? 1 : 0;
    before = truth.br().x;
  }
  EXPECT_GE(over_the_gap, 1);
}

TEST(LineRecogniser, PutsCharactersInOrderAlongTheLine) {
  const auto line = drawn_line("khai sinh");
  double before = -1;
  int step = -1;
  for (const LineWord& word : read(line).words) {
    for (const LineCharacter& character : word.characters) {
      EXPECT_GT(character.left_px, before);
      EXPECT_GT(character.first_step, step);
      EXPECT_LE(character.right_px, line.grey.cols);
      EXPECT_LE(character.certainty, 0);
      before = character.left_px;
      step = character.last_step;
    }
  }
  EXPECT_GT(step, 0);
}

TEST(LineRecogniser, ReadsLightPrintOnDarkGround) {
  auto line = drawn_line("thành phố Hà Nội");
  cv::bitwise_not(line.grey, line.grey);
  const LineText found = read(line);
  EXPECT_TRUE(found.inverted);
  EXPECT_EQ(found.text(), "thành phố Hà Nội");
  EXPECT_NEAR(found.words.at(0).box.x, line.words.at(0).x, 1);
  EXPECT_FALSE(read(line, {}, {.retry_inverted = false}).inverted);
}

TEST(LineRecogniser, ReadsOnlyWhatIsAllowed) {
  const auto line = drawn_line("O12B l5");
  const std::string text = read(line, {}, {.allowed = "0123456789"}).text();
  EXPECT_FALSE(text.empty());
  EXPECT_EQ(text.find_first_not_of("0123456789 "), std::string::npos) << text;
}

TEST(LineRecogniser, KnowsWordsOfTheUser) {
  const auto line = drawn_line("Xqozwm Kbrtz");
  const auto in_dictionary = [](const LineText& text) {
    return std::ranges::count_if(text.words, &LineWord::in_dictionary);
  };
  const LineText without = read(line);
  ASSERT_EQ(without.words.size(), 2U) << without.text();
  EXPECT_EQ(in_dictionary(without), 0);
  const LineText with = read(line, {.user_words = {"Xqozwm", "Kbrtz", "", "ѫѫ"}});
  EXPECT_EQ(with.text(), "Xqozwm Kbrtz");
  EXPECT_EQ(in_dictionary(with), 2);
  EXPECT_EQ(with.words.front().permuter, 10);
}

TEST(LineRecogniser, TellsOtherReadingsOfDoubtfulCharacters) {
  auto line = drawn_line("nghề nghiệp làm ruộng");
  cv::GaussianBlur(line.grey, line.grey, {}, 5);
  std::size_t alternatives = 0;
  for (const LineWord& word : read(line).words) {
    for (const LineCharacter& character : word.characters) {
      alternatives += character.alternatives.size();
      for (const CharacterAlternative& other : character.alternatives) {
        EXPECT_NE(other.text, character.text);
        EXPECT_GT(other.probability, 0);
        EXPECT_LE(other.probability, 1);
      }
    }
  }
  EXPECT_GT(alternatives, 0U);
}

TEST(LineRecogniser, ReadsTheSameInEightThreadsAtOnce) {
  std::vector<tests::DrawnLine> lines;
  for (const std::string text : {"Điều 1. Phê duyệt kế hoạch", "số 12/2021", "TRÍCH LỤC KẾT HÔN"})
    lines.push_back(drawn_line(text));
  std::string expected;
  for (const auto& line : lines) expected += read(line).text();
  std::vector<std::string> found(8);
  std::vector<std::thread> threads;
  for (std::string& text : found) {
    threads.emplace_back([&text, &lines] {
      const auto recogniser = make_native_line_recogniser(model()).value();
      for (const auto& line : lines) text += recogniser->read_line(line.view(), {}).value().text();
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(found, testing::Each(expected));
}

TEST(LineRecogniser, ReadsALineAlikeWhateverItReadBefore) {
  const auto recogniser = make_native_line_recogniser(model()).value();
  const auto line = drawn_line("kinh phí thực hiện từ nguồn ngân sách tỉnh"), other = drawn_line("x");
  const auto first = recogniser->read_line(line.view(), {}).value();
  ASSERT_TRUE(recogniser->read_line(other.view(), {.allowed = "x"}));
  const auto again = recogniser->read_line(line.view(), {}).value();
  EXPECT_EQ(first.text(), again.text());
  EXPECT_EQ(first.words.back().certainty, again.words.back().certainty);
}

TEST(LineRecogniser, KeepsAWorkerSmall) {
  NativeLineRecogniser recogniser(model(), {});
  ASSERT_TRUE(recogniser.read_line(drawn_line("hồ sơ gồm có các giấy tờ sau: bản sao có chứng thực").view(), {}));
  EXPECT_LT(recogniser.bytes(), 1'000'000U);
}

TEST(LineRecogniser, RefusesAPathThatThisMachineCannotGo) {
  for (const ComputePath path : {ComputePath::avx2, ComputePath::avx_vnni, ComputePath::avx512}) {
    const auto recogniser = make_native_line_recogniser(model(), {.path = path});
    EXPECT_EQ(recogniser.has_value(), is_available(path));
    EXPECT_TRUE(recogniser || recogniser.error().code == ErrorCode::option_invalid);
  }
}

TEST(TesseractLineRecogniser, MissesALanguage) {
  const auto recogniser = make_tesseract_line_recogniser("xx");
  ASSERT_FALSE(recogniser);
  EXPECT_EQ(recogniser.error().code, ErrorCode::language_missing);
}

}  // namespace
}  // namespace hoso::ocr
