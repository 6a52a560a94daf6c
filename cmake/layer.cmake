# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# tocsin_layer(<name> SOURCES <files> LINKS <targets>): one library per layer, tocsin::<name>. Static in what is shipped,
# shared where many tests are linked with all of it (BUILD_SHARED_LIBS in the presets): hundreds of programs with
# every layer inside them took 15 GB and most of the time of the build.
# Which layer may look at which is written once, in tests/layering.cmake, and tested.

function(tocsin_layer name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    add_library(tocsin_${name} ${ARG_SOURCES})
    add_library(tocsin::${name} ALIAS tocsin_${name})
    # No macro of exported symbols: everything is visible, and both forms compile alike, so that they share a cache.
    set_target_properties(tocsin_${name} PROPERTIES DEFINE_SYMBOL "" WINDOWS_EXPORT_ALL_SYMBOLS ON)
    target_link_libraries(tocsin_${name} PUBLIC tocsin_flags ${ARG_LINKS})
    if(CMAKE_CURRENT_SOURCE_DIR MATCHES "/core/[a-z]+$") # the window has a header of its own
        tocsin_precompiled(tocsin_${name} tocsin_pch ${tocsin_common_headers})
    endif()
endfunction()
