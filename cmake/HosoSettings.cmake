# SPDX-License-Identifier: Apache-2.0
# Compiler settings for every target, and the functions that declare a room and embed a data file.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

option(HOSO_WARNINGS_AS_ERRORS "Treat warnings as errors" OFF)
set(HOSO_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=")

find_program(HOSO_CCACHE ccache)
if(HOSO_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${HOSO_CCACHE}")
endif()
find_program(HOSO_MOLD mold)
if(HOSO_MOLD AND NOT HOSO_SANITIZE)
  add_link_options(-fuse-ld=mold)
endif()

# Designated initialisers leave members at their defaults on purpose.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers)
# GCC 12 sees overlaps and overflows inside std::string and std::vector that cannot be (its bugs 105651, 107852).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-restrict -Wno-stringop-overflow)
endif()
# The hot loops are in libraries; assertions are cheap and stay.
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
if(HOSO_WARNINGS_AS_ERRORS)
  add_compile_options(-Werror)
endif()
# Results are the same on every machine: no fused multiply-add that only some compilers use.
add_compile_options(-ffp-contract=off)
if(HOSO_SANITIZE)
  # Instrumented, <regex> looks as if it used what it has not set (GCC bug 105562).
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-maybe-uninitialized)
  endif()
  add_compile_options(-fsanitize=${HOSO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  # oneTBB's own headers look at the type of a task that is gone.
  if(HOSO_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize=vptr)
  endif()
  add_link_options(-fsanitize=${HOSO_SANITIZE})
endif()

# hoso_room(NAME SOURCES … LINKS … PRIVATE_LINKS …): one static library hoso_NAME, alias hoso::NAME.
# Public headers stand in NAME/include/hoso/NAME/; private ones are included from the source root ("NAME/part/file.h").
function(hoso_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
  add_library(hoso_${name} STATIC ${ROOM_SOURCES})
  add_library(hoso::${name} ALIAS hoso_${name})
  target_include_directories(hoso_${name} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}/include" PRIVATE "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/generated")
  target_link_libraries(hoso_${name} PUBLIC ${ROOM_LINKS} PRIVATE ${ROOM_PRIVATE_LINKS})
endfunction()

# hoso_embed(TARGET SYMBOL FILE): the bytes of FILE as `std::string_view hoso::data::SYMBOL()`, declared in "embedded/SYMBOL.h".
function(hoso_embed target symbol file)
  set(header "${PROJECT_BINARY_DIR}/generated/embedded/${symbol}.h")
  set(source "${PROJECT_BINARY_DIR}/generated/embedded/${symbol}.cpp")
  get_filename_component(path "${file}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
  file(CONFIGURE OUTPUT "${header}" CONTENT "// Generated from a data file.
#pragma once
#include <string_view>
namespace hoso::data { std::string_view @symbol@(); }
" @ONLY)
  # One byte array a data file, made by the assembler: quick for files of any size.
  file(CONFIGURE OUTPUT "${source}" CONTENT "// Generated from a data file.
#include \"embedded/@symbol@.h\"
extern \"C\" { extern const char hoso_data_@symbol@_begin[]; extern const char hoso_data_@symbol@_end[]; }
__asm__(\".pushsection .rodata\\n.balign 16\\n.hidden hoso_data_@symbol@_begin\\n.hidden hoso_data_@symbol@_end\\n\"
        \".global hoso_data_@symbol@_begin\\nhoso_data_@symbol@_begin:\\n.incbin \\\"@path@\\\"\\n\"
        \".global hoso_data_@symbol@_end\\nhoso_data_@symbol@_end:\\n.byte 0\\n.popsection\\n\");
std::string_view hoso::data::@symbol@() { return {hoso_data_@symbol@_begin, static_cast<std::size_t>(hoso_data_@symbol@_end - hoso_data_@symbol@_begin)}; }
" @ONLY)
  set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${path}" SKIP_LINTING ON)
  target_sources(${target} PRIVATE "${source}")
endfunction()
