// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/incident.h"
#include "core/sandbox/population.h"

namespace tocsin::sandbox {

// An incident together with what it is made of, so that reports, search and graph can agree with it.
struct WorldIncident
{
    domain::Incident facts; // without raw
    Micros created = 0;     // whole seconds
    Micros modified = 0;
    qsizetype story = 0;
    qsizetype campaign = -1;        // -1: of none
    QHash<QString, QString> values; // by role or number
    QList<domain::Entity> entities; // in the order of the story's roles
    Micros enriched = 0;            // 0 = never
};

// Makes incidents: each depends on the seed, its number and its time only.
class IncidentMaker
{
public:
    IncidentMaker(const Library &library, const Population &population, quint64 seed, const QString &webApp);

    void setWebApp(const QString &url) { m_webApp = url; }
    WorldIncident make(qint64 number, Micros created, Micros now) const;

private:
    void chooseStory(WorldIncident &incident, Dice &dice) const;
    void cast(WorldIncident &incident, Dice &dice) const;
    void settle(WorldIncident &incident, Micros now, Dice &dice) const;

    const Library &m_library;
    const Population &m_population;
    quint64 m_seed;
    QString m_webApp;
};

QDateTime utc(Micros at);
// The next step of an incident's life: somebody takes it, or closes it.
void workOn(WorldIncident &incident, const Library &library, Micros at, Dice &dice);

} // namespace tocsin::sandbox
