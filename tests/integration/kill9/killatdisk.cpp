// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Loaded before the C library of a program under test: ends it by SIGKILL the moment it makes something last
// on the disk. TOCSIN_KILL_AT counts those moments: 1 is before the first fsync, fdatasync or rename, 2 is
// behind it, 3 before the second, and so on. Without it nothing happens.

#include <dlfcn.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace {

std::atomic_int moments = 0;

void passMoment()
{
    static const char *const text = std::getenv("TOCSIN_KILL_AT");
    static const int at = text ? std::atoi(text) : 0;
    if (++moments == at)
        ::kill(::getpid(), SIGKILL);
}

template<class Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

int synced(const char *name, int file)
{
    passMoment();
    const int result = next<int (*)(int)>(name)(file);
    passMoment();
    return result;
}

} // namespace

extern "C" {

int fsync(int file)
{
    return synced("fsync", file);
}

int fdatasync(int file)
{
    return synced("fdatasync", file);
}

int rename(const char *from, const char *to) noexcept
{
    passMoment();
    const int result = next<int (*)(const char *, const char *)>("rename")(from, to);
    passMoment();
    return result;
}
}
