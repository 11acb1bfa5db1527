// SPDX-License-Identifier: Apache-2.0
#include "app/c/job.h"

#include <chrono>
#include <exception>

#include "app/exit_codes.h"
#include "app/job.h"
#include "app/profile.h"
#include "app/terminal/events_json.h"
#include "hoso/pipeline/digitise.h"
#include "hoso/scanners/file_source.h"

namespace hoso::app {
namespace {

using models::Result;
using Json = nlohmann::ordered_json;

constexpr std::size_t kEventsMax = 100'000;

Json result_of(const Result<pipeline::Summary>& summary) {
  if (!summary) return {{"exit_code", exit_code(summary.error())}, {"errors", Json::array({json_of(summary.error())})}};
  Json errors = Json::array();
  for (const models::Error& error : summary->errors) errors.push_back(json_of(error));
  return {{"exit_code", exit_code(*summary)}, {"summary", json_of(*summary)}, {"errors", std::move(errors)}};
}

/// Waits on `news` until `ready`, at most so long; below 0: without limit.
template <typename Ready>
bool wait_for(std::condition_variable& news, std::unique_lock<std::mutex>& lock, int timeout_ms, Ready ready) {
  if (timeout_ms >= 0) return news.wait_for(lock, std::chrono::milliseconds(timeout_ms), ready);
  news.wait(lock, ready);
  return true;
}

}  // namespace

Result<std::unique_ptr<Job>> Job::start(Settings settings) {
  auto source = scanners::open_files(source_options(settings));
  if (!source) return tl::make_unexpected(source.error());
  auto sink = storage::open_folder_sink(sink_options(settings));
  if (!sink) return tl::make_unexpected(sink.error());
  return std::make_unique<Job>(std::move(settings), std::move(*source), std::move(*sink));
}

Job::Job(Settings settings, std::unique_ptr<scanners::PageSource> source, std::unique_ptr<storage::DossierSink> sink)
    : settings_(std::move(settings)),
      source_(std::move(source)),
      sink_(std::move(sink)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Job::run(const std::stop_token& stop) {
  Result<pipeline::Summary> summary = models::failure({});
  try {
    summary = pipeline::digitise(
        *source_, *sink_, job_of(settings_),
        [this](const pipeline::Event& event) { add_event(in_line(json_of(event))); }, stop);
  } catch (const std::exception& exception) {
    summary = models::failure({.code = models::ErrorCode::internal, .cause = exception.what()});
  }
  if (summary) add_event(in_line(json_of(*summary)));
  std::string result = in_line(result_of(summary));
  const std::lock_guard guard(mutex_);
  result_ = std::move(result);
  news_.notify_all();
}

void Job::add_event(std::string event) {
  const std::lock_guard guard(mutex_);
  if (events_.size() == kEventsMax) events_.pop_front();
  events_.push_back(std::move(event));
  news_.notify_all();
}

bool Job::wait(int timeout_ms) {
  std::unique_lock lock(mutex_);
  return wait_for(news_, lock, timeout_ms, [&] { return result_.has_value(); });
}

std::optional<std::string> Job::next_event(int timeout_ms) {
  std::unique_lock lock(mutex_);
  wait_for(news_, lock, timeout_ms, [&] { return !events_.empty() || result_; });
  if (events_.empty()) return std::nullopt;
  std::string event = std::move(events_.front());
  events_.pop_front();
  return event;
}

std::optional<std::string> Job::result() {
  const std::lock_guard guard(mutex_);
  return result_;
}

}  // namespace hoso::app
