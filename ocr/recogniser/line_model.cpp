// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/line_model.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <new>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "ocr/digest.h"
#include "ocr/recogniser/byte_reader.h"
#include "ocr/recogniser/container.h"
#include "ocr/recogniser/model_parts.h"

namespace hoso::ocr {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Result;
using models::Stage;
using Bytes = std::span<const std::uint8_t>;

constexpr std::uintmax_t kFileSizeMax = 256U << 20U;

/// Models that tests/ocr compares with libtesseract: Debian's vie (tessdata_fast) and script/Vietnamese.
constexpr std::array<std::string_view, 2> kVouchedFor{
    "79df64caf7bcfb2a27df5042ecb6121e196eada34da774956995747636d5bfa1",
    "30546eea618459e79761f962391e6879778b026ad7b4459a11664a1b654758bd"};

models::Error error(ErrorCode code, std::string cause) {
  return {.code = code, .stage = Stage::configure, .cause = std::move(cause)};
}

void add_words(ModelParts& parts, Bytes file, Component which, WordKind kind) {
  const Bytes bytes = component(file, which);
  if (bytes.empty()) return;
  parts.dictionary.push_back({std::make_shared<const Dawg>(Dawg::read(bytes, parts.charset.size())), kind});
}

/// Every code that the search can come to is one that the network gives, and among them "no character".
void check_codes(const ModelParts& parts) {
  const auto& order = parts.charset.code_order;
  require_supported(std::ranges::find(order, parts.network.null_code) != order.end(), "no code for no character");
}

std::unique_ptr<ModelParts> read_parts(Bytes file) {
  auto parts = std::make_unique<ModelParts>();
  const Bytes network = component(file, Component::network);
  require_supported(!network.empty(), "no LSTM network in it");
  parts->network = read_network(network);
  const Bytes characters = component(file, Component::characters), codes = component(file, Component::codes);
  require_supported(!characters.empty() && !codes.empty(), "no characters in it");
  parts->charset = read_charset(characters, codes, parts->network.codes(), parts->network.null_code);
  check_codes(*parts);
  add_words(*parts, file, Component::punctuation_words, WordKind::punctuation);
  add_words(*parts, file, Component::words, WordKind::word);
  add_words(*parts, file, Component::numbers, WordKind::number);
  parts->sha256 = sha256_of(file);
  return parts;
}

Result<std::vector<std::uint8_t>> read_bytes(const fs::path& file) {
  std::error_code problem;
  if (!fs::exists(file, problem)) return models::failure(error(ErrorCode::file_not_found, problem.message()));
  const auto size = fs::file_size(file, problem);
  if (problem) return models::failure(error(ErrorCode::file_unreadable, problem.message()));
  if (size > kFileSizeMax) return models::failure(error(ErrorCode::model_unsupported, "file too large"));
  std::ifstream in(file, std::ios::binary);
  std::vector<std::uint8_t> bytes(size);
  in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  if (!in) return models::failure(error(ErrorCode::file_unreadable, "cannot be read"));
  return bytes;
}

}  // namespace

Result<std::shared_ptr<const LineModel>> LineModel::from_bytes(Bytes bytes) try {
  return std::make_shared<const LineModel>(read_parts(bytes));
} catch (const DamagedModel& damage) {
  return models::failure(error(ErrorCode::model_damaged, damage.what()));
} catch (const UnsupportedModel& difference) {
  return models::failure(error(ErrorCode::model_unsupported, difference.what()));
} catch (const std::bad_alloc&) {
  return models::failure(error(ErrorCode::out_of_memory, "model"));
}

Result<std::shared_ptr<const LineModel>> LineModel::load(const fs::path& file) {
  const auto named = [&](models::Error what) {
    what.file = file.string();
    return what;
  };
  return read_bytes(file).and_then([](const auto& bytes) { return from_bytes(bytes); }).map_error(named);
}

LineModel::LineModel(std::unique_ptr<const ModelParts> parts) : parts_(std::move(parts)) {}
LineModel::~LineModel() = default;

const models::Sha256& LineModel::sha256() const { return parts_->sha256; }

bool LineModel::is_vouched_for() const {
  return std::ranges::find(kVouchedFor, parts_->sha256.hex) != kVouchedFor.end();
}

const Kernels* kernels_of(ComputePath path) {
  switch (path) {
    case ComputePath::plain:
      return plain_kernels();
    case ComputePath::avx2:
      return avx2_kernels();
    case ComputePath::avx_vnni:
      return avx_vnni_kernels();
    case ComputePath::avx512:
      return avx512_kernels();
    case ComputePath::automatic:
      break;
  }
  return kernels_of(best_path());
}

ComputePath best_path() {
  for (const ComputePath path : {ComputePath::avx512, ComputePath::avx_vnni, ComputePath::avx2}) {
    if (kernels_of(path) != nullptr) return path;
  }
  return ComputePath::plain;
}

bool is_available(ComputePath path) { return kernels_of(path) != nullptr; }

std::string_view name_of(ComputePath path) {
  static constexpr std::array kNames{"automatic", "plain", "avx2", "avx-vnni", "avx512"};
  return kNames.at(static_cast<std::size_t>(path));
}

namespace {

/// Whether the cells of each layer are a multiple of the lanes.
bool fills_lanes(const NetworkWeights& network, int lanes) {
  return network.column.cells() % lanes == 0 &&
         std::ranges::all_of(network.along, [&](const LstmWeights& layer) { return layer.cells() % lanes == 0; });
}

}  // namespace

std::shared_ptr<const PackedNetwork> ModelParts::packed(ComputePath path) const {
  if (path == ComputePath::automatic) path = best_path();
  if (!fills_lanes(network, kernels_of(path)->lanes)) path = ComputePath::avx2;  // eight lanes, which all models fill
  const std::lock_guard lock(mutex_);
  auto& place = packed_.at(static_cast<std::size_t>(path));
  if (!place) place = std::make_shared<const PackedNetwork>(pack(network, *kernels_of(path)));
  return place;
}

}  // namespace hoso::ocr
