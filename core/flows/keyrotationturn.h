// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/keyrotation.h"

namespace tocsin::flows {

// One question on its way.
struct KeyRotator::Turn
{
    Rotation rotation;
    Micros now = 0;
    QPointer<QObject> context;
    Handle handler;

    void fail(const Error &error) const
    {
        if (context)
            handler(tl::unexpected(error));
    }
    void fail(Error::Kind kind, const QString &detail) const { fail(Error{kind, detail}); }
    void done() const
    {
        if (context)
            handler(rotation);
    }
};

} // namespace tocsin::flows
