# SPDX-License-Identifier: Apache-2.0
# The PDF/A side of storage: pages, joining, the checker.
set(HOSO_STORAGE_PDF_SOURCES pdf/bytes_out.cpp pdf/compose.cpp pdf/flate.cpp pdf/glyphless_font.cpp pdf/haru_page.cpp pdf/joiner.cpp
  pdf/jpeg_codec.cpp pdf/metadata.cpp pdf/outline.cpp pdf/page_file.cpp
  pdf/line_boxes.cpp pdf/page_image.cpp pdf/placeholder.cpp pdf/print_pdf.cpp pdf/reading_order.cpp pdf/text_layer.cpp
  pdf/verify.cpp pdf/verify_bytes.cpp pdf/verify_font.cpp pdf/verify_image.cpp pdf/verify_metadata.cpp pdf/verify_page.cpp
  pdf/verify_structure.cpp)

# The target exists once storage/CMakeLists.txt is through.
cmake_language(DEFER CALL target_link_libraries hoso_storage PRIVATE ZLIB::ZLIB)
cmake_language(DEFER CALL hoso_embed hoso_storage srgb_icc "${PROJECT_SOURCE_DIR}/data/icc/sRGB.icc")
cmake_language(DEFER CALL hoso_embed hoso_storage glyphless_ttf "${PROJECT_SOURCE_DIR}/data/fonts/glyphless.ttf")
cmake_language(DEFER CALL target_compile_definitions hoso_storage PRIVATE POINTERHOLDER_TRANSITION=4)
