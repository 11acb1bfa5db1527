# SPDX-License-Identifier: Apache-2.0
# Scanners. hoso-scan-host is the only program that links libsane; the library talks to it over a socket pair.
set(HOSO_SCANNERS_SANE_SOURCES
  sane/message_channel.cpp sane/messages.cpp sane/host_process.cpp sane/host_program.cpp sane/paper.cpp sane/scan_errors.cpp sane/scan_session.cpp
  sane/sane_source.cpp sane/list_scanners.cpp)

set(HOSO_SCAN_HOST_FOLDER "${CMAKE_INSTALL_LIBEXECDIR}/hoso")
set_source_files_properties(sane/host_program.cpp PROPERTIES COMPILE_DEFINITIONS
  "HOSO_LIBEXEC_FOLDER=\"${CMAKE_INSTALL_FULL_LIBEXECDIR}/hoso\";HOSO_LIBEXEC_RELATIVE=\"${HOSO_SCAN_HOST_FOLDER}\"")

pkg_check_modules(sane REQUIRED IMPORTED_TARGET sane-backends)
add_executable(hoso-scan-host
  host/main.cpp host/host.cpp host/device_options.cpp host/configure.cpp host/side_reader.cpp host/encode.cpp host/encode_jpeg.cpp host/encode_group4.cpp host/spool.cpp
  sane/message_channel.cpp)
target_include_directories(hoso-scan-host PRIVATE "${PROJECT_SOURCE_DIR}")
target_link_libraries(hoso-scan-host PRIVATE PkgConfig::sane JPEG::JPEG TIFF::TIFF OpenSSL::Crypto nlohmann_json::nlohmann_json
  tl::expected Threads::Threads)
install(TARGETS hoso-scan-host RUNTIME DESTINATION "${HOSO_SCAN_HOST_FOLDER}")
