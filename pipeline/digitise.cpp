// SPDX-License-Identifier: Apache-2.0
#include "hoso/pipeline/digitise.h"

#include <fmt/format.h>

#include "hoso/ocr/page_readers.h"
#include "hoso/ocr/stub.h"
#include "hoso/pipeline/version.h"
#include "pipeline/flow_graph.h"
#include "pipeline/recogniser_options.h"
#include "pipeline/separator_look.h"
#include "pipeline/stack_splitter.h"
#include "pipeline/stations.h"

namespace hoso::pipeline {
namespace {

using models::Result;

models::Error invalid(std::string_view option) {
  return {.code = models::ErrorCode::option_invalid, .stage = models::Stage::configure, .subject = std::string(option)};
}

Result<void> check(const Options& options) {
  if (options.threads < 0 || options.threads > 1024) return models::failure(invalid("threads"));
  if (options.memory_budget_bytes == 0) return models::failure(invalid("memory"));
  if (!(options.render_dpi >= 72 && options.render_dpi <= 1200)) return models::failure(invalid("render-dpi"));
  return {};
}

Result<ocr::PageReaders> page_readers(const Options& options, const ocr::WordList& words) {
  const ocr::RecogniserOptions recogniser = recogniser_options(options, words);
  if (options.recogniser == RecogniserKind::native) return ocr::page_readers(recogniser);
  if (options.recogniser == RecogniserKind::stub) {
    return ocr::PageReaders{.make = [] { return Result<std::unique_ptr<ocr::Recogniser>>(ocr::make_stub()); },
                            .recogniser = "stub"};
  }
  const Result<std::string> models = ocr::model_sha256(recogniser);
  if (!models) return tl::make_unexpected(models.error());
  return ocr::PageReaders{.make = [recogniser] { return ocr::make_tesseract(recogniser); },
                          .recogniser = ocr::tesseract_version(),
                          .model_sha256 = *models};
}

storage::Provenance provenance(const Options& options, const ocr::WordList& words, const ocr::PageReaders& readers) {
  storage::Provenance provenance{.language = options.language, .profile = options.profile};
  provenance.tools["hoso"] = version();
  provenance.tools["recogniser"] = readers.recogniser;
  if (!readers.model_sha256.empty()) provenance.tools["model_sha256"] = readers.model_sha256;
  if (!readers.note.empty()) provenance.tools["recogniser_note"] = readers.note;
  provenance.settings["orientation"] = options.find_orientation ? "found" : "as delivered";
  provenance.settings["deskew"] = options.deskew ? "on" : "off";
  provenance.settings["render_dpi"] = fmt::format("{:g}", options.render_dpi);
  if (!words.sha256.hex.empty()) {
    provenance.settings["words"] = std::to_string(words.written);
    provenance.settings["words_sha256"] = words.sha256.hex;
  }
  return provenance;
}

}  // namespace

Result<Summary> digitise(scanners::PageSource& source, storage::DossierSink& sink, const Options& options,
                         const Progress& progress, const std::stop_token& stop) {
  if (const Result<void> checked = check(options); !checked) return tl::make_unexpected(checked.error());
  Workshop workshop{.options = options, .sink = &sink, .types = extraction::built_in_types()};
  if (!options.document_types.empty()) {
    auto types = extraction::load_types(options.document_types);
    if (!types) return tl::make_unexpected(types.error());
    workshop.types = std::move(*types);
  }
  if (!options.procedures.empty()) {
    auto procedures = extraction::read_procedures(options.procedures);
    if (!procedures) return tl::make_unexpected(procedures.error());
    workshop.procedures.merge(std::move(*procedures));
  }
  const auto words = word_list(options);
  if (!words) return tl::make_unexpected(words.error());
  auto readers = page_readers(options, *words);
  if (!readers) return tl::make_unexpected(readers.error());
  workshop.provenance = provenance(options, *words, *readers);
  workshop.engines = std::make_unique<ocr::EnginePool>(std::move(readers->make));
  workshop.code_hosts = std::make_unique<extraction::CodeHosts>();
  // The first engine is made now: a missing language is one clear error instead of one a page.
  if (const auto engine = workshop.engines->acquire(); !engine) return tl::make_unexpected(engine.error());
  const Stations stations = bind_stations(workshop);
  const FlowLimits limits{.threads = options.threads, .memory_budget_bytes = options.memory_budget_bytes};
  if (!options.split_stacks) return run_flow(source, sink, stations, limits, progress, stop);
  StackSplitter splitter(source, separator_look(workshop, stations));
  Summary summary = run_flow(splitter, sink, stations, limits, progress, stop);
  summary.stack_notes = splitter.notes();
  summary.separators_in_doubt = splitter.separators_in_doubt();
  return summary;
}

}  // namespace hoso::pipeline
