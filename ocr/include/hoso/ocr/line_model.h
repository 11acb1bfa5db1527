// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "hoso/models/error.h"
#include "hoso/models/names.h"

namespace hoso::ocr {

/// Instructions by which the network is computed. All give the same bits.
enum class ComputePath { automatic, plain, avx2, avx_vnni, avx512 };

/// Whether this build and this machine can go a path; `automatic` and `plain` always.
bool is_available(ComputePath path);
/// The path that `automatic` stands for here.
ComputePath best_path();
/// "automatic", "plain", "avx2", "avx-vnni" or "avx512".
std::string_view name_of(ComputePath path);

struct ModelParts;

/// One of Tesseract's LSTM models (.traineddata), read and checked. Never changes; shared by all threads.
class LineModel {
 public:
  /// Errors, with the path as `file`: file_not_found, file_unreadable, model_damaged, and model_unsupported for a sound
  /// model of another shape, which libtesseract may be able to read.
  static models::Result<std::shared_ptr<const LineModel>> load(const std::filesystem::path& file);
  /// The same from a file's bytes.
  static models::Result<std::shared_ptr<const LineModel>> from_bytes(std::span<const std::uint8_t> bytes);

  explicit LineModel(std::unique_ptr<const ModelParts> parts);
  LineModel(const LineModel&) = delete;
  LineModel& operator=(const LineModel&) = delete;
  ~LineModel();

  /// Of the file.
  [[nodiscard]] const models::Sha256& sha256() const;
  /// Whether it is a model that the tests compare bit by bit with libtesseract.
  [[nodiscard]] bool is_vouched_for() const;
  [[nodiscard]] const ModelParts& parts() const { return *parts_; }

 private:
  std::unique_ptr<const ModelParts> parts_;
};

}  // namespace hoso::ocr
