// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/code_hosts.h"

#include <poll.h>

#include <algorithm>
#include <array>
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

enum class Cut { bands, columns };

/// Three halves of a part, from its beginning, middle and end: what is no larger than a quarter lies whole in one.
/// Bands first, since linear codes are wide.
std::array<cv::Rect, 3> halves_of(const cv::Rect& part, Cut cut) {
  std::array<cv::Rect, 3> halves{part, part, part};
  for (int i = 0; i < 3; ++i) {
    cv::Rect& half = halves.at(static_cast<std::size_t>(i));
    int& from = cut == Cut::bands ? half.y : half.x;
    int& length = cut == Cut::bands ? half.height : half.width;
    const int whole = length;
    from += whole * i / 4;
    length = std::max(1, whole * (i + 2) / 4 - whole * i / 4);
  }
  return halves;
}

CodesSought crop_of(const CodesSought& sought, const cv::Rect& crop) {
  CodesSought one = sought;
  one.grey = sought.grey(crop);
  if (!sought.colour.empty()) one.colour = sought.colour(crop);
  return one;
}

/// What came of a search in crops.
struct Crops {
  Codes codes;
  int searched = 0, failed = 0;
};

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

  /// In bands, and a band that fails in columns.
  void search_in_crops(const CodesSought& sought, const cv::Rect& part, Cut cut, Crops& crops) {
    for (const cv::Rect& half : halves_of(part, cut)) {
      auto host = take();
      auto codes = host ? search(*std::move(host), crop_of(sought, half)) : tl::make_unexpected(host.error().cause);
      if (!codes && cut == Cut::bands) {
        search_in_crops(sought, half, Cut::columns, crops);
        continue;
      }
      ++(codes ? crops.searched : crops.failed);
      for (models::Barcode& code : codes.value_or(Codes{})) {
        code.box.x += half.x, code.box.y += half.y;
        add_code(crops.codes, std::move(code));
      }
    }
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
  if (codes) return *std::move(codes);
  Crops crops;
  pool_->search_in_crops(sought, {{0, 0}, sought.grey.size()}, Cut::bands, crops);
  notes.push_back(
      models::english("the search for bar codes failed ({}); it was done in {} overlapping parts, of which {} failed, "
                      "too: codes may be "
                      "missing",
                      codes.error(), crops.searched + crops.failed, crops.failed));
  return crops.codes;
}

models::Result<void> CodeHosts::start() {
  auto host = pool_->take();
  if (!host) return models::failure(host.error());
  pool_->give_back(*std::move(host));
  return {};
}

}  // namespace hoso::extraction
