// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/heap.h"

#include <cstdlib> // says whether it is glibc

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace tocsin {

void giveBackFreeMemory()
{
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

} // namespace tocsin
