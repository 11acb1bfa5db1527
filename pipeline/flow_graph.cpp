// SPDX-License-Identifier: Apache-2.0
//
//   reader (a thread: a scanner may block)          takes pages from the source, opens dossiers; at most `tickets`
//   ahead
//      |  Ticket, Closing
//      v
//   admit      serial      <------------------ Credit (bytes given back) ----------------+
//      |  Ticket                                                                         |
//   decode     parallel    file -> pixels                                                |
//   clean      parallel    orientation, deskew                                           |
//   recognise  parallel    Tesseract, one engine a thread                                |
//   observe    parallel    bar codes                                                     |
//   compose    parallel    one-page PDF; a page that failed is rescued ------------------+
//      |  FinishedPage                  Closing comes straight from admit
//   collect    serial      by dossier; complete when closed and all its pages came
//      |  CompleteDossier
//   store      parallel    separate, classify, extract; PDF/A, ALTO, record, catalogue
//
// Failures travel as values along the same edges, so credit always comes back; nothing that a station throws leaves its
// node.
#include "pipeline/flow_graph.h"

#include <algorithm>
#include <exception>
#include <new>
#include <semaphore>
#include <thread>
#include <utility>
#include <variant>

#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/task_arena.h>

#include "pipeline/admission.h"
#include "pipeline/dossier_work.h"
#include "pipeline/ledger.h"

namespace hoso::pipeline {
namespace {

namespace flow = oneapi::tbb::flow;
using models::Error;
using models::ErrorCode;
using models::Result;
using models::Stage;

/// A page on its way into the graph.
struct Ticket {
  models::SourcePage source;
  std::shared_ptr<DossierWork> dossier;
  std::uint64_t bytes = 0;
};
struct Credit {
  std::uint64_t bytes = 0;
};
using AtTheGate = std::variant<std::shared_ptr<Ticket>, Credit, Closing>;

/// A page between two nodes. Shared because oneTBB copies messages; only one node at a time works on it.
template <typename T>
struct Carried {
  std::shared_ptr<Ticket> ticket;
  Result<T> page;
};
template <typename T>
using Message = std::shared_ptr<Carried<T>>;

struct TicketPointer {
  std::shared_ptr<Ticket> ticket;
  std::uint64_t bytes = 0;
};

/// Runs a station: isolated, so that a thread that waits inside it (OpenCV runs on oneTBB too) does not start another
/// page on top of this one; timed; and with everything it throws made a value.
template <typename Work>
auto guarded(DossierWork& dossier, Stage stage, const models::SourcePage& source, Work work) -> decltype(work()) {
  const StageClock clock(dossier, stage);
  const auto failed = [&](ErrorCode code, const char* cause) {
    return models::failure(
        {.code = code, .stage = stage, .file = source.source.file, .page = source.id.number, .cause = cause});
  };
  try {
    return oneapi::tbb::this_task_arena::isolate(work);
  } catch (const std::bad_alloc& e) {
    return failed(ErrorCode::out_of_memory, e.what());
  } catch (const std::exception& e) {
    return failed(ErrorCode::internal, e.what());
  } catch (...) {
    return failed(ErrorCode::internal, "not a std::exception");
  }
}

/// What becomes of a page whose dossier was stopped in the middle: it is read again when the dossier is.
tl::unexpected<Error> given_up(const Ticket& ticket) {
  return models::failure(
      {.code = ErrorCode::cancelled, .stage = Stage::collect, .subject = ticket.dossier->name.text()});
}

/// The next message: the station's result, or the error that the page already carries.
template <typename To, typename From, typename Station>
Message<To> passed_on(const Message<From>& in, Stage stage, const Station& station) {
  auto out = std::make_shared<Carried<To>>(Carried<To>{in->ticket, models::failure({})});
  if (in->ticket->dossier->given_up) {
    out->page = given_up(*in->ticket);
  } else if (in->page) {
    out->page = guarded(*in->ticket->dossier, stage, in->ticket->source, [&] { return station(std::move(*in->page)); });
  } else {
    out->page = models::failure(std::move(in->page.error()));
  }
  in->page = models::failure({});  // the pixels of the stage before are gone now, whoever still holds the message
  return out;
}

class Graph {
 public:
  Graph(storage::DossierSink& sink, const Stations& stations, const FlowLimits& limits, Ledger& ledger)
      : sink_(sink),
        stations_(stations),
        ledger_(ledger),
        tickets_(limits.tickets),
        admission_(limits.memory_budget_bytes) {
    flow::make_edge(flow::output_port<0>(admit_), decode_);
    flow::make_edge(flow::output_port<1>(admit_), collect_);
    flow::make_edge(decode_, clean_);
    flow::make_edge(clean_, recognise_);
    flow::make_edge(recognise_, observe_);
    flow::make_edge(observe_, compose_);
    flow::make_edge(flow::output_port<0>(compose_), collect_);
    flow::make_edge(flow::output_port<1>(compose_), admit_);
    flow::make_edge(flow::output_port<0>(collect_), store_);
  }

  /// Takes everything from the source; runs on a thread of its own beside the graph. Holds the graph open until it
  /// ends.
  void read(scanners::PageSource& source, const std::stop_token& stop);
  [[nodiscard]] bool ended_early() const { return ended_early_; }
  void hold() { graph_.reserve_wait(); }
  void wait() { graph_.wait_for_all(); }
  /// After the wait: dossiers that were not closed, or lost pages.
  void abandon_what_is_left();

 private:
  using Finished = std::variant<FinishedPage, Closing>;
  using AdmitNode = flow::multifunction_node<AtTheGate, std::tuple<std::shared_ptr<Ticket>, Finished>>;
  using ComposeNode = flow::multifunction_node<Message<models::SeenPage>, std::tuple<Finished, AtTheGate>>;
  using CollectNode = flow::multifunction_node<Finished, std::tuple<std::shared_ptr<CompleteDossier>>>;

  void read_all(scanners::PageSource& source, const std::stop_token& stop);
  bool open(const models::DossierOpened& opened);
  void take(models::SourcePage page);
  void close(models::DossierClosed closed);

  void at_the_gate(const AtTheGate& message, AdmitNode::output_ports_type& out);
  Message<models::DecodedPage> decoded(const std::shared_ptr<Ticket>& ticket);
  void composed(const Message<models::SeenPage>& in, ComposeNode::output_ports_type& out);
  void collected(const Finished& message, CollectNode::output_ports_type& out);
  void store(CompleteDossier complete);

  storage::DossierSink& sink_;
  const Stations& stations_;
  Ledger& ledger_;
  std::counting_semaphore<> tickets_;
  Admission<TicketPointer> admission_;
  Collector collector_;
  std::shared_ptr<DossierWork> current_;  // of the reader
  int dossiers_ = 0;
  bool ended_early_ = false;

  flow::graph graph_;
  AdmitNode admit_{graph_, flow::serial, [this](const AtTheGate& message, auto& out) { at_the_gate(message, out); }};
  flow::function_node<std::shared_ptr<Ticket>, Message<models::DecodedPage>> decode_{
      graph_, flow::unlimited, [this](const std::shared_ptr<Ticket>& ticket) { return decoded(ticket); }};
  flow::function_node<Message<models::DecodedPage>, Message<models::CleanPage>> clean_{
      graph_, flow::unlimited,
      [this](const auto& in) { return passed_on<models::CleanPage>(in, Stage::clean, stations_.clean); }};
  flow::function_node<Message<models::CleanPage>, Message<models::ReadPage>> recognise_{
      graph_, flow::unlimited,
      [this](const auto& in) { return passed_on<models::ReadPage>(in, Stage::recognise, stations_.recognise); }};
  flow::function_node<Message<models::ReadPage>, Message<models::SeenPage>> observe_{
      graph_, flow::unlimited,
      [this](const auto& in) { return passed_on<models::SeenPage>(in, Stage::observe, stations_.observe); }};
  ComposeNode compose_{graph_, flow::unlimited, [this](const auto& in, auto& out) { composed(in, out); }};
  CollectNode collect_{graph_, flow::serial, [this](const Finished& message, auto& out) { collected(message, out); }};
  flow::function_node<std::shared_ptr<CompleteDossier>> store_{
      graph_, flow::unlimited,
      [this](const std::shared_ptr<CompleteDossier>& complete) { store(std::move(*complete)); }};
};

void Graph::read(scanners::PageSource& source, const std::stop_token& stop) {
  try {
    read_all(source, stop);
  } catch (const std::exception& e) {  // a caller's own source; what it had opened is abandoned below
    ledger_.source_failed({.code = ErrorCode::internal, .stage = Stage::source, .cause = e.what()});
    ended_early_ = true;
  }
  ended_early_ = ended_early_ || stop.stop_requested();
  if (current_) current_->given_up = true;
  graph_.release_wait();
}

void Graph::read_all(scanners::PageSource& source, const std::stop_token& stop) {
  bool wanted = false;
  while (!stop.stop_requested()) {
    std::optional<models::SourceItem> item = source.next(stop);
    if (!item) break;
    ledger_.expect(source.pages_left());
    if (const auto* opened = std::get_if<models::DossierOpened>(&*item)) {
      wanted = open(*opened);
      if (!wanted) source.skip_dossier();
    } else if (auto* page = std::get_if<models::SourcePage>(&*item)) {
      if (wanted) take(std::move(*page));
    } else if (auto* closed = std::get_if<models::DossierClosed>(&*item)) {
      if (wanted) close(std::move(*closed));
      wanted = false;
    } else if (const auto* empty = std::get_if<models::EmptyFolder>(&*item)) {
      ledger_.empty_folder(empty->folder);
    }
  }
}

bool Graph::open(const models::DossierOpened& opened) {
  const Result<storage::Admission> admission = sink_.open(opened.name);
  if (!admission) {
    ledger_.refused(opened.name, admission.error());
    return false;
  }
  if (std::holds_alternative<storage::AlreadyStored>(*admission)) {
    ledger_.skipped(opened.name);
    return false;
  }
  auto metadata = stations_.metadata ? stations_.metadata(opened) : models::Metadata{};
  if (!metadata) {
    sink_.abandon(opened.name);
    ledger_.refused(opened.name, metadata.error());
    return false;
  }
  current_ = std::make_shared<DossierWork>();
  current_->metadata = std::move(*metadata);
  current_->name = opened.name;
  current_->folder = std::get<storage::WorkFolder>(*admission).path;
  current_->ignored_files = opened.ignored_files;
  current_->order = dossiers_++;
  current_->opened_at = std::chrono::system_clock::now();
  ledger_.opened(*current_);
  for (const std::string& file : opened.ignored_files) ledger_.file_ignored(opened.name.text(), file);
  return true;
}

void Graph::take(models::SourcePage page) {
  tickets_.acquire();
  ledger_.admitted(*current_);
  const std::uint64_t bytes = std::max<std::uint64_t>(page.decoded_bytes, 1);
  admit_.try_put(std::make_shared<Ticket>(Ticket{std::move(page), current_, bytes}));
}

void Graph::close(models::DossierClosed closed) {
  admit_.try_put(Closing{std::exchange(current_, nullptr), std::move(closed)});
}

void Graph::at_the_gate(const AtTheGate& message, AdmitNode::output_ports_type& out) {
  if (const auto* ticket = std::get_if<std::shared_ptr<Ticket>>(&message)) {
    admission_.arrive({*ticket, (*ticket)->bytes});
  } else if (const auto* credit = std::get_if<Credit>(&message)) {
    admission_.give_back(credit->bytes);
  } else {
    std::get<1>(out).try_put(std::get<Closing>(message));
  }
  while (auto admitted = admission_.admit()) {
    tickets_.release();
    std::get<0>(out).try_put(admitted->ticket);
  }
}

Message<models::DecodedPage> Graph::decoded(const std::shared_ptr<Ticket>& ticket) {
  const models::SourcePage& source = ticket->source;
  if (ticket->dossier->given_up)
    return std::make_shared<Carried<models::DecodedPage>>(Carried<models::DecodedPage>{ticket, given_up(*ticket)});
  if (source.failure)
    return std::make_shared<Carried<models::DecodedPage>>(
        Carried<models::DecodedPage>{ticket, models::failure(*source.failure)});
  return std::make_shared<Carried<models::DecodedPage>>(Carried<models::DecodedPage>{
      ticket, guarded(*ticket->dossier, Stage::decode, source, [&] { return stations_.decode(source); })});
}

void Graph::composed(const Message<models::SeenPage>& in, ComposeNode::output_ports_type& out) {
  const Ticket& ticket = *in->ticket;
  DossierWork& dossier = *ticket.dossier;
  const std::filesystem::path pdf = dossier.page_pdf(ticket.source.id.number);
  Result<models::ComposedPage> page = models::failure({});
  if (in->page) {
    page =
        guarded(dossier, Stage::compose, ticket.source, [&] { return stations_.compose(std::move(*in->page), pdf); });
  } else {
    page = models::failure(in->page.error());
  }
  in->page = models::failure({});
  if (!page && !dossier.given_up)
    page = guarded(dossier, Stage::compose, ticket.source,
                   [&] { return stations_.rescue(ticket.source, page.error(), pdf); });
  FinishedPage finished{ticket.dossier, ticket.source.id.number, std::move(page)};
  ledger_.page_finished(finished);
  std::get<1>(out).try_put(Credit{ticket.bytes});
  std::get<0>(out).try_put(std::move(finished));
}

void Graph::collected(const Finished& message, CollectNode::output_ports_type& out) {
  auto complete = std::holds_alternative<Closing>(message) ? collector_.close(std::get<Closing>(message))
                                                           : collector_.add(std::get<FinishedPage>(message));
  if (complete) std::get<0>(out).try_put(std::make_shared<CompleteDossier>(std::move(*complete)));
}

void Graph::store(CompleteDossier complete) {
  const std::shared_ptr<DossierWork> work = complete.work;
  const auto failed_pages = static_cast<int>(std::ranges::count_if(
      complete.dossier.pages, [](const models::ComposedPage& page) { return page.facts.failure.has_value(); }));
  Result<storage::StoredDossier> stored = models::failure({});
  if (complete.failure) {
    stored = models::failure(*complete.failure);
  } else {
    const models::SourcePage nothing;
    stored = guarded(*work, Stage::store, nothing, [&] { return stations_.store(std::move(complete)); });
  }
  if (stored) {
    ledger_.stored(*work, *stored, failed_pages);
  } else {
    sink_.abandon(work->name);
    ledger_.dossier_failed(*work, stored.error());
  }
}

void Graph::abandon_what_is_left() {
  if (current_) collector_.open_without_pages(current_);
  for (const CompleteDossier& left : collector_.leave()) {
    sink_.abandon(left.work->name);
    ledger_.dossier_failed(*left.work, *left.failure);
  }
}

}  // namespace

Summary run_flow(scanners::PageSource& source, storage::DossierSink& sink, const Stations& stations,
                 const FlowLimits& limits, const Progress& progress, const std::stop_token& stop) {
  Ledger ledger(progress);
  bool stopped = false;
  // An arena of our own: the caller's is neither used nor entered, and the graph runs where it was constructed.
  oneapi::tbb::task_arena arena(limits.threads > 0 ? limits.threads : oneapi::tbb::task_arena::automatic);
  arena.execute([&] {
    Graph graph(sink, stations, limits, ledger);
    graph.hold();
    std::jthread reader([&] { graph.read(source, stop); });
    graph.wait();
    reader.join();
    graph.abandon_what_is_left();
    stopped = graph.ended_early();
  });
  return ledger.summary(stopped);
}

}  // namespace hoso::pipeline
