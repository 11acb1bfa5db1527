# SPDX-License-Identifier: Apache-2.0
# The record's side of storage: ALTO, record.json, run.json, the folder of a dossier, the catalogue.
set(HOSO_STORAGE_RECORD_SOURCES
  record/alto.cpp record/alto_reader.cpp record/dossier_writer.cpp record/files.cpp record/fixity.cpp record/folder_sink.cpp record/record_reader.cpp record/record_writer.cpp
  record/versions.cpp record/vocabulary.cpp record/work_folder.cpp
  catalogue/catalogue.cpp catalogue/catalogue_lock.cpp catalogue/dossier_rows.cpp catalogue/folding.cpp catalogue/listing.cpp catalogue/query.cpp
  catalogue/rebuild.cpp catalogue/schema.cpp catalogue/search.cpp catalogue/snippet.cpp catalogue/sqlite.cpp catalogue/tokenizer.cpp)
