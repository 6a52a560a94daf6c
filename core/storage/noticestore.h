// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/incidentstore.h"

namespace tocsin::storage {

// What became of a notice; the numbers are stored.
enum class NoticeOutcome : quint8 { Shown = 0, Summarised = 1, QuietHours = 2, Filtered = 3, Off = 4 };

struct Notice
{
    qint64 id = 0;
    QString connection;
    IncidentId incident = 0;
    Micros at = 0;
    domain::Severity severity = domain::Severity::None;
    NoticeOutcome outcome = NoticeOutcome::Shown;
    QString title; // of the incident, then
    QString view;  // that let it through

    bool operator==(const Notice &) const = default;
};

// What the user was told of, or would have been. On the thread and within the life of its Database.
class NoticeStore
{
public:
    explicit NoticeStore(Database &database) : m_database(database) {}

    Result<void> append(const QList<Notice> &notices); // the oldest go beyond mostNotices
    // Newest first; before = id of the last one of the page before, 0 = from the newest.
    Result<QList<Notice>> page(const QString &connection, qint64 before, int limit);
    Result<void> forget(const QString &connection);

    static constexpr qint64 mostNotices = 5000;

private:
    Database &m_database;
};

} // namespace tocsin::storage
