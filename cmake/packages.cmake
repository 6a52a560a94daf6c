# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# Every library that Tocsin stands on. Debian, Fedora, Homebrew and vcpkg names are in README.md.

option(TOCSIN_DESKTOP "Build the window (Qt Widgets); OFF leaves the command line alone" ON)
option(TOCSIN_FUZZ "Build the libFuzzer targets (needs clang)" OFF)

include(CTest)

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network Sql Concurrent)
if(TOCSIN_DESKTOP)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Widgets Svg LinguistTools)
endif()
# Notices on the desktop, where there is a session bus; elsewhere the tray shows them.
if(TOCSIN_DESKTOP AND UNIX AND NOT APPLE)
    find_package(Qt6 6.4 QUIET OPTIONAL_COMPONENTS DBus)
endif()
if(BUILD_TESTING)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(ZLIB REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(Qt6Keychain REQUIRED)
find_package(tl-expected REQUIRED)

# Bodies that were compressed on the way. Brotli comes without a CMake package; a static decoder needs the common part.
find_path(TOCSIN_BROTLI_INCLUDE brotli/decode.h REQUIRED)
find_library(TOCSIN_BROTLIDEC_LIBRARY NAMES brotlidec brotlidec-static REQUIRED)
find_library(TOCSIN_BROTLICOMMON_LIBRARY NAMES brotlicommon brotlicommon-static REQUIRED)
add_library(tocsin_brotli INTERFACE)
target_include_directories(tocsin_brotli SYSTEM INTERFACE ${TOCSIN_BROTLI_INCLUDE})
target_link_libraries(tocsin_brotli INTERFACE ${TOCSIN_BROTLIDEC_LIBRARY} ${TOCSIN_BROTLICOMMON_LIBRARY})

# Reports are Markdown. Not by md4c's own CMake package: Debian's asks for the HTML renderer too.
find_path(TOCSIN_MD4C_INCLUDE md4c.h REQUIRED)
find_library(TOCSIN_MD4C_LIBRARY md4c REQUIRED)

# Evidence packs as one .zip; without it they are folders. Not by libzip's own CMake package: Debian's asks for the
# command line tools too.
find_path(TOCSIN_ZIP_INCLUDE zip.h)
find_library(TOCSIN_ZIP_LIBRARY zip)
if(NOT TOCSIN_ZIP_LIBRARY OR NOT TOCSIN_ZIP_INCLUDE)
    message(STATUS "libzip is not here: evidence packs are folders only")
endif()
