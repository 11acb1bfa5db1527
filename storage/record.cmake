# SPDX-License-Identifier: Apache-2.0
# The record's side of storage: ALTO, record.json, run.json, the folder of a dossier, the catalogue.
set(HOSO_STORAGE_RECORD_SOURCES record/folder_sink.cpp)
