// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

namespace tocsin::flows {

// What a key is for: the smallest set of scopes that does it (socmate.md 2.2 and 11). Names are the window's.
enum class KeyUse : quint8 {
    Xsoar,      // polls incidents, starts investigations and fetches their reports
    Dashboard,  // shows incidents and reports
    Enrichment, // looks up addresses, users and hosts
    Copilot,    // the Security Copilot plugin: all that there is
    Console,    // a connection of this console
};

struct KeyPreset
{
    KeyUse use = KeyUse::Dashboard;
    QString id; // of the command line: "xsoar"
    QStringList scopes;
};

const QList<KeyPreset> &keyPresets();
const KeyPreset *keyPreset(const QString &id); // null: there is none

} // namespace tocsin::flows
