# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# Two precompiled headers: one of what most layers read, one of all of Qt Core for the tests, whose <QtTest> reads it
# anyway (Qt Test itself cannot be in it: its headers depend on macros that differ per test). GCC only: it takes a header
# that was made with fewer -D than the file that uses it, and -Winvalid-pch (added by CMake) says when it does not.

option(TOCSIN_PCH "Precompile the headers that every file reads" ON)
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(TOCSIN_PCH OFF)
endif()

set(tocsin_common_headers
    <QByteArray> <QByteArrayView> <QHash> <QList> <QObject> <QString> <QStringList>
    <algorithm> <array> <functional> <memory> <optional> <span> <variant> <vector> <tl/expected.hpp>)

# tocsin_precompiled(<target> <owner> <headers>): the target uses the owner's header; the first one makes it.
function(tocsin_precompiled target owner)
    if(NOT TOCSIN_PCH)
        return()
    endif()
    target_compile_options(${target} PRIVATE -fpch-preprocess)
    if(NOT TARGET ${owner})
        file(WRITE ${CMAKE_BINARY_DIR}/pch/${owner}.cpp "")
        add_library(${owner} OBJECT ${CMAKE_BINARY_DIR}/pch/${owner}.cpp)
        set_target_properties(${owner} PROPERTIES AUTOMOC OFF)
        target_compile_options(${owner} PRIVATE -fpch-preprocess)
        target_link_libraries(${owner} PRIVATE tocsin_flags Qt6::Core tl::expected)
        target_precompile_headers(${owner} PRIVATE ${ARGN})
    endif()
    target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()
