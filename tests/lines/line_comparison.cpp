// SPDX-License-Identifier: Apache-2.0
// line_comparison FOLDER MODEL…: reads the PGM files of a folder with libtesseract and with every path of the native
// recogniser, and tells each line that is not read alike. Models are names in Tesseract's folder, or files; those that
// are not installed are left out, but not all of them.
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "hoso/ocr/line_recogniser.h"
#include "ocr/recogniser/native_line_recogniser.h"
#include "tests/lines/pgm.h"

namespace hoso::tests {
namespace {

namespace fs = std::filesystem;

constexpr double kConfidenceDifferenceMax = 0.001;

/// FNV-1a over the bits of the network's output.
std::uint64_t hash_of(const ocr::Probabilities& probabilities) {
  std::uint64_t hash = 14695981039346656037U;
  const auto* bytes = reinterpret_cast<const unsigned char*>(probabilities.values);
  const auto count = static_cast<std::size_t>(probabilities.steps) * static_cast<std::size_t>(probabilities.codes);
  for (std::size_t index = 0; index < count * sizeof(float); ++index) hash = (hash ^ bytes[index]) * 1099511628211U;
  return hash;
}

/// What is not alike in two readings; empty if nothing.
std::string difference(const ocr::LineText& native, const ocr::LineText& reference) {
  if (native.text() != reference.text()) {
    return fmt::format("text\n    native    {}\n    tesseract {}", native.text(), reference.text());
  }
  if (native.words.size() != reference.words.size()) return "number of words";
  for (std::size_t index = 0; index < native.words.size(); ++index) {
    const auto &own = native.words[index], &other = reference.words[index];
    if (!(std::abs(own.confidence - other.confidence) <= kConfidenceDifferenceMax)) {
      return fmt::format("confidence of {}: {} and {}", own.text, own.confidence, other.confidence);
    }
    if (own.in_dictionary != other.in_dictionary) return "dictionary: " + own.text;
  }
  return {};
}

struct Counts {
  int lines = 0, words = 0, different = 0, inverted = 0;
};

class Comparison {
 public:
  Comparison(const fs::path& model_folder, const std::string& language)
      : language_(language), reference_(ocr::make_tesseract_line_recogniser(language, model_folder.string()).value()) {
    const auto model = ocr::LineModel::load(model_folder / (language + ".traineddata")).value();
    for (const auto path :
         {ocr::ComputePath::plain, ocr::ComputePath::avx2, ocr::ComputePath::avx_vnni, ocr::ComputePath::avx512}) {
      if (!ocr::is_available(path)) continue;
      paths_.push_back(path);
      native_.push_back(std::make_unique<ocr::NativeLineRecogniser>(model, ocr::NativeOptions{.path = path}));
    }
  }

  void compare(const fs::path& file) {
    const GreyPixels image = read_pgm(file);
    const auto reference = reference_->read_line(image.view(), {});
    ++counts_.lines;
    std::uint64_t first_hash = 0;
    for (std::size_t index = 0; index < native_.size(); ++index) {
      const auto native = native_[index]->read_line(image.view(), {});
      std::string what = !native || !reference ? "not read" : difference(*native, *reference);
      const std::uint64_t hash = hash_of(native_[index]->probabilities());
      if (index == 0) first_hash = hash;
      if (what.empty() && hash != first_hash) what = "network's output";
      if (index == 0 && native) {
        counts_.words += static_cast<int>(native->words.size());
        counts_.inverted += native->inverted ? 1 : 0;
      }
      if (what.empty()) continue;
      ++counts_.different;
      std::cout << fmt::format("{} {} {}: {}\n", language_, file.filename().string(), name_of(paths_[index]), what);
    }
  }

  /// Prints what was compared; true if all was alike.
  [[nodiscard]] bool report() const {
    std::string paths;
    for (const auto path : paths_) paths += fmt::format(" {}", name_of(path));
    std::cout << fmt::format("{}: {} lines, {} words, {} lines inverted, paths{}: {} readings differ\n", language_,
                             counts_.lines, counts_.words, counts_.inverted, paths, counts_.different);
    return counts_.different == 0 && counts_.lines > 0;
  }

 private:
  std::string language_;
  std::unique_ptr<ocr::LineRecogniser> reference_;
  std::vector<ocr::ComputePath> paths_;
  std::vector<std::unique_ptr<ocr::NativeLineRecogniser>> native_;
  Counts counts_;
};

int run(const std::vector<std::string>& arguments) {
  const char* prefix = std::getenv("TESSDATA_PREFIX");
  const fs::path installed = prefix != nullptr ? prefix : "/usr/share/tesseract-ocr/5/tessdata";
  bool alike = true;
  int models = 0;
  for (std::size_t index = 2; index < arguments.size(); ++index) {
    // A model that is installed, or a file.
    const fs::path model = arguments[index];
    const bool is_file = model.extension() == ".traineddata";
    const fs::path folder = is_file ? model.parent_path() : installed;
    const std::string language = is_file ? model.stem().string() : model.string();
    if (!fs::exists(folder / (language + ".traineddata"))) continue;
    ++models;
    Comparison comparison(folder, language);
    for (const fs::path& file : pgm_files(arguments[1])) comparison.compare(file);
    alike &= comparison.report();
  }
  return alike && models > 0 ? 0 : 1;
}

}  // namespace
}  // namespace hoso::tests

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::cerr << "usage: line_comparison FOLDER MODEL|FILE.traineddata…\n";
    return 2;
  }
  return hoso::tests::run({argv, argv + argc});
} catch (const std::exception& error) {
  std::cerr << "line_comparison: " << error.what() << '\n';
  return 1;
}
