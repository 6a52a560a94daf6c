// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/analyststores.h"

#include <QUrl>

namespace tocsin::flows {

// What somebody pasted, when it is the id of something on the server (socmate.md section 1).
struct PastedId
{
    qint64 incident = 0; // its number; 0 = none
    QString session;     // the server's id; empty = none

    bool operator==(const PastedId &) const = default;
};

// An id of a session ("sess_..."), or a link of the web app to an incident or an investigation. A link counts
// when it leads to this web app; when none is known, any host does.
PastedId pastedId(const QString &text, const QUrl &webApp);

// Things with a name that are kept here and that a person may want to go to.
struct JumpTargets
{
    QList<storage::StoredView> views;          // all of them, in the order of the side bar
    QList<storage::IncidentRow> incidents;     // whose title holds all of the words, newest first
    QList<storage::SessionRow> investigations; // likewise, also by their question
};

inline constexpr qsizetype shortestTitle = 3; // characters that are worth looking for

// Reads only, for the book's reading threads. Errors: Storage.
Result<JumpTargets> jumpTargets(storage::AnalystStores &stores, const QString &connection,
                                const QString &text, Micros now, int limit = 6);

} // namespace tocsin::flows
