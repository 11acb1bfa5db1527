// SPDX-License-Identifier: Apache-2.0
// bench_line READER FOLDER [ROUNDS]: reads the lines (PGM files) of a folder so many times, and tells what it took.
// READER: plain, avx2, avx-vnni, avx512 or automatic, our own; psm7 or psm13, TessBaseAPI. No line is tried inverted.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>
#include <tesseract/baseapi.h>

#include "hoso/ocr/line_recogniser.h"
#include "ocr/recogniser/native_line_recogniser.h"
#include "tests/lines/pgm.h"

namespace hoso::bench {
namespace {

namespace fs = std::filesystem;
using tests::GreyPixels;

fs::path model_folder() {
  const char* prefix = std::getenv("TESSDATA_PREFIX");
  return prefix != nullptr ? prefix : "/usr/share/tesseract-ocr/5/tessdata";
}

std::string language() {
  const char* name = std::getenv("HOSO_BENCH_LANGUAGE");
  return name != nullptr ? name : "vie";
}

/// Reads a line and gives the bytes of its text.
class Reader {
 public:
  Reader() = default;
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  virtual ~Reader() = default;
  virtual std::size_t read(const GreyPixels& line) = 0;
  [[nodiscard]] virtual std::size_t bytes() const { return 0; }
};

class Native : public Reader {
 public:
  explicit Native(ocr::ComputePath path)
      : recogniser_(ocr::LineModel::load(model_folder() / (language() + ".traineddata")).value(), {.path = path}) {}
  std::size_t read(const GreyPixels& line) override {
    return recogniser_.read_line(line.view(), {.retry_inverted = false}).value().text().size();
  }
  [[nodiscard]] std::size_t bytes() const override { return recogniser_.bytes(); }

 private:
  ocr::NativeLineRecogniser recogniser_;
};

class Tesseract : public Reader {
 public:
  explicit Tesseract(tesseract::PageSegMode mode) {
    api_.Init(model_folder().c_str(), language().c_str(), tesseract::OEM_LSTM_ONLY);
    api_.SetVariable("debug_file", "/dev/null");
    api_.SetVariable("tessedit_do_invert", "0");
    api_.SetPageSegMode(mode);
  }
  std::size_t read(const GreyPixels& line) override {
    api_.SetImage(line.pixels.data(), line.width_px, line.height_px, 1, line.width_px);
    api_.SetSourceResolution(300);
    const std::unique_ptr<char[]> text(api_.GetUTF8Text());
    return text ? std::string(text.get()).size() : 0;
  }

 private:
  tesseract::TessBaseAPI api_;
};

std::unique_ptr<Reader> reader_of(const std::string& name) {
  if (name == "psm7") return std::make_unique<Tesseract>(tesseract::PSM_SINGLE_LINE);
  if (name == "psm13") return std::make_unique<Tesseract>(tesseract::PSM_RAW_LINE);
  for (const auto path : {ocr::ComputePath::automatic, ocr::ComputePath::plain, ocr::ComputePath::avx2,
                          ocr::ComputePath::avx_vnni, ocr::ComputePath::avx512}) {
    if (name == ocr::name_of(path) && ocr::is_available(path)) return std::make_unique<Native>(path);
  }
  return nullptr;
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

int run(const std::string& name, const std::string& folder, int rounds) {
  std::vector<GreyPixels> lines;
  for (const fs::path& file : tests::pgm_files(folder)) lines.push_back(tests::read_pgm(file));
  if (lines.empty()) return 1;
  const auto begin = std::chrono::steady_clock::now();
  const std::unique_ptr<Reader> reader = reader_of(name);
  if (!reader) return 1;
  std::size_t bytes = reader->read(lines.front());
  const std::chrono::duration<double, std::milli> started = std::chrono::steady_clock::now() - begin;
  const double before = cpu_seconds();
  for (int round = 0; round < rounds; ++round) {
    for (const GreyPixels& line : lines) bytes += reader->read(line);
  }
  const double spent = cpu_seconds() - before;
  std::cout
      << fmt::format(
             R"({{"reader":"{}","lines":{},"rounds":{},"start_ms":{:.2f},"cpu_ms_line":{:.4f},"worker_bytes":{},"text_bytes":{}}})",
             name, lines.size(), rounds, started.count(), 1000 * spent / (rounds * static_cast<double>(lines.size())),
             reader->bytes(), bytes)
      << '\n';
  return 0;
}

}  // namespace
}  // namespace hoso::bench

int main(int argc, char** argv) try {
  if (argc < 3) {
    std::cerr << "usage: bench_line READER FOLDER [ROUNDS]\n";
    return 2;
  }
  return hoso::bench::run(argv[1], argv[2], argc > 3 ? std::stoi(argv[3]) : 1);
} catch (const std::exception& error) {
  std::cerr << "bench_line: " << error.what() << '\n';
  return 1;
}
