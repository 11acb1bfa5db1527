# SPDX-License-Identifier: Apache-2.0
# The installed library: one shared libhoso made of the rooms, its public headers, the CMake package and the programs. Included last.
#
# Callers see what is marked HOSO_API and nothing else: rooms are compiled with hidden visibility, and the version script keeps
# back what the standard library's templates would export beside it. Third-party libraries are private to libhoso.
include(CMakePackageConfigHelpers)

set(HOSO_PUBLIC_HEADERS
  models/api.h models/dossier.h models/error.h models/error_text.h models/geometry.h models/line_text.h models/names.h models/page.h models/quality.h models/source.h
  models/text.h
  extraction/separation_options.h
  scanners/file_source.h scanners/page_source.h
  storage/catalogue.h storage/dossier_sink.h storage/folder_sink.h storage/metadata_file.h storage/pdfa_level.h storage/verify.h
  pipeline/digitise.h pipeline/line_reader.h)
foreach(optional scanners/sane_source.h pipeline/version.h)
  string(REGEX MATCH "^[a-z]+" room "${optional}")
  if(EXISTS "${PROJECT_SOURCE_DIR}/${room}/include/hoso/${optional}")
    list(APPEND HOSO_PUBLIC_HEADERS ${optional})
  endif()
endforeach()

# Rooms with public headers go in whole, as objects; of the others, what these need.
set(api_rooms hoso_models hoso_scanners hoso_storage hoso_pipeline hoso_c)
list(TRANSFORM api_rooms REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE api_objects)
add_library(hoso SHARED ${api_objects})
target_link_libraries(hoso PRIVATE ${api_rooms} INTERFACE tl::expected)
set_target_properties(hoso PROPERTIES
  LINKER_LANGUAGE CXX
  VERSION "${PROJECT_VERSION}" SOVERSION "${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR}"
  LIBRARY_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/lib"
  LINK_DEPENDS "${CMAKE_CURRENT_LIST_DIR}/hoso.map")
target_link_options(hoso PRIVATE "LINKER:--version-script=${CMAKE_CURRENT_LIST_DIR}/hoso.map" LINKER:--gc-sections)
if(NOT HOSO_SANITIZE)  # clang leaves the sanitizers' symbols to the program
  target_link_options(hoso PRIVATE LINKER:--no-undefined)
endif()
target_compile_features(hoso INTERFACE cxx_std_20)

# What scripts/build makes, and what is installed.
add_custom_target(hoso_programs DEPENDS hoso)
install(TARGETS hoso EXPORT hosoTargets LIBRARY COMPONENT library NAMELINK_COMPONENT development INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
if(TARGET hoso_program)
  add_dependencies(hoso_programs hoso_program hoso_manual)
  install(TARGETS hoso_program COMPONENT program)
  install(TARGETS hoso_pages RUNTIME DESTINATION "${CMAKE_INSTALL_LIBEXECDIR}/hoso" COMPONENT program)
  install(FILES "${PROJECT_BINARY_DIR}/share/man/man1/hoso.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT program)
  install(FILES "${PROJECT_BINARY_DIR}/share/bash-completion/completions/hoso" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT program)
  install(DIRECTORY "${PROJECT_SOURCE_DIR}/data/profiles" DESTINATION "${CMAKE_INSTALL_DATADIR}/hoso" COMPONENT program)
endif()
foreach(host hoso-scan-host hoso-code-host)
  if(TARGET ${host})
    add_dependencies(hoso_programs ${host})
    install(TARGETS ${host} RUNTIME DESTINATION "${CMAKE_INSTALL_LIBEXECDIR}/hoso" COMPONENT program)
  endif()
endforeach()

foreach(header IN LISTS HOSO_PUBLIC_HEADERS)
  string(REGEX MATCH "^[a-z]+" room "${header}")
  install(FILES "${PROJECT_SOURCE_DIR}/${room}/include/hoso/${header}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/hoso/${room}" COMPONENT development)
endforeach()

install(FILES "${PROJECT_SOURCE_DIR}/app/include/hoso.h" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT development)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/hoso")
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/hosoConfig.cmake.in" "${PROJECT_BINARY_DIR}/hosoConfig.cmake" INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/hosoConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/hosoConfig.cmake" "${PROJECT_BINARY_DIR}/hosoConfigVersion.cmake" DESTINATION "${package_dir}" COMPONENT development)
install(EXPORT hosoTargets NAMESPACE hoso:: DESTINATION "${package_dir}" COMPONENT development)

# From where it lies, for `cmake --install --prefix` and Debian's packages put it elsewhere than CMAKE_INSTALL_PREFIX says.
file(RELATIVE_PATH HOSO_PC_TO_PREFIX "/prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig" /prefix)
configure_file("${CMAKE_CURRENT_LIST_DIR}/hoso.pc.in" "${PROJECT_BINARY_DIR}/hoso.pc" @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/hoso.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT development)
# Debian's packages carry a copyright file instead (HosoPackages).
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT licences)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/LICENSES" DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT licences)
