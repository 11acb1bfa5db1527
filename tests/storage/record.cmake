# SPDX-License-Identifier: Apache-2.0
hoso_test(record_test
  SOURCES record/sample_dossier.cpp record/alto_test.cpp record/document_name_test.cpp record/files_test.cpp record/folder_sink_test.cpp record/metadata_test.cpp record/record_test.cpp
    catalogue/dossier_folder.cpp catalogue/catalogue_test.cpp catalogue/query_test.cpp catalogue/report_test.cpp catalogue/words_test.cpp
  LINKS hoso::storage pugixml::pugixml nlohmann_json::nlohmann_json)
target_compile_definitions(record_test PRIVATE HOSO_SOURCE_FOLDER="${PROJECT_SOURCE_DIR}")
