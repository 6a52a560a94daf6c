// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"

#include <optional>

namespace tocsin::poll {

// Something that has to do things at times and is told what time it is: by a Ticker in the program, by the
// test itself in a test. Lives on one thread.
class Driven
{
public:
    virtual ~Driven() = default;

    virtual std::optional<Micros> nextDue() const = 0; // nothing: until something else happens
    virtual void tick(Micros now) = 0;                 // harmless when nothing is due
};

} // namespace tocsin::poll
