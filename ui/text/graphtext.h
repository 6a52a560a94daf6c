// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/graph/entitygraph.h"

#include <QString>

namespace tocsin::ui {

// "Address", "User" ...; for kinds outside the eight the sender's own word, made visible, or "Other".
QString entityKindText(domain::EntityKind kind, const QString &kindText = {});
// "signed in from", "ran on" ...; for other kinds the sender's own word, made visible, or "connected".
QString relationText(domain::RelationKind kind, const QString &kindText = {});

QString nodesText(qint64 number);       // "1 node", "1 204 nodes"
QString connectionsText(qint64 number); // "1 connection"
QString otherKindsText(int number);     // "12 other kinds"
// What an answer held that is not drawn; empty when nothing was left out.
QString leftOutText(const graph::Merged &merged, const graph::Limits &limits);

} // namespace tocsin::ui
