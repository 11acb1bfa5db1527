// SPDX-License-Identifier: Apache-2.0
#include "pipeline/stack_splitter.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "hoso/models/messages.h"

namespace hoso::pipeline {

StackSplitter::StackSplitter(scanners::PageSource& stack, SeparatorLook look) : stack_(stack), look_(std::move(look)) {}

std::optional<models::SourceItem> StackSplitter::next(const std::stop_token& stop) {
  for (;;) {
    while (!ready_.empty()) {
      models::SourceItem item = std::move(ready_.front());
      ready_.pop_front();
      if (std::holds_alternative<models::DossierOpened>(item)) skipping_ = false;
      if (!skipping_ || !std::holds_alternative<models::SourcePage>(item)) return item;
    }
    std::optional<models::SourceItem> item = stack_.next(stop);
    if (!item) return std::nullopt;
    if (auto* opened = std::get_if<models::DossierOpened>(&*item)) {
      opened_ = std::move(*opened);
      dossiers_ = before_first_ = nameless_ = 0;
      code_.clear();
    } else if (auto* page = std::get_if<models::SourcePage>(&*item)) {
      take(std::move(*page));
    } else if (auto* closed = std::get_if<models::DossierClosed>(&*item)) {
      close_stack(std::move(*closed));
    } else {
      return item;
    }
  }
}

void StackSplitter::take(models::SourcePage page) {
  const std::optional<std::string> code = page.failure ? std::nullopt : look_(page);
  bool nameless = false;
  if (code && (code->empty() || code_ != *code)) {
    if (auto name = name_for(*code)) {
      if (name_) close(stack_.take_originals());
      open(*name);
      code_ = *code;
    } else {
      nameless = true;
    }
  }
  if (!name_) open(free_name(opened_.name.text()).value_or(opened_.name));
  if (nameless) tell_nameless(page);
  page.id = {*name_, ++pages_};
  if (page.failure) page.failure->page = pages_;
  if (code_.empty()) ++before_first_;
  ready_.emplace_back(std::move(page));
}

void StackSplitter::tell_nameless(const models::SourcePage& page) {
  ++nameless_, ++separators_in_doubt_;
  notes_.push_back(models::english(
      "The code of a separator sheet in \"{}\" cannot name a dossier ({}, page {} of the stack): it and "
      "what follows went on in \"{}\"; look through that dossier",
      opened_.name.text(), page.source.file, page.id.number, name_->text()));
}

void StackSplitter::open(const models::DossierName& name) {
  models::DossierOpened opened = opened_;
  opened.name = name;
  if (dossiers_++ > 0) opened.ignored_files.clear();  // they are told once
  name_ = name;
  pages_ = 0;
  ready_.emplace_back(std::move(opened));
}

void StackSplitter::close(std::vector<models::Original> originals) {
  ready_.emplace_back(
      models::DossierClosed{.name = *std::exchange(name_, {}), .pages = pages_, .originals = std::move(originals)});
}

void StackSplitter::close_stack(models::DossierClosed closed) {
  if (!name_) open(opened_.name);  // a source may have dossiers without a page
  if (code_.empty()) {
    if (pages_ > 0 && nameless_ == 0)
      notes_.push_back(
          models::english("There is no separator sheet in \"{}\": it is one dossier", opened_.name.text()));
  } else if (before_first_ > 0) {
    notes_.push_back(
        models::english("What lies before the first separator sheet of \"{}\" is a dossier of its own (pages: {})",
                        opened_.name.text(), before_first_));
  }
  close(std::move(closed.originals));
}

std::optional<models::DossierName> StackSplitter::name_for(const std::string& code) {
  std::string text = code;
  std::ranges::replace(text, '/', '-');
  text.erase(0, std::min(text.find_first_not_of('.'), text.size()));
  auto name = free_name(text);
  if (name && name->text() != text)
    notes_.push_back(models::english(
        "The separator sheet \"{}\" came where a dossier of that name was before: what follows is the dossier \"{}\"",
        code, name->text()));
  return name;
}

std::optional<models::DossierName> StackSplitter::free_name(const std::string& text) {
  auto name = models::DossierName::from(text);
  for (int again = 2; name && used_.contains(*name); ++again)
    name = models::DossierName::from(fmt::format("{}-{}", text, again));
  if (!name) return std::nullopt;
  used_.insert(*name);
  return *name;
}

}  // namespace hoso::pipeline
