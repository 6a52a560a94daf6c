# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# The direction of the house, as a test: which layer may include which. Run with cmake -DROOT=<tree> -P layering.cmake.
# Every layer may include itself. json stands below its users: schemes and payloads are both read from raw bytes.

cmake_minimum_required(VERSION 3.25)

set(base "")
set(domain base)
set(json base)
set(filter base domain)
set(entities base domain json)
set(report base domain json entities)
set(compare base domain json)
set(rules base domain json)
set(signature base domain json)
set(payload base domain json)
set(contract base domain json)
set(http base)
set(listener base domain)
set(storage base domain filter)
set(secrets base)
set(settings base)
set(sandbox base domain json listener signature payload)
set(core_all
    base domain json entities report compare rules filter signature payload contract http listener storage secrets settings
    sandbox flows)
set(flows ${core_all})
set(layers ${core_all})

# OpenSSL is spoken to in these files only; the rest of the tree knows keys and signatures as plain values.
set(openssl_homes
    core/listener/tlsidentity.cpp core/secrets/vaultcrypto.cpp
    core/signature/crypto.cpp core/signature/evp.h core/signature/privatekey.cpp core/signature/publickey.cpp)

set(faults "")
file(GLOB_RECURSE sources RELATIVE "${ROOT}"
    "${ROOT}/core/*.h" "${ROOT}/core/*.cpp" "${ROOT}/ui/*.h" "${ROOT}/ui/*.cpp" "${ROOT}/app/*.h" "${ROOT}/app/*.cpp")
list(LENGTH sources count)
if(count EQUAL 0)
    message(FATAL_ERROR "no sources under ${ROOT}: is ROOT right?")
endif()

foreach(source IN LISTS sources)
    file(STRINGS "${ROOT}/${source}" lines REGEX "^[ \t]*#[ \t]*include|[^A-Za-z_:]tr\\(")
    string(REGEX MATCH "^(core/[a-z]+|ui|app/[a-z]+)" home "${source}")
    if(home MATCHES "^core/(.*)")
        set(layer "${CMAKE_MATCH_1}")
        if(NOT layer IN_LIST layers)
            list(APPEND faults "${source}: core/${layer} is not in the table of tests/layering.cmake")
            continue()
        endif()
    endif()
    foreach(line IN LISTS lines)
        if(line MATCHES "include[ \t]*\"\\.\\./")
            list(APPEND faults "${source}: includes are written from the root, not with ../")
        elseif(line MATCHES "include[ \t]*\"(core/([a-z]+)|ui|app)/")
            set(target "${CMAKE_MATCH_1}")
            set(target_layer "${CMAKE_MATCH_2}")
            if(home MATCHES "^core/")
                if(target MATCHES "^(ui|app)$")
                    list(APPEND faults "${source}: core looks up at ${target}")
                elseif(NOT target_layer STREQUAL layer AND NOT target_layer IN_LIST ${layer})
                    list(APPEND faults "${source}: core/${layer} may not look at core/${target_layer}")
                endif()
            elseif(home STREQUAL "ui" AND target STREQUAL "app")
                list(APPEND faults "${source}: ui looks up at app")
            elseif(home STREQUAL "app/cli" AND target STREQUAL "ui")
                list(APPEND faults "${source}: the command line looks at the window")
            endif()
        elseif(line MATCHES "include[ \t]*<openssl/" AND NOT source IN_LIST openssl_homes)
            list(APPEND faults "${source}: OpenSSL has its own files: ${line}")
        elseif(line MATCHES "include[ \t]*<(QtWidgets|QtGui)/|include[ \t]*<Q(Widget|Application|GuiApplication|Icon|Pixmap|Color|Font|Painter)>")
            if(NOT home MATCHES "^(ui|app/desktop)$")
                list(APPEND faults "${source}: needs a screen: ${line}")
            endif()
        elseif(line MATCHES "[^A-Za-z_:]tr\\(" AND home MATCHES "^core/" AND NOT line MATCHES "include")
            list(APPEND faults "${source}: translates, which is the window's work: ${line}")
        endif()
    endforeach()
endforeach()

if(faults)
    list(JOIN faults "\n  " text)
    message(FATAL_ERROR "the direction is broken:\n  ${text}")
endif()
message(STATUS "layering: ${count} files look the right way")
