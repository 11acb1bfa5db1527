// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "hoso/models/error_text.h"
#include "hoso/pipeline/digitise.h"
#include "hoso/scanners/file_source.h"
#include "hoso/storage/catalogue.h"
#include "hoso/storage/folder_sink.h"
#include "hoso/storage/verify.h"

namespace {

int tell(const hoso::models::Error& error) {
  std::cerr << hoso::models::describe(error).sentence << '\n';
  return 1;
}

int digitise(const char* input, const char* out) {
  auto source = hoso::scanners::open_files({.inputs = {input}, .name = "trang"});
  if (!source) return tell(source.error());
  auto sink = hoso::storage::open_folder_sink({.out = out});
  if (!sink) return tell(sink.error());
  const auto summary = hoso::pipeline::digitise(**source, **sink, {.threads = 1});
  if (!summary) return tell(summary.error());
  for (const auto& error : summary->errors) tell(error);
  return summary->pages_stored == 1 && summary->dossiers_stored == 1 ? 0 : 1;
}

/// Everything that is exported can be called.
int look(const std::filesystem::path& out) {
  const auto report = hoso::storage::verify_pdfa(out / "trang" / "trang.pdf");
  if (!report) return tell(report.error());
  const auto catalogue = hoso::storage::Catalogue::open_existing(out);
  if (!catalogue) return tell(catalogue.error());
  const auto size = catalogue->size();
  if (!size) return tell(size.error());
  std::cout << size->pages << " page, " << report->findings.size() << " findings\n";
  return size->pages == 1 && report->findings.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const int digitised = digitise(argv[1], argv[2]);
  return digitised != 0 ? digitised : look(argv[2]);
}
