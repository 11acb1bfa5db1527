// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "app/c/job.h"
#include "app/c/request.h"
#include "app/include/hoso.h"
#include "app/terminal/events_json.h"
#include "hoso/models/error_text.h"
#include "hoso/pipeline/version.h"

/// The job as C sees it.
struct hoso_job {  // NOLINT(readability-identifier-naming): C's names
  std::unique_ptr<hoso::app::Job> job;
};

namespace {

using hoso::models::Result;

/// A copy for the caller, freed with hoso_free; null where there is no memory.
char* given(const std::string& text) {
  char* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy != nullptr) std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

char* given(const std::optional<std::string>& text) { return text ? given(*text) : nullptr; }

void tell(char** error, const hoso::models::Error& what) {
  if (error != nullptr) *error = given(hoso::app::in_line(hoso::app::json_of(what)));
}

/// No exception leaves the library: what is thrown (there is no memory) becomes `otherwise`.
template <typename Work, typename Answer>
Answer guarded(Work work, Answer otherwise) noexcept {
  try {
    return work();
  } catch (...) {
    return otherwise;
  }
}

int started(const char* request, hoso_job** job, char** error) {
  const auto settings = hoso::app::read_request(request);
  if (!settings) return tell(error, settings.error()), HOSO_FAILED;
  auto begun = hoso::app::Job::start(*settings);
  if (!begun) return tell(error, begun.error()), HOSO_FAILED;
  *job = new hoso_job{std::move(*begun)};
  return HOSO_OK;
}

}  // namespace

const char* hoso_version() {
  static const std::string version = hoso::pipeline::version();
  return version.c_str();
}

int hoso_interface() { return HOSO_INTERFACE; }

int hoso_start(const char* request, hoso_job** job, char** error) {
  if (error != nullptr) *error = nullptr;
  if (job != nullptr) *job = nullptr;
  if (request == nullptr || job == nullptr) return HOSO_BAD_CALL;
  return guarded([&] { return started(request, job, error); }, HOSO_FAILED);
}

int hoso_wait(hoso_job* job, int timeout_ms) {
  if (job == nullptr) return HOSO_BAD_CALL;
  return guarded([&] { return job->job->wait(timeout_ms) ? HOSO_OK : HOSO_RUNNING; }, HOSO_RUNNING);
}

char* hoso_next_event(hoso_job* job, int timeout_ms) {
  if (job == nullptr) return nullptr;
  return guarded([&] { return given(job->job->next_event(timeout_ms)); }, static_cast<char*>(nullptr));
}

int hoso_cancel(hoso_job* job) {
  if (job == nullptr) return HOSO_BAD_CALL;
  return guarded([&] { return job->job->cancel(), HOSO_OK; }, HOSO_FAILED);
}

char* hoso_result(hoso_job* job) {
  if (job == nullptr) return nullptr;
  return guarded([&] { return given(job->job->result()); }, static_cast<char*>(nullptr));
}

void hoso_close(hoso_job* job) {
  guarded([&] { return delete job, HOSO_OK; }, HOSO_OK);
}

char* hoso_describe(const char* error, const char* language) {
  if (error == nullptr) return nullptr;
  const bool vietnamese = language != nullptr && std::strcmp(language, "vi") == 0;
  return guarded(
      [&]() -> char* {
        const auto what = hoso::app::error_of(nlohmann::json::parse(error, nullptr, false));
        if (!what) return nullptr;
        const auto text = hoso::models::describe(
            *what, vietnamese ? hoso::models::MessageLanguage::vietnamese : hoso::models::MessageLanguage::english);
        return given(text.sentence + " " + text.remedy);
      },
      static_cast<char*>(nullptr));
}

void hoso_free(char* text) { std::free(text); }
