# SPDX-License-Identifier: Apache-2.0
# Files: every kind of page image, made with libjpeg, libpng and libtiff themselves, and PDFs written by hand.
hoso_test(scanners_files_test
  SOURCES files/make_images.cpp files/resolution_test.cpp files/jpeg_test.cpp files/png_test.cpp files/tiff_test.cpp files/file_source_test.cpp
          files/pdf_test.cpp files/given_text_test.cpp
  LINKS hoso::scanners opencv_imgproc JPEG::JPEG TIFF::TIFF PNG::PNG)
