// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/severity.h"

#include <QByteArray>
#include <QDateTime>
#include <QStringList>

namespace tocsin::domain {

enum class IncidentStatus : quint8 { Unknown, New, Active, Closed };

QLatin1StringView incidentStatusId(IncidentStatus status); // "unknown", "new", "active", "closed"
IncidentStatus incidentStatusFromWord(QStringView word);   // any case; any other word is Unknown

// Numbers of several workspaces may be the same (socmate.md 4.3), so a record is known by all three.
struct IncidentKey
{
    QString connection; // Connection::id
    QString provider;   // "" when the server names none
    qint64 number = 0;

    bool operator==(const IncidentKey &) const = default;
};

// An incident as the server tells it, read through the aliases of socmate.md 4.4. Texts are hostile. Times
// are UTC and invalid when not given; counts are -1 then.
struct Incident
{
    qint64 number = 0; // 0: the record has none, which makes it unusable for anything but showing
    QString id;        // the SIEM's own
    QString provider;
    QString title;
    QString description;
    QString severityText; // as sent
    Severity severity = Severity::None;
    QString statusText; // as sent
    IncidentStatus status = IncidentStatus::Unknown;
    QString owner;
    QString classification;
    QStringList labels;
    QStringList tactics;
    QStringList products;
    qint64 alerts = -1;
    qint64 comments = -1;
    QDateTime created;
    QDateTime modified;
    QDateTime firstActivity;
    QDateTime lastActivity;
    QString url;
    QByteArray raw;       // this incident's JSON value, byte for byte as it arrived
    QStringList unmapped; // JSON pointers into raw of the members that no field above was read from

    bool operator==(const Incident &) const = default;
};

} // namespace tocsin::domain
