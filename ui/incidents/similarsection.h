// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/analystdesk.h"
#include "core/flows/similarincidents.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace tocsin::ui {

class PlainLabel;

// Incidents like the one that is shown, each with the reason. They are looked for aside and come after the
// rest of the detail; until then the section says so. Without any it is not seen.
class SimilarSection final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SimilarSection)

public:
    explicit SimilarSection(flows::AnalystDesk &desk, QWidget *parent = nullptr);

    // Those of the incident before are gone at once; the same incident keeps its own until there are others.
    void lookFor(storage::IncidentId id, const QList<domain::Entity> &entities);

signals:
    void incidentAsked(qint64 number);

private:
    void take(const Result<QList<flows::SimilarIncident>> &similar);
    void fill(const QList<flows::SimilarIncident> &similar);
    void say(const QString &state);

    flows::AnalystDesk &m_desk;
    PlainLabel *m_heading;
    PlainLabel *m_state;
    QVBoxLayout *m_lines;
    storage::IncidentId m_id = 0;
    std::optional<QList<flows::SimilarIncident>> m_similar; // of m_id
    quint64 m_round = 0;                                    // what was asked for last counts
};

} // namespace tocsin::ui
