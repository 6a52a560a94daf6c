// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/listener/descriptors.h"

#include <QtGlobal>

#include <algorithm>
#include <limits>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace tocsin::listener {

namespace {

constexpr int reserve = 64; // store, index, event loops, what is sent on, libraries

} // namespace

void makeRoomFor(int connections)
{
#ifdef Q_OS_UNIX
    constexpr rlim_t others = 256; // a window has more open than what it must never lack
    rlimit limit{};
    const rlim_t wanted = rlim_t(connections) + others;
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < wanted &&
        limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = std::min(wanted, limit.rlim_max);
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
#else
    Q_UNUSED(connections)
#endif
}

int connectionCeiling(int firstFree, int limit)
{
    const int left = std::max(0, limit - firstFree);
    return limit - std::min(reserve, left - left / 2);
}

#ifdef Q_OS_UNIX

int connectionCeiling()
{
    rlimit limit{};
    constexpr int all = std::numeric_limits<int>::max();
    const int first = firstFreeDescriptor();
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= rlim_t(all) || first < 0)
        return all;
    return connectionCeiling(first, int(limit.rlim_cur));
}

int firstFreeDescriptor()
{
    // POSIX: a new descriptor is the lowest that is not open.
    const int one = ::socket(AF_UNIX, SOCK_STREAM, 0);
    if (one >= 0)
        ::close(one);
    return one;
}

#else

int connectionCeiling()
{
    return std::numeric_limits<int>::max();
}

int firstFreeDescriptor()
{
    return 0;
}

#endif

} // namespace tocsin::listener
