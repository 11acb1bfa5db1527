// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "hoso/models/dossier.h"
#include "hoso/storage/dossier_sink.h"
#include "storage/record/files.h"

namespace hoso::storage {

/// The version of docs/record.schema.json that is written.
inline constexpr int kRecordSchemaVersion = 1;

/// The bytes of record.json (docs/record.md): everything that is known of the dossier but its text. Keys in a fixed
/// order, a page and a document a line. Holds no time, host or path: same dossier, same bytes.
/// `originals`: name in originals/ -> hash of its bytes.
std::string record_json(const models::Dossier& dossier, const Provenance& provenance,
                        const std::map<std::string, models::Sha256>& originals);

/// The bytes of run.json: what changes from run to run, and the hashes of all outputs (name in the folder -> fixity).
std::string run_json(const models::DossierName& name, const RunFacts& run,
                     const std::map<std::string, FileFixity>& outputs);

}  // namespace hoso::storage
