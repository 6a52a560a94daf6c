// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/storage/database.h"

#include <QDateTime>

// What the console keeps of the analyst's work: connections, the cached queue, notes, sessions, views and
// notices, in one file beside the store of deliveries, which it has nothing to do with. No secrets.
namespace tocsin::storage {

// Makes or migrates the file. Errors: Storage.
Result<Database> openAnalystFile(const QString &path);

// How times and texts are kept: microseconds with 0 for an invalid time, never NULL.
Micros storedTime(const QDateTime &time);
QDateTime timeFromStored(Micros time); // UTC
QString storedText(const QString &text);
QByteArray storedBytes(const QByteArray &bytes);

// Several short texts in one column: "\nfirst\nsecond\n", empty for none. Line ends within a text become
// blanks.
QString storedList(const QStringList &texts);
QStringList listFromStored(const QString &column);

Result<void> only(const Result<QSqlQuery> &done); // the outcome without the rows

} // namespace tocsin::storage
