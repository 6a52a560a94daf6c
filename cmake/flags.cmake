# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# One interface target, tocsin_flags, carries what every target is compiled with.

option(TOCSIN_WERROR "Warnings are errors" OFF)
set(TOCSIN_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them, e.g. address,undefined")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(TOCSIN_CCACHE ccache)
if(TOCSIN_CCACHE)
    # Precompiled headers need the two allowances: the header is known by its content. The base folder lets
    # every checkout profit from what another one has compiled.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros
        "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1 "${TOCSIN_CCACHE}")
endif()

add_library(tocsin_flags INTERFACE)
target_include_directories(tocsin_flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_definitions(tocsin_flags INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    TOCSIN_VERSION="${PROJECT_VERSION}")

if(MSVC)
    target_compile_options(tocsin_flags INTERFACE /W4 /utf-8 $<$<BOOL:${TOCSIN_WERROR}>:/WX>)
else()
    target_compile_options(tocsin_flags INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
        $<$<BOOL:${TOCSIN_WERROR}>:-Werror>)
endif()

if(TOCSIN_FUZZ)
    target_compile_options(tocsin_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(TOCSIN_SANITIZE)
    target_compile_options(tocsin_flags INTERFACE
        -fsanitize=${TOCSIN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(tocsin_flags INTERFACE -fsanitize=${TOCSIN_SANITIZE})
endif()
