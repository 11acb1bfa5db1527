# SPDX-License-Identifier: Apache-2.0
# Scanners without a scanner: SANE's `test` backend, a backend that plays a script (found by LD_LIBRARY_PATH), and hosts that misbehave.
# A backend uses SANE's header only; libsane loads it.
add_library(sane-scripted MODULE sane/scripted_backend.cpp)
set_target_properties(sane-scripted PROPERTIES PREFIX "lib" SUFFIX ".so.1" LIBRARY_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}/sane-backends")

add_executable(misbehaving-scan-host sane/misbehaving_scan_host.cpp)
target_link_libraries(misbehaving-scan-host PRIVATE nlohmann_json::nlohmann_json)
set_target_properties(misbehaving-scan-host PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")

hoso_test(scanners_sane_test
  SOURCES sane/scanner_desk.cpp sane/host_protocol_test.cpp sane/master_image_test.cpp sane/scanner_settings_test.cpp
          sane/scanner_source_test.cpp sane/scanner_faults_test.cpp sane/broken_host_test.cpp
  LINKS hoso::scanners nlohmann_json::nlohmann_json TIFF::TIFF fmt::fmt)
target_compile_definitions(scanners_sane_test PRIVATE
  HOSO_SCAN_HOST_PROGRAM="$<TARGET_FILE:hoso-scan-host>" HOSO_MISBEHAVING_HOST="$<TARGET_FILE:misbehaving-scan-host>"
  HOSO_SANE_BACKENDS="${CMAKE_CURRENT_BINARY_DIR}/sane-backends")
add_dependencies(scanners_sane_test hoso-scan-host sane-scripted misbehaving-scan-host)
