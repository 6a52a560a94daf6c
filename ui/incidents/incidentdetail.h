// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/analystdesk.h"
#include "ui/incidents/incidentcase.h"

#include <QFrame>
#include <QTimer>

class QStackedWidget;

namespace tocsin::ui {

class ActivityTab;
class Badge;
class EmptyState;
class EntityTab;
class FactGrid;
class FittedTabs;
class NotesTab;
class PlainLabel;
class RawTab;
class SimilarSection;
class Theme;

// The right side of the queue: one incident with its facts, entities, notes and the JSON as it came. What the
// list holds is shown at once; the whole record is asked of the server when the incident stays for a moment.
class IncidentDetail final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IncidentDetail)

public:
    IncidentDetail(const Theme &theme, flows::AnalystDesk &desk, QWidget *parent = nullptr);

    void showId(storage::IncidentId id); // 0 = none
    void reload();
    storage::IncidentId id() const { return m_id; }
    void focusTabs();
    void recount();                                 // asks for the number of deliveries once more
    void showDeliveries(std::optional<int> number); // that name it; none = not known

signals:
    void investigateAsked();
    void enrichAsked();
    void notice(const QString &text);
    void incidentAsked(qint64 number);
    void investigationAsked(qint64 id); // as SessionStore counts them
    void deliveriesAsked(const QString &filter);
    void deliveryCountAsked(qint64 number); // of the incident: showDeliveries() may follow
    void entityAsked(const tocsin::domain::Entity &entity);
    void edited(tocsin::storage::IncidentId id); // notes or tags of it

private:
    QWidget *buildHead();
    QWidget *buildOverview();
    void showNothing();
    void take(const IncidentCase &all);
    void fillFacts(const IncidentCase &all);
    void addInvestigations(const IncidentCase &all);
    void askServer();

    const Theme &m_theme;
    flows::AnalystDesk &m_desk;
    storage::IncidentId m_id = 0;
    IncidentCase m_case;
    PlainLabel *m_title;
    Badge *m_severity;
    PlainLabel *m_line;  // number, status, owner, provider
    PlainLabel *m_state; // of reading the whole record
    QPushButton *m_deliveries = nullptr;
    FittedTabs *m_tabs;
    FactGrid *m_facts;
    SimilarSection *m_similar;
    EntityTab *m_entities;
    NotesTab *m_notes;
    ActivityTab *m_activity;
    RawTab *m_raw;
    EmptyState *m_nothing;
    QStackedWidget *m_stack;
    bool m_isAsked = false; // the server is asked once for each incident that is shown
    QTimer m_askTimer;
    QTimer m_lateTimer; // what is asked of the book takes a while
};

} // namespace tocsin::ui
