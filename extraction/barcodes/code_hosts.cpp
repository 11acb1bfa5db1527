// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/code_hosts.h"

#include <poll.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

#include "extraction/barcodes/code_messages.h"
#include "extraction/barcodes/shared_pixels.h"
#include "hoso/models/host_process.h"
#include "hoso/models/host_program.h"
#include "hoso/models/messages.h"

namespace hoso::extraction {
namespace {

using models::ErrorCode;
using models::Stage;
using Codes = std::vector<models::Barcode>;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

constexpr std::chrono::seconds kToStart{20};
constexpr std::chrono::seconds kToEnd{2};  // for a host whose socket is closed
constexpr int kSecondsMore = 5;            // after which a host ends itself that should have been killed
constexpr int kCropsAlong = 3, kCropsAcross = 2;
constexpr double kOverlap_mm = 40, kMillimetresPerInch = 25.4;  // a code as large lies whole in one of the crops

/// A host and the memory that it shares. One thread at a time.
class CodeHost {
 public:
  static models::Result<std::unique_ptr<CodeHost>> start(const CodeHostOptions& options) {
    const auto program = find_code_host(options);
    if (!program) return models::failure(program.error());
    SharedPixels pixels;
    auto process = models::HostProcess::launch(*program, {.stage = Stage::observe, .shared_fd = pixels.fd()});
    if (!process) return models::failure(process.error());
    std::unique_ptr<CodeHost> host(new CodeHost(std::move(pixels), *std::move(process)));
    const auto hello = host->process_.channel().receive({Clock::now() + kToStart});
    if (hello && is_hello(*hello)) return host;
    return models::failure({.code = ErrorCode::tool_failed,
                            .stage = Stage::observe,
                            .subject = program->filename().string(),
                            .cause = host->ending(hello ? models::ChannelFault::damaged : hello.error(), kToStart)});
  }

  /// Whether it waits for something to do.
  bool idle() {
    pollfd said{process_.channel().fd(), POLLIN, 0};
    return poll(&said, 1, 0) == 0;
  }

  /// Nothing more can be asked of it after a fault.
  tl::expected<Codes, models::ChannelFault> search(const CodesSought& sought, Milliseconds timeout) {
    using models::ChannelFault;
    const auto until = Clock::now() + timeout;
    if (!pixels_.write(sought.grey, sought.colour)) return tl::make_unexpected(ChannelFault::damaged);
    const int seconds = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(timeout).count()) + kSecondsMore;
    if (auto sent = process_.channel().send(search_message(sought, seconds)); !sent)
      return tl::make_unexpected(sent.error());
    const auto answer = process_.channel().receive({until});
    if (!answer) return tl::make_unexpected(answer.error());
    if (auto codes = codes_from(*answer)) return *std::move(codes);
    return tl::make_unexpected(ChannelFault::damaged);
  }

  /// Ends it; why, in English. `time`: that it had.
  std::string ending(models::ChannelFault fault, Milliseconds time) {
    const bool closed = fault == models::ChannelFault::closed;
    const std::string how = process_.end({.quit = closed ? kToEnd : Milliseconds(0)});
    if (fault == models::ChannelFault::timed_out) return models::english("no answer in {} ms", time.count());
    return models::english("its process ended: {}", how);
  }

 private:
  CodeHost(SharedPixels pixels, models::HostProcess process)
      : pixels_(std::move(pixels)), process_(std::move(process)) {}

  SharedPixels pixels_;
  models::HostProcess process_;
};

/// The part in pieces that overlap, in pixels of the image.
std::vector<cv::Rect> crops_of(const cv::Rect& part, double dpi) {
  const int half = static_cast<int>(kOverlap_mm / kMillimetresPerInch * dpi / 2);
  const bool tall = part.height > part.width;
  const int columns = tall ? kCropsAcross : kCropsAlong, rows = tall ? kCropsAlong : kCropsAcross;
  std::vector<cv::Rect> crops;
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      const cv::Point from{part.x + part.width * column / columns, part.y + part.height * row / rows};
      const cv::Point to{part.x + part.width * (column + 1) / columns, part.y + part.height * (row + 1) / rows};
      crops.push_back(cv::Rect(from - cv::Point(half, half), to + cv::Point(half, half)) & part);
    }
  return crops;
}

}  // namespace

/// Hosts that are not at work.
class CodeHosts::Pool {
 public:
  explicit Pool(CodeHostOptions options) : options_(std::move(options)) {}

  models::Result<std::unique_ptr<CodeHost>> take() {
    for (;;) {
      std::unique_ptr<CodeHost> host;
      {
        const std::scoped_lock lock(mutex_);
        if (never_started_) return models::failure(*never_started_);
        if (idle_.empty()) break;
        host = std::move(idle_.back());
        idle_.pop_back();
      }
      if (host->idle()) return host;  // else something ended it while it had nothing to do
    }
    auto started = CodeHost::start(options_);
    const std::scoped_lock lock(mutex_);
    if (started)
      any_started_ = true;
    else if (!any_started_)
      never_started_ = started.error();
    return started;
  }

  void give_back(std::unique_ptr<CodeHost> host) {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(std::move(host));
  }

  /// Why not, in English, where the search ended the host.
  tl::expected<Codes, std::string> search(std::unique_ptr<CodeHost> host, const CodesSought& sought) {
    auto codes = host->search(sought, options_.timeout);
    if (!codes) return tl::make_unexpected(host->ending(codes.error(), options_.timeout));
    give_back(std::move(host));
    return *std::move(codes);
  }

  Codes search_in_crops(const CodesSought& sought, const std::string& why, std::vector<std::string>& notes) {
    Codes all;
    int failed = 0;
    const std::vector<cv::Rect> crops = crops_of(sought.part, sought.dpi);
    for (const cv::Rect& crop : crops) {
      CodesSought one = sought;
      one.grey = sought.grey(crop);
      if (!sought.colour.empty()) one.colour = sought.colour(crop);
      one.part = {{0, 0}, crop.size()};
      auto host = take();
      auto codes = host ? search(*std::move(host), one) : tl::make_unexpected(host.error().cause);
      if (!codes) ++failed;
      for (models::Barcode& code : codes.value_or(Codes{})) {
        code.box.x += crop.x, code.box.y += crop.y;
        add_code(all, std::move(code));
      }
    }
    notes.push_back(models::english(
        "the search for bar codes failed ({}); of {} parts that were searched instead {} failed, too: codes may be "
        "missing",
        why, crops.size(), failed));
    return all;
  }

 private:
  CodeHostOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<CodeHost>> idle_;
  bool any_started_ = false;
  std::optional<models::Error> never_started_;  ///< why not: no use in trying again
};

models::Result<std::filesystem::path> find_code_host(const CodeHostOptions& options) {
  return models::find_host_program("hoso-code-host", "HOSO_CODE_HOST", Stage::observe, options.program);
}

CodeHosts::CodeHosts(CodeHostOptions options) : pool_(std::make_unique<Pool>(std::move(options))) {}

CodeHosts::~CodeHosts() = default;

std::vector<models::Barcode> CodeHosts::search(const CodesSought& sought, std::vector<std::string>& notes) {
  auto host = pool_->take();
  if (!host) return search_codes(sought);
  auto codes = pool_->search(*std::move(host), sought);
  return codes ? *std::move(codes) : pool_->search_in_crops(sought, codes.error(), notes);
}

models::Result<void> CodeHosts::start() {
  auto host = pool_->take();
  if (!host) return models::failure(host.error());
  pool_->give_back(*std::move(host));
  return {};
}

}  // namespace hoso::extraction
