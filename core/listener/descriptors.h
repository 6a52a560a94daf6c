// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace tocsin::listener {

// Each connection takes a file descriptor, and so does nearly everything else: the files of the store, every
// thread's event loop. A thread that gets none for its loop ends the whole program, so that a crowd of
// senders must never be given the last one.

// Raises the limit of this process as far as the system lets it, to hold `connections` beside the rest.
void makeRoomFor(int connections);

// The first descriptor that a connection must not have, with `firstFree` the lowest that is not in use when
// listening begins: below `limit`, at least the half and at most 64 of what is left are for the others.
int connectionCeiling(int firstFree, int limit);
int connectionCeiling(); // of this process, now; the largest int where descriptors are not counted

// The lowest descriptor not in use, which the next accepted connection gets; -1 when there is none.
int firstFreeDescriptor();

} // namespace tocsin::listener
