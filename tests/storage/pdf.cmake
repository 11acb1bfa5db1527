# SPDX-License-Identifier: Apache-2.0
add_library(hoso_pdf_test_support STATIC pdf/pdf_support.cpp pdf/broken_copies.cpp)
target_link_libraries(hoso_pdf_test_support PUBLIC hoso_test_support hoso::storage opencv_imgproc JPEG::JPEG PkgConfig::qpdf fmt::fmt)
target_compile_definitions(hoso_pdf_test_support PUBLIC POINTERHOLDER_TRANSITION=4)

hoso_test(storage_pdf_test
  SOURCES pdf/compose_test.cpp pdf/joiner_test.cpp pdf/text_fidelity_test.cpp pdf/verify_test.cpp
  LINKS hoso_pdf_test_support)
hoso_test(storage_preflight_test SOURCES pdf/preflight_test.cpp LINKS hoso_pdf_test_support LABEL system)
