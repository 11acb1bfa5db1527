// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hoso/scanners/page_source.h"

namespace hoso::pipeline {

/// The dossier's code on a page that is a separator sheet, empty where its codes name no dossier; nothing: it is none.
using SeparatorLook = std::function<std::optional<std::string>(const models::SourcePage&)>;

/// A stack of several dossiers with separator sheets between them, as a source of these dossiers. Each page goes on as
/// it is (a file and an index in it), in its order, into one dossier:
/// - A separator sheet begins the dossier that is named as its code, and is its first page; '/' becomes '-'.
/// - Another one with the same code goes on with it; a code that comes again after others begins "CODE-2".
/// - Pages before the first separator sheet are a dossier with the stack's own name.
/// - A code that cannot name a dossier begins none: its sheet and what follows go on in the dossier before, which is
///   told (`separators_in_doubt`, `notes`).
/// An original that is kept byte for byte and holds pages of several dossiers goes with the last of them.
class StackSplitter final : public scanners::PageSource {
 public:
  StackSplitter(scanners::PageSource& stack, SeparatorLook look);

  std::optional<models::SourceItem> next(const std::stop_token& stop) override;
  /// Leaves out the pages of the dossier opened last, not those of the stack behind them.
  void skip_dossier() override { skipping_ = true; }
  [[nodiscard]] std::optional<double> pages_left() const override { return stack_.pages_left(); }

  /// What a person should know of the stacks so far, English sentences (models::english): sheets before the first
  /// separator sheet, none at all, a code that came again, one that names no dossier.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

  /// Separator sheets so far that began no dossier, since their code cannot name one.
  [[nodiscard]] int separators_in_doubt() const { return separators_in_doubt_; }

 private:
  void take(models::SourcePage page);
  void close_stack(models::DossierClosed closed);
  void tell_nameless(const models::SourcePage& page);
  void open(const models::DossierName& name);
  void close(std::vector<models::Original> originals);
  std::optional<models::DossierName> name_for(const std::string& code);
  /// The name, or with a number behind it where a dossier has it.
  std::optional<models::DossierName> free_name(const std::string& text);

  scanners::PageSource& stack_;
  SeparatorLook look_;
  std::deque<models::SourceItem> ready_;
  models::DossierOpened opened_;             // of the stack
  std::optional<models::DossierName> name_;  // of the dossier in work
  std::string code_;                         // of the separator sheet that began it; empty: none did
  int pages_ = 0;                            // in it
  int dossiers_ = 0;                         // of the stack
  int before_first_ = 0;                     // pages of the stack before a separator sheet
  int nameless_ = 0;                         // separator sheets of the stack whose code names no dossier
  int separators_in_doubt_ = 0;
  bool skipping_ = false;
  std::set<models::DossierName> used_;
  std::vector<std::string> notes_;
};

}  // namespace hoso::pipeline
