# SPDX-License-Identifier: Apache-2.0
# The record's side of storage: ALTO, record.json, run.json, the folder of a dossier, the catalogue.
set(HOSO_STORAGE_RECORD_SOURCES
  record/alto.cpp record/alto_reader.cpp record/document_name.cpp record/dossier_writer.cpp record/files.cpp record/fixity.cpp record/folder_sink.cpp record/record_reader.cpp record/record_writer.cpp
  record/versions.cpp record/vocabulary.cpp record/work_folder.cpp
  metadata/csv.cpp metadata/metadata_file.cpp metadata/side_car.cpp metadata/side_car_files.cpp metadata/standard.cpp
  catalogue/already_there.cpp catalogue/catalogue.cpp catalogue/catalogue_lock.cpp catalogue/dossier_rows.cpp catalogue/folding.cpp catalogue/listing.cpp catalogue/query.cpp
  catalogue/paper_key.cpp catalogue/rebuild.cpp catalogue/report.cpp catalogue/schema.cpp catalogue/search.cpp catalogue/snippet.cpp catalogue/sqlite.cpp catalogue/tokenizer.cpp)

cmake_language(DEFER CALL hoso_embed hoso_storage metadata_keys "${PROJECT_SOURCE_DIR}/data/metadata/keys.toml")
cmake_language(DEFER CALL hoso_embed hoso_storage metadata_nd30 "${PROJECT_SOURCE_DIR}/data/metadata/nd30.toml")
cmake_language(DEFER CALL hoso_embed hoso_storage metadata_tt02 "${PROJECT_SOURCE_DIR}/data/metadata/tt02.toml")
cmake_language(DEFER CALL hoso_embed hoso_storage metadata_tt05 "${PROJECT_SOURCE_DIR}/data/metadata/tt05.toml")
