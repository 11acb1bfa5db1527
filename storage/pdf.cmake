# SPDX-License-Identifier: Apache-2.0
# The PDF/A side of storage: pages, joining, the checker.
set(HOSO_STORAGE_PDF_SOURCES pdf/compose.cpp)
