# SPDX-FileCopyrightText: 2026 The Tocsin authors
# SPDX-License-Identifier: Apache-2.0
#
# cmake -DROOT=<source> -DLUPDATE=<lupdate> -DWORK=<a folder> -P translations.cmake
# Every plural of the sources has its forms in translations/, under the context that tr() looks it up in. A form under
# another context is never found, and "1 delivery(s)" stands in the window.

file(GLOB files "${ROOT}/translations/*.ts")
if(NOT files)
    message(FATAL_ERROR "no translation in ${ROOT}/translations")
endif()
foreach(file IN LISTS files)
    get_filename_component(name "${file}" NAME)
    file(READ "${file}" before)
    if(before MATCHES "type=\"(unfinished|vanished|obsolete)\"")
        message(SEND_ERROR "${name}: a text is ${CMAKE_MATCH_1}")
    endif()
    file(WRITE "${WORK}/${name}" "${before}")
    set(only "")
    if(name MATCHES "_en[.]ts$") # in English the other texts are their own translation
        set(only -pluralonly)
    endif()
    execute_process(
        COMMAND ${LUPDATE} -silent ${only} -no-obsolete -locations none -I "${ROOT}" "${ROOT}/ui" "${ROOT}/app/desktop"
                -ts "${WORK}/${name}"
        RESULT_VARIABLE failed)
    if(failed)
        message(FATAL_ERROR "lupdate failed: ${failed}")
    endif()
    file(READ "${WORK}/${name}" after)
    if(NOT before STREQUAL after)
        message(SEND_ERROR "${name} is not what the sources need; run: lupdate ${only} -no-obsolete -locations none "
                           "-I . ui app/desktop -ts translations/${name}, then fill in what is unfinished")
    endif()
endforeach()
