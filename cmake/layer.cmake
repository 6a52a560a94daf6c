# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# tocsin_layer(<name> SOURCES <files> LINKS <targets>): one static library per layer, tocsin::<name>.
# Which layer may look at which is written once, in tests/layering.cmake, and tested.

function(tocsin_layer name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    add_library(tocsin_${name} STATIC ${ARG_SOURCES})
    add_library(tocsin::${name} ALIAS tocsin_${name})
    target_link_libraries(tocsin_${name} PUBLIC tocsin_flags ${ARG_LINKS})
    if(CMAKE_CURRENT_SOURCE_DIR MATCHES "/core/[a-z]+$") # the window has a header of its own
        tocsin_precompiled(tocsin_${name} tocsin_pch ${tocsin_common_headers})
    endif()
endfunction()
