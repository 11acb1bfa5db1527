// SPDX-License-Identifier: Apache-2.0
#include "pipeline/stack_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/pipeline/fakes.h"

namespace hoso::pipeline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// What a stack became: "NAME: the numbers that its pages had in the stack".
class Split {
 public:
  /// `codes`: on which page of each stack which separator sheet lies.
  Split(std::vector<tests::FakeSource::Plan> stacks, std::map<int, std::string> codes, std::set<std::string> skip = {})
      : source_(std::move(stacks)) {
    source_.change_page = [](models::SourcePage& page) { page.source.index = page.id.number; };
    StackSplitter splitter(source_, [&](const models::SourcePage& page) {
      ++looks;
      const auto at = codes.find(page.id.number);
      return at == codes.end() ? std::nullopt : std::optional(at->second);
    });
    while (auto item = splitter.next({})) {
      if (const auto* opened = std::get_if<models::DossierOpened>(&*item)) {
        EXPECT_TRUE(open.empty()) << "a dossier in a dossier";
        open = opened->name.text();
        if (skip.contains(open)) splitter.skip_dossier();
        dossiers.push_back(open + ":");
        pages = 0;
      } else if (const auto* page = std::get_if<models::SourcePage>(&*item)) {
        EXPECT_EQ(page->id.dossier.text(), open);
        EXPECT_EQ(page->id.number, ++pages) << "numbered from 1 without a gap";
        dossiers.back() += " " + std::to_string(page->source.index);
      } else if (const auto* closed = std::get_if<models::DossierClosed>(&*item)) {
        EXPECT_EQ(closed->name.text(), open);
        if (!skip.contains(open)) {
          EXPECT_EQ(closed->pages, pages);
        }
        open.clear();
      }
    }
    notes = splitter.notes();
    in_doubt = splitter.separators_in_doubt();
  }
  std::vector<std::string> dossiers, notes;
  std::string open;
  int pages = 0, looks = 0, in_doubt = 0;

 private:
  tests::FakeSource source_;
};

TEST(StackSplitter, EachSeparatorSheetBeginsItsDossierAndNoPageIsLost) {
  const Split split({{"chồng", 7}}, {{1, "HS-1"}, {4, "HS-2"}, {5, "HS-3"}});
  EXPECT_THAT(split.dossiers, ElementsAre("HS-1: 1 2 3", "HS-2: 4", "HS-3: 5 6 7"));
  EXPECT_THAT(split.notes, IsEmpty());
  EXPECT_TRUE(split.open.empty());
}

TEST(StackSplitter, PagesBeforeTheFirstSheetAreADossierOfTheStacksName) {
  const Split split({{"chồng", 5}}, {{3, "HS-1"}});
  EXPECT_THAT(split.dossiers, ElementsAre("chồng: 1 2", "HS-1: 3 4 5"));
  EXPECT_THAT(
      split.notes,
      ElementsAre(HasSubstr("before the first separator sheet of \"chồng\" is a dossier of its own (pages: 2)")));
}

TEST(StackSplitter, AStackWithoutASheetIsOneDossierAndThatIsTold) {
  const Split split({{"chồng", 3}}, {});
  EXPECT_THAT(split.dossiers, ElementsAre("chồng: 1 2 3"));
  EXPECT_THAT(split.notes, ElementsAre(HasSubstr("no separator sheet")));
}

TEST(StackSplitter, TheSameCodeOnTheNextSheetGoesOnWithItsDossier) {
  const Split split({{"chồng", 6}}, {{1, "HS-1"}, {4, "HS-1"}, {6, "HS-2"}});
  EXPECT_THAT(split.dossiers, ElementsAre("HS-1: 1 2 3 4 5", "HS-2: 6"));
}

TEST(StackSplitter, ACodeThatComesAgainLaterDoesNotMeetItsOwnName) {
  const Split split({{"chồng", 6}}, {{1, "HS-1"}, {3, "HS-2"}, {5, "HS-1"}});
  EXPECT_THAT(split.dossiers, ElementsAre("HS-1: 1 2", "HS-2: 3 4", "HS-1-2: 5 6"));
  EXPECT_THAT(split.notes, ElementsAre(HasSubstr("\"HS-1-2\"")));
}

TEST(StackSplitter, CodesOfTheStacksOwnNameAndOfOtherStacksDoNotMeet) {
  const Split split({{"A", 3}, {"B", 2}, {"C", 2}}, {{2, "A"}});
  EXPECT_THAT(split.dossiers, ElementsAre("A: 1", "A-2: 2 3", "B: 1", "A-3: 2", "C: 1", "A-4: 2"));
  EXPECT_THAT(Split({{"B", 1}, {"A", 1}}, {{1, "A"}}).dossiers, ElementsAre("A: 1", "A-2: 1"));
  EXPECT_THAT(Split({{"B", 3}, {"A", 1}}, {{2, "A"}}).dossiers, ElementsAre("B: 1", "A: 2 3", "A-2: 1"));
}

TEST(StackSplitter, NamesOfFoldersAreSafe) {
  EXPECT_THAT(Split({{"chồng", 2}}, {{1, "H26/16-1"}}).dossiers, ElementsAre("H26-16-1: 1 2"));
  EXPECT_THAT(Split({{"chồng", 2}}, {{1, ".hidden"}}).dossiers, ElementsAre("hidden: 1 2"));
  EXPECT_THAT(Split({{"chồng", 2}}, {{1, "A/1"}, {2, "A-1"}}).dossiers, ElementsAre("A-1: 1", "A-1-2: 2"));
}

TEST(StackSplitter, ASheetWhoseCodeNamesNoDossierBeginsNoneAndThatIsTold) {
  for (const char* code : {"", "."}) {
    const Split split({{"chồng", 5}}, {{1, "HS-1"}, {3, code}, {5, "HS-2"}});
    EXPECT_THAT(split.dossiers, ElementsAre("HS-1: 1 2 3 4", "HS-2: 5"));
    EXPECT_EQ(split.in_doubt, 1);
    ASSERT_THAT(split.notes, ElementsAre(HasSubstr("page 3 of the stack")));
    EXPECT_THAT(split.notes.front(), HasSubstr("\"HS-1\""));
  }
  const Split first({{"chồng", 3}}, {{1, ""}, {2, ""}});
  EXPECT_THAT(first.dossiers, ElementsAre("chồng: 1 2 3"));
  EXPECT_EQ(first.in_doubt, 2);
  EXPECT_THAT(first.notes, ElementsAre(HasSubstr("page 1 of"), HasSubstr("page 2 of")));
}

TEST(StackSplitter, ASkippedDossierDoesNotTakeThoseBehindItAlong) {
  const Split split({{"chồng", 6}}, {{1, "HS-1"}, {3, "HS-2"}, {5, "HS-3"}}, {"HS-1", "HS-2"});
  EXPECT_THAT(split.dossiers, ElementsAre("HS-1:", "HS-2:", "HS-3: 5 6"));
  EXPECT_EQ(split.looks, 6);
}

TEST(StackSplitter, AFaultyPageIsNotLookedAtAndKeepsItsPlace) {
  tests::FakeSource source({{"chồng", 3}});
  source.change_page = [](models::SourcePage& page) {
    if (page.id.number == 2) page.failure = models::Error{.code = models::ErrorCode::damaged, .page = 2};
  };
  int looks = 0;
  StackSplitter splitter(source, [&](const models::SourcePage& page) {
    ++looks;
    return page.id.number == 1 ? std::optional<std::string>("HS-1") : std::nullopt;
  });
  int pages = 0;
  while (auto item = splitter.next({})) pages += std::holds_alternative<models::SourcePage>(*item) ? 1 : 0;
  EXPECT_EQ(pages, 3);
  EXPECT_EQ(looks, 2);
}

TEST(StackSplitter, WhatASourceDidNotCloseIsNotClosed) {
  tests::FakeSource source({{"chồng", 3}});
  source.close_last = false;  // as after a stop
  StackSplitter splitter(source, [](const models::SourcePage&) { return std::nullopt; });
  while (auto item = splitter.next({})) EXPECT_FALSE(std::holds_alternative<models::DossierClosed>(*item));
}

/// Knows an original when its second page was delivered.
class OneOriginal : public tests::FakeSource {
 public:
  using FakeSource::FakeSource;
  std::vector<models::Original> take_originals() override {
    return {{.path = "a.pdf", .name = "a.pdf", .reason = "signed"}};
  }
};

TEST(StackSplitter, OriginalsThatEndedInADossierGoWithIt) {
  OneOriginal source({{"chồng", 4}});
  StackSplitter splitter(source, [](const models::SourcePage& page) {
    return page.id.number % 2 == 1 ? std::optional("HS-" + std::to_string(page.id.number)) : std::nullopt;
  });
  std::vector<std::size_t> originals;
  while (auto item = splitter.next({}))
    if (const auto* closed = std::get_if<models::DossierClosed>(&*item)) originals.push_back(closed->originals.size());
  EXPECT_THAT(originals, ElementsAre(1U, 0U)) << "the last has what the source tells at its end";
}

}  // namespace
}  // namespace hoso::pipeline
