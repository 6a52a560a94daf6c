// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/storage/incidentstore.h"

namespace tocsin::storage {

// A way to look at the queue: what, in which order, with which columns. As text it can be sent to a
// colleague:
//
//   tocsin view 1
//   name: Open, high first
//   filter: severity>=high is:open
//   sort: -severity
//   columns: severity number title owner at
struct SavedView
{
    QString name;
    QString filter; // as typed; parseIncidents() reads it
    IncidentSort sort;
    QStringList columns; // ids of columns, in order; empty = the usual ones

    bool operator==(const SavedView &) const = default;
};

QString viewText(const SavedView &view);
// Malformed with line and reason. Lines that are empty or start with '#' are skipped; a name and the first
// line must be there, the rest may be missing.
Result<SavedView> readView(const QString &text);

QLatin1StringView columnId(IncidentColumn column); // "at", "severity", ...
std::optional<IncidentColumn> columnFromId(QStringView id);
// Every id that `columns` may name: those that can be sorted by, and those that cannot.
QStringList viewColumns();

} // namespace tocsin::storage
