// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/include/hoso.h"
#include "tests/support/temp_folder.h"

namespace hoso::app {
namespace {

using testing::HasSubstr;
using Json = nlohmann::json;

constexpr const char* kPage = HOSO_SOURCE_DIR "/samples/dossier/10-giay-moi.jpg";

std::string taken(char* text) {
  std::string copy = text == nullptr ? "" : text;
  hoso_free(text);
  return copy;
}

Json request(const tests::TempFolder& folder) {
  return {{"inputs", {kPage}}, {"out", (folder / "out").string()}, {"recogniser", "stub"}, {"name", "a"}};
}

using JobHandle = std::unique_ptr<hoso_job, decltype(&hoso_close)>;

JobHandle started(const Json& request) {
  hoso_job* job = nullptr;
  EXPECT_EQ(hoso_start(request.dump().c_str(), &job, nullptr), HOSO_OK);
  return {job, &hoso_close};
}

/// What hoso_start says of a request that it refuses.
Json refused(const std::string& request) {
  hoso_job* job = nullptr;
  char* error = nullptr;
  EXPECT_EQ(hoso_start(request.c_str(), &job, &error), HOSO_FAILED);
  EXPECT_EQ(job, nullptr);
  return Json::parse(taken(error), nullptr, false);
}

TEST(CInterface, AJobTellsItsEventsAndItsResult) {
  const tests::TempFolder folder;
  const JobHandle job = started(request(folder));
  std::vector<std::string> events;
  for (std::string event; !(event = taken(hoso_next_event(job.get(), -1))).empty();)
    events.push_back(Json::parse(event)["event"]);
  EXPECT_THAT(events, testing::ElementsAre("dossier_opened", "page_done", "dossier_stored", "summary"));
  EXPECT_EQ(hoso_wait(job.get(), 0), HOSO_OK);
  const Json result = Json::parse(taken(hoso_result(job.get())));
  EXPECT_EQ(result["exit_code"], 0);
  EXPECT_EQ(result["summary"]["pages_stored"], 1);
  EXPECT_TRUE(result["errors"].empty());
  EXPECT_TRUE(std::filesystem::exists(folder / "out/a/record.json"));
}

TEST(CInterface, AWrongRequestIsRefusedWithTheNearestKey) {
  const Json error = refused(R"({"inputs": ["x"], "out": "y", "langauge": "vie"})");
  EXPECT_EQ(error["code"], "option_invalid");
  EXPECT_THAT(error["message"].get<std::string>(), HasSubstr("did you mean \"language\"?"));
  EXPECT_EQ(refused("no json")["code"], "option_invalid");
  EXPECT_EQ(refused("[]")["code"], "option_invalid");
  EXPECT_EQ(refused(R"({"out": "y"})")["code"], "option_invalid");
  EXPECT_EQ(refused(R"({"inputs": [1], "out": "y"})")["code"], "option_invalid");
  EXPECT_EQ(refused(R"({"inputs": ["x"], "out": {}})")["code"], "option_invalid");
  EXPECT_EQ(refused(R"({"inputs": ["x"], "out": "y", "threads": 5000})")["code"], "option_invalid");
  EXPECT_EQ(refused(R"({"inputs": ["x"], "out": "y", "quiet": true})")["code"], "option_invalid");
  EXPECT_EQ(refused(R"({"inputs": ["x"]})")["code"], "folder_not_told");
  EXPECT_EQ(refused(R"({"inputs": ["/nowhere/x"], "out": "y"})")["code"], "file_not_found");
  EXPECT_EQ(refused(R"({"inputs": ["x"], "out": "y", "profile": "none"})")["code"], "profile_missing");
}

TEST(CInterface, WhatKeepsAJobFromBeginningIsItsResult) {
  const tests::TempFolder folder;
  Json wanted = request(folder);
  wanted.erase("recogniser");
  wanted["language"] = "xyz";
  const JobHandle job = started(wanted);
  EXPECT_EQ(hoso_wait(job.get(), -1), HOSO_OK);
  const Json result = Json::parse(taken(hoso_result(job.get())));
  EXPECT_EQ(result["exit_code"], 69);
  EXPECT_FALSE(result.contains("summary"));
  const std::string error = result["errors"][0].dump();
  EXPECT_THAT(taken(hoso_describe(error.c_str(), "en")), HasSubstr("the language \"xyz\" is not installed"));
  EXPECT_THAT(taken(hoso_describe(error.c_str(), "vi")), HasSubstr("chưa cài ngôn ngữ \"xyz\""));
}

TEST(CInterface, ACancelledJobLeavesItsPagesForAnother) {
  const tests::TempFolder folder;
  Json wanted = request(folder);
  wanted["inputs"] = std::vector<std::string>(200, kPage);
  wanted["threads"] = 1;
  {
    const JobHandle job = started(wanted);
    EXPECT_EQ(hoso_wait(job.get(), 0), HOSO_RUNNING);
    EXPECT_EQ(hoso_result(job.get()), nullptr);
    EXPECT_EQ(hoso_cancel(job.get()), HOSO_OK);
    EXPECT_EQ(hoso_wait(job.get(), -1), HOSO_OK);
    const Json result = Json::parse(taken(hoso_result(job.get())));
    EXPECT_EQ(result["exit_code"], 130);
    EXPECT_TRUE(result["summary"]["stopped"]);
  }
  started(wanted);  // closed at once: stops, and waits
  EXPECT_FALSE(std::filesystem::exists(folder / "out/a"));
}

TEST(CInterface, SeveralThreadsMayUseOneJob) {
  const tests::TempFolder folder;
  Json wanted = request(folder);
  wanted["inputs"] = std::vector<std::string>(5, kPage);
  const JobHandle job = started(wanted);
  std::atomic<int> events = 0;
  {
    std::vector<std::jthread> takers;
    for (int i = 0; i < 4; ++i)
      takers.emplace_back([&] {
        while (!taken(hoso_next_event(job.get(), -1)).empty()) ++events;
      });
  }
  EXPECT_EQ(events, 8);
}

TEST(CInterface, NullIsAnsweredNotFollowed) {
  hoso_job* job = nullptr;
  EXPECT_EQ(hoso_start(nullptr, &job, nullptr), HOSO_BAD_CALL);
  EXPECT_EQ(hoso_start("{}", nullptr, nullptr), HOSO_BAD_CALL);
  EXPECT_EQ(hoso_start("{}", &job, nullptr), HOSO_FAILED);
  EXPECT_EQ(hoso_wait(nullptr, 0), HOSO_BAD_CALL);
  EXPECT_EQ(hoso_cancel(nullptr), HOSO_BAD_CALL);
  EXPECT_EQ(hoso_next_event(nullptr, 0), nullptr);
  EXPECT_EQ(hoso_result(nullptr), nullptr);
  EXPECT_EQ(hoso_describe(nullptr, "en"), nullptr);
  EXPECT_EQ(hoso_describe("{}", "en"), nullptr);
  EXPECT_EQ(hoso_describe(R"({"code": "no_such_code"})", nullptr), nullptr);
  EXPECT_THAT(taken(hoso_describe(R"({"code": "disk_full"})", nullptr)), HasSubstr("the disk is full"));
  hoso_close(nullptr);
  hoso_free(nullptr);
  EXPECT_EQ(hoso_interface(), HOSO_INTERFACE);
  EXPECT_STRNE(hoso_version(), "");
}

}  // namespace
}  // namespace hoso::app
