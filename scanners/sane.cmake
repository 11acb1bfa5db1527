# SPDX-License-Identifier: Apache-2.0
# Scanners. hoso-scan-host is the only program that links libsane; the library talks to it over a socket pair.
set(HOSO_SCANNERS_SANE_SOURCES
  sane/messages.cpp sane/paper.cpp sane/scan_errors.cpp sane/scan_host.cpp sane/scan_session.cpp
  sane/sane_source.cpp sane/list_scanners.cpp)

pkg_check_modules(sane REQUIRED IMPORTED_TARGET sane-backends)
add_executable(hoso-scan-host
  host/main.cpp host/host.cpp host/device_options.cpp host/configure.cpp host/side_reader.cpp host/encode.cpp host/encode_jpeg.cpp host/encode_group4.cpp host/spool.cpp
  ../models/host/message_channel.cpp)
target_include_directories(hoso-scan-host PRIVATE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/models/include")
target_link_libraries(hoso-scan-host PRIVATE PkgConfig::sane JPEG::JPEG TIFF::TIFF OpenSSL::Crypto nlohmann_json::nlohmann_json
  tl::expected Threads::Threads)
