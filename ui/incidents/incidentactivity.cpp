// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/incidents/incidentactivity.h"

#include "ui/text/incidenttext.h"

#include <QCoreApplication>

#include <algorithm>

namespace tocsin::ui {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::IncidentActivity)
};

Micros microsOf(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() * 1000 : 0;
}

QString endOf(const storage::SessionRow &session)
{
    QString words = session.risk ? Text::tr("Investigation ended: %1, risk %2")
                                       .arg(sessionStateText(session.state), riskText(*session.risk))
                                 : Text::tr("Investigation ended: %1").arg(sessionStateText(session.state));
    if (!session.error.isEmpty())
        words += u" · "_s + session.error;
    return words;
}

} // namespace

QList<ActivityLine> activityOf(const IncidentCase &all)
{
    const domain::Incident &incident = all.stored.incident;
    const storage::IncidentRow &row = all.stored.row;
    QList<ActivityLine> lines;
    const auto add = [&lines](Micros at, bool isHere, const QString &what) {
        if (at > 0)
            lines.append({at, isHere, what});
    };
    add(microsOf(incident.firstActivity), false, Text::tr("First activity"));
    add(microsOf(incident.lastActivity), false, Text::tr("Last activity"));
    add(microsOf(incident.created), false, Text::tr("Created"));
    if (incident.modified != incident.created)
        add(microsOf(incident.modified), false, Text::tr("Last modified"));
    add(row.firstSeen, true, Text::tr("First seen in the queue"));
    if (row.changed > row.firstSeen)
        add(row.changed, true, Text::tr("Seen to have changed"));
    add(all.stored.detailAt, true, Text::tr("Whole record read"));
    add(row.looked, true, Text::tr("Looked at"));
    for (const storage::Note &note : all.notes)
        add(note.at, true, Text::tr("Note: %1").arg(note.text.simplified().left(300)));
    for (const storage::SessionRow &session : all.sessions) {
        add(session.asked, true,
            session.mine ? Text::tr("Investigation asked for") : Text::tr("Investigation seen"));
        add(session.started, true, Text::tr("Investigation started"));
        add(session.ended, true, endOf(session));
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const ActivityLine &one, const ActivityLine &other) { return one.at > other.at; });
    return lines;
}

} // namespace tocsin::ui
