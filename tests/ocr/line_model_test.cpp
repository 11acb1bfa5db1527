// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/line_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "hoso/ocr/line_recogniser.h"
#include "ocr/recogniser/container.h"
#include "ocr/recogniser/forward_pass.h"
#include "ocr/recogniser/model_parts.h"
#include "tests/ocr/line_drawing.h"
#include "tests/support/temp_folder.h"

namespace hoso::ocr {
namespace {

using models::ErrorCode;
using Bytes = std::vector<std::uint8_t>;

Bytes model_bytes() {
  const std::string text = tests::read_file(tests::model_file());
  return {text.begin(), text.end()};
}

/// Whether the bytes are refused as they should be; a model that is read all the same has to read a line and live.
bool is_survived(const Bytes& bytes) {
  const auto model = LineModel::from_bytes(bytes);
  if (!model) {
    return model.error().code == ErrorCode::model_damaged || model.error().code == ErrorCode::model_unsupported;
  }
  auto recogniser = make_native_line_recogniser(*model);
  return recogniser && (*recogniser)->read_line(tests::drawn_line("Căn cứ 12/2020").view(), {});
}

TEST(LineModel, IsReadFromTesseractsFile) {
  const auto model = LineModel::load(tests::model_file());
  ASSERT_TRUE(model) << model.error().cause;
  EXPECT_TRUE((*model)->is_vouched_for()) << (*model)->sha256().hex;
  const ModelParts& parts = (*model)->parts();
  EXPECT_EQ(parts.network.codes(), 269);
  EXPECT_EQ(parts.network.null_code, 268);
  EXPECT_EQ(parts.charset.size(), 270);
  EXPECT_EQ(parts.charset.texts.front(), " ");
  EXPECT_EQ(parts.dictionary.size(), 3U);
}

TEST(LineModel, ThatIsNotThereIsSaidSo) {
  const auto model = LineModel::load("/no/such/vie.traineddata");
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::file_not_found);
  EXPECT_EQ(model.error().file, "/no/such/vie.traineddata");
}

TEST(LineModel, OfAnotherShapeIsUnsupportedAndNotDamaged) {
  Bytes bytes = model_bytes();
  const std::string layer = "SummLSTM";
  const auto found = std::search(bytes.begin(), bytes.end(), layer.begin(), layer.end());
  ASSERT_NE(found, bytes.end());
  std::memcpy(&*found, "LSTMLSTM", layer.size());
  const auto model = LineModel::from_bytes(bytes);
  ASSERT_FALSE(model);
  EXPECT_EQ(model.error().code, ErrorCode::model_unsupported);
}

TEST(LineModel, ThatWasChangedIsNotVouchedFor) {
  Bytes bytes = model_bytes();
  bytes.back() ^= 1;  // in the text of its version
  const auto model = LineModel::from_bytes(bytes);
  ASSERT_TRUE(model);
  EXPECT_FALSE((*model)->is_vouched_for());
}

TEST(LineModel, CutShortAnywhereIsAnError) {
  const Bytes whole = model_bytes();
  std::mt19937 random(1);
  std::vector<std::size_t> lengths{0, 1, 3, 4, 5, 100, 195, 196, 197, 220, 300};
  for (int count = 0; count < 60; ++count) lengths.push_back(random() % (whole.size() - 81));  // not in its version
  for (const std::size_t length : lengths) {
    const auto model = LineModel::from_bytes({whole.data(), length});
    ASSERT_FALSE(model) << length;
    EXPECT_TRUE(model.error().code == ErrorCode::model_damaged || model.error().code == ErrorCode::model_unsupported);
  }
}

TEST(LineModel, WithDamagedBytesNeverCrashes) {
  const Bytes whole = model_bytes();
  std::mt19937 random(2);
  // Everywhere, and mostly where the structure is: offsets, headers of layers, words, characters, codes.
  const std::vector<std::pair<std::size_t, std::size_t>> ranges{
      {0, 196}, {196, 1200}, {196, whole.size()}, {433590, 438304}, {438304, 528761}, {528761, whole.size()}};
  for (int count = 0; count < 240; ++count) {
    Bytes bytes = whole;
    const auto [begin, end] = ranges[static_cast<std::size_t>(count) % ranges.size()];
    for (unsigned flips = 1 + random() % 4; flips > 0; --flips) {
      bytes[begin + random() % (end - begin)] = static_cast<std::uint8_t>(random());
    }
    EXPECT_TRUE(is_survived(bytes)) << count;
  }
}

TEST(LineModel, WithHugeNumbersNeverCrashes) {
  const Bytes whole = model_bytes();
  for (std::size_t at = 0; at < 1000; at += 3) {
    Bytes bytes = whole;
    std::memset(bytes.data() + at, 0xFF, 4);
    ASSERT_TRUE(is_survived(bytes)) << at;
    std::memset(bytes.data() + at, 0x7F, 4);
    ASSERT_TRUE(is_survived(bytes)) << at;
  }
}

TEST(LineModel, PacksItsWeightsOnceForAllWorkers) {
  const auto model = LineModel::load(tests::model_file()).value();
  EXPECT_EQ(model->parts().packed(ComputePath::plain), model->parts().packed(ComputePath::plain));
  EXPECT_EQ(model->parts().packed(ComputePath::automatic), model->parts().packed(best_path()));
}

Matrix random_matrix(int rows, int inputs, std::mt19937& random) {
  Matrix matrix{.rows = rows, .columns = inputs + 1};
  for (int i = 0; i < matrix.rows * matrix.columns; ++i)
    matrix.weights.push_back(static_cast<std::int8_t>(static_cast<int>(random() % 41) - 20));
  for (int i = 0; i < rows; ++i) matrix.scales.push_back(0.0005F + 0.0001F * static_cast<float>(random() % 10));
  return matrix;
}

LstmWeights random_lstm(int cells, int inputs, std::mt19937& random) {
  LstmWeights layer;
  for (Matrix& gate : layer.gates) gate = random_matrix(cells, inputs + cells, random);
  return layer;
}

/// Probabilities of a line of noise, by the weights as they are packed for a path.
std::vector<float> probabilities_by(const ModelParts& parts, ComputePath path) {
  ScaledLine line;
  line.width_px = 90, line.stride = 96;
  std::mt19937 random(4);
  for (int i = 0; i < line.stride * kInputHeight_px; ++i) line.pixels.push_back(static_cast<std::uint8_t>(random()));
  ForwardPass pass(parts.packed(path), parts.network);
  const Probabilities found = pass.run(line, false);
  return {found.values, found.step(found.steps)};
}

TEST(LineModel, WhoseCellsDoNotFillThePathsLanesIsReadInEightAndTheSame) {
  std::mt19937 random(3);
  ModelParts parts;
  parts.network.convolution = random_matrix(kConvolutionOutputs, kConvolutionTaps, random);
  parts.network.column = random_lstm(24, kConvolutionOutputs, random);  // 24, 40 and 8: of sixteen none is a multiple
  parts.network.along = {random_lstm(40, 24, random), random_lstm(8, 40, random), random_lstm(24, 8, random)};
  parts.network.output = random_matrix(13, 24, random);
  const std::vector<float> plain = probabilities_by(parts, ComputePath::plain);
  ASSERT_GT(plain.size(), 13U);
  EXPECT_GT(*std::ranges::max_element(plain), 0.0F);
  for (const ComputePath path : {ComputePath::avx2, ComputePath::avx_vnni, ComputePath::avx512}) {
    if (!is_available(path)) continue;
    EXPECT_EQ(parts.packed(path)->kernels->lanes, 8) << name_of(path);
    EXPECT_EQ(probabilities_by(parts, path), plain) << name_of(path);
  }
}

}  // namespace
}  // namespace hoso::ocr
