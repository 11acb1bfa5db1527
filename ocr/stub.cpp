// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/stub.h"

#include <array>
#include <string_view>

namespace hoso::ocr {
namespace {

constexpr std::array<std::string_view, 10> kSyllables{"quyết", "định", "về",    "việc", "phê",
                                                      "duyệt", "kế",   "hoạch", "năm",  "2025"};
constexpr int kLines = 30;

class StubRecogniser : public Recogniser {
 public:
  models::Result<models::PageText> read_page(const ReadablePage& page, const std::stop_token&) override {
    const double pitch = page.grey.rows / (kLines + 4.0), step = page.grey.cols / (kSyllables.size() + 2.0);
    models::Block block;
    for (int row = 0; row < kLines; ++row) {
      models::Line line;
      for (std::size_t i = 0; i < kSyllables.size(); ++i) {
        const models::Box box{step * (static_cast<double>(i) + 1), pitch * (row + 2), step * 0.8, pitch * 0.6};
        line.words.push_back({std::string(kSyllables.at(i)), box, 0.99});
        line.box = models::united(line.box, box);
      }
      block.box = models::united(block.box, line.box);
      block.lines.push_back(std::move(line));
    }
    return models::PageText{{std::move(block)}};
  }

  double legibility(const cv::Mat&) override { return 0; }
};

}  // namespace

std::unique_ptr<Recogniser> make_stub() { return std::make_unique<StubRecogniser>(); }

}  // namespace hoso::ocr
