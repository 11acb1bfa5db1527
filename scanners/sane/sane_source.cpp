// SPDX-License-Identifier: Apache-2.0
#include "hoso/scanners/sane_source.h"

#include <csignal>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "hoso/models/messages.h"
#include "scanners/sane/paper.h"
#include "scanners/sane/scan_session.h"
#include "scanners/sane/wake.h"

namespace hoso::scanners {
namespace {

using models::Error;
using models::ErrorCode;
using models::Result;
using models::SourceItem;
using models::SourcePage;

/// As for pages from files: as decoded, as shown, as made readable.
constexpr std::uint64_t kCopies = 3;
/// A margin that a device clips to white may be exact, too; less than this share of the lines is no reason to look.
constexpr double kUniformShare = 0.03;

SourcePage page_from(const SideMessage& side, const ScanOptions& options) {
  const std::uint64_t samples = static_cast<std::uint64_t>(side.width_px) * static_cast<std::uint64_t>(side.height_px) *
                                static_cast<std::uint64_t>(side.channels);
  return {.id = {options.name, side.number},
          .source = {.file = side.file, .index = 0, .sha256 = {side.sha256}},
          .path = options.spool / side.file,
          .container = side.file.ends_with(".tif") ? models::Container::tiff : models::Container::jpeg,
          .decoded_bytes = samples * kCopies + side.bytes,
          .device_dpi = models::Dpi{side.dpi_x, side.dpi_y, models::DpiSource::device, 1.0, ""},
          .failure = std::nullopt};
}

std::optional<ScanWarning> suspicion(const SideMessage& side) {
  if (side.uniform_rows < 1 || side.uniform_rows < kUniformShare * side.height_px) return std::nullopt;
  return ScanWarning{
      side.number,
      models::english(
          "the last {} of {} lines are one exact value ({}), as no paper is: part of the page may be missing",
          side.uniform_rows, side.height_px, side.uniform_value)};
}

/// Runs the stack on a thread of its own and hands the sides over.
class SaneSource final : public ScannerSource {
 public:
  SaneSource(ScanSession session, const ScanOptions& options) : options_(options), session_(std::move(session)) {
    for (const OptionMessage& option : session_.settings()) {
      settings_.push_back(option.setting);
      if (!option.exact)
        warnings_.push_back({0, models::english("{}: {} was asked, the scanner does {}", option.setting.intent,
                                                option.setting.asked, option.setting.made)});
    }
  }

  ~SaneSource() override {
    wake_.ring();
    if (stack_.joinable())
      stack_.join();
    else
      session_.close();
  }

  std::optional<SourceItem> next(const std::stop_token& stop) override {
    if (phase_ == Phase::closed) return std::nullopt;
    if (stop.stop_requested()) return stopped();
    if (std::exchange(opened_, true) == false) return models::DossierOpened{options_.name, {}};
    if (!stack_.joinable() && !start()) return std::nullopt;
    std::unique_lock lock(mutex_);
    changed_.wait(lock, stop, [this] { return !pages_.empty() || ended_; });
    if (stop.stop_requested()) {
      lock.unlock();
      return stopped();
    }
    if (!pages_.empty()) {
      SourcePage page = std::move(pages_.front());
      pages_.pop_front();
      return page;
    }
    phase_ = Phase::closed;
    if (sides_ == 0) return std::nullopt;
    return models::DossierClosed{options_.name, sides_, {}};
  }

  [[nodiscard]] std::optional<Error> error() const override {
    const std::lock_guard lock(mutex_);
    return error_;
  }
  [[nodiscard]] int sides() const override {
    const std::lock_guard lock(mutex_);
    return sides_;
  }
  [[nodiscard]] std::vector<ScanWarning> warnings() const override {
    const std::lock_guard lock(mutex_);
    return warnings_;
  }
  [[nodiscard]] const std::vector<DeviceSetting>& settings() const override { return settings_; }

 private:
  enum class Phase { running, closed };

  std::optional<SourceItem> stopped() {
    wake_.ring();
    phase_ = Phase::closed;
    const std::lock_guard lock(mutex_);
    if (!error_)
      error_ = Error{.code = ErrorCode::cancelled,
                     .stage = models::Stage::scan,
                     .subject = options_.device,
                     .cause = "stop requested"};
    return std::nullopt;
  }

  /// The thread takes no signals: they belong to the program's own threads. False: there is no thread to be had.
  bool start() {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    try {
      stack_ = std::thread([this] { run_stack(); });
    } catch (const std::system_error& fault) {
      phase_ = Phase::closed;
      error_ = Error{
          .code = ErrorCode::internal, .stage = models::Stage::scan, .subject = options_.device, .cause = fault.what()};
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return phase_ == Phase::running;
  }

  void run_stack() {
    auto fault = session_.run([this](const SideMessage& side) { add(side); }, wake_.fd());
    {
      const std::lock_guard lock(mutex_);
      if (fault && !error_) error_ = std::move(fault);
      if (!error_ && options_.source == PaperSource::feeder_duplex && sides_ % 2 != 0) {
        warnings_.push_back(
            {0, models::english("{} sides came from a feeder that scans both: one is missing", sides_)});
      }
      ended_ = true;
    }
    changed_.notify_all();
    session_.close();  // may take long; nobody waits for it but the destructor
  }

  void add(const SideMessage& side) {
    {
      const std::lock_guard lock(mutex_);
      ++sides_;
      pages_.push_back(page_from(side, options_));
      if (auto warning = suspicion(side)) warnings_.push_back(*std::move(warning));
    }
    changed_.notify_all();
  }

  ScanOptions options_;
  ScanSession session_;
  std::vector<DeviceSetting> settings_;
  Wake wake_;
  bool opened_ = false;
  Phase phase_ = Phase::running;

  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<SourcePage> pages_;
  std::vector<ScanWarning> warnings_;
  std::optional<Error> error_;
  int sides_ = 0;
  bool ended_ = false;

  std::thread stack_;
};

tl::unexpected<Error> refused(ErrorCode code, std::string subject, std::string file = {}, std::string cause = {}) {
  return models::failure({.code = code,
                          .stage = models::Stage::scan,
                          .file = std::move(file),
                          .subject = std::move(subject),
                          .cause = std::move(cause)});
}

Result<void> check(const ScanOptions& options) {
  constexpr int kDpiMin = 50, kDpiMax = 2400;
  if (options.name.text().empty()) return refused(ErrorCode::invalid_name, "");
  if (options.dpi < kDpiMin || options.dpi > kDpiMax)
    return refused(ErrorCode::option_invalid, models::english("a resolution of {} dpi", options.dpi));
  if (options.jpeg_quality < 1 || options.jpeg_quality > 100) {
    return refused(ErrorCode::option_invalid, models::english("a JPEG quality of {}", options.jpeg_quality));
  }
  if (options.sides_max < 1)
    return refused(ErrorCode::option_invalid, models::english("a stack of at most {} sides", options.sides_max));
  if (!paper_size(options.paper))
    return refused(ErrorCode::option_invalid, models::english("the paper \"{}\"", options.paper));
  return {};
}

/// Makes the spool, and makes sure that no side of another stack lies there.
Result<void> prepare_spool(const ScanOptions& options) {
  std::error_code fault;
  std::filesystem::create_directories(options.spool, fault);
  std::filesystem::directory_iterator entries;
  if (!fault) entries = std::filesystem::directory_iterator(options.spool, fault);
  if (fault) return refused(ErrorCode::output_unwritable, "", options.spool.string(), fault.message());
  for (; !fault && entries != std::filesystem::directory_iterator(); entries.increment(fault)) {
    if (!entries->path().filename().string().starts_with("side-")) continue;
    return refused(ErrorCode::output_exists, options.name.text(), options.spool.string(), "the spool holds sides");
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<ScannerSource>> open_scanner(const ScanOptions& options, const std::stop_token& stop) {
  if (auto valid = check(options); !valid) return tl::make_unexpected(valid.error());
  if (auto spool = prepare_spool(options); !spool) return tl::make_unexpected(spool.error());
  const Wake wake;
  const std::stop_callback on_stop(stop, [&wake] { wake.ring(); });
  auto session = ScanSession::open(options, wake.fd());
  if (!session) return tl::make_unexpected(session.error());
  return std::make_unique<SaneSource>(*std::move(session), options);
}

}  // namespace hoso::scanners
