// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace tocsin {

// Gives free memory back to the system where the allocator does not by itself: glibc keeps what one thread
// has allocated and another has freed. Takes some tens of milliseconds after a flood; any thread but the main
// one.
void giveBackFreeMemory();

} // namespace tocsin
