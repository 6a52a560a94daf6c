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
if(BUILD_TESTING)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(ZLIB REQUIRED)
find_package(Boost 1.74 REQUIRED)
find_package(Qt6Keychain REQUIRED)
find_package(tl-expected REQUIRED)
