// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/incidentstore.h"

// How records of table incident are read. Private to the layer.
namespace tocsin::storage {

inline const QString incidentColumns = QStringLiteral(
    "incident.id, connection, provider, number, severity, status, severity_text, status_text, title, owner,"
    "classification, labels, tactics, products, tags, at, modified, first_seen, last_seen, changed, looked,"
    "alerts, comments, notes");

IncidentRow readIncidentRow(const QSqlQuery &query); // SELECT incidentColumns ...

// "1,2,3" for IN (...): numbers only, so nothing has to be bound.
QString idText(const QList<qint64> &ids);

} // namespace tocsin::storage
