// SPDX-License-Identifier: Apache-2.0
#include "tests/storage/catalogue/dossier_folder.h"

#include <gtest/gtest.h>

#include "storage/record/alto.h"
#include "storage/record/record_writer.h"
#include "tests/storage/record/sample_dossier.h"
#include "tests/support/temp_folder.h"

namespace hoso::tests {

std::filesystem::path make_dossier_folder(const std::filesystem::path& out, const models::Dossier& dossier,
                                          const std::string& stored_at) {
  // record.json comes last: it is what makes the folder a dossier.
  std::filesystem::path folder = out / dossier.name.text();
  write_file(folder / "run.json", storage::run_json(dossier.name, sample_run(stored_at), {}));
  EXPECT_TRUE(storage::write_text(dossier, folder / (dossier.name.text() + ".txt")));
  write_file(folder / "record.part", storage::record_json(dossier, sample_provenance(), {}));
  std::filesystem::rename(folder / "record.part", folder / "record.json");
  return folder;
}

std::filesystem::path make_dossier_folder(const std::filesystem::path& out, const std::string& name,
                                          const std::vector<std::vector<std::string>>& pages,
                                          const std::string& stored_at) {
  models::Dossier dossier{.name = dossier_name(name)};
  for (const auto& lines : pages)
    dossier.pages.push_back(text_page(dossier.name, static_cast<int>(dossier.pages.size()) + 1, lines));
  return make_dossier_folder(out, dossier, stored_at);
}

}  // namespace hoso::tests
