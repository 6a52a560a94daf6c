// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QString>

namespace tocsin::payload {

// What an event of SoCMate tells of, by the ids of its server (socmate.md 10.2). The sender's own and
// unchecked: good for looking it up, not for believing it.
struct EventSubject
{
    qint64 incident = 0; // number; 0 = none
    QString session;     // empty = none

    bool operator==(const EventSubject &) const = default;
};

// Nothing for a body of any other sender.
EventSubject eventSubject(QByteArrayView body);

} // namespace tocsin::payload
