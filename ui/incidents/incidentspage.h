// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"
#include "core/filter/incidentquery.h"
#include "core/storage/viewstore.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QMenu;
class QModelIndex;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace tocsin {
struct Error;
}
namespace tocsin::flows {
class AnalystDesk;
}

namespace tocsin::ui {

class Commands;
class DeliveryCount;
class EmptyState;
class FilterBar;
class IncidentActions;
class IncidentDetail;
class IncidentFeed;
class IncidentTable;
class IncidentTableModel;
class QueueLine;
class SavedViews;
class Theme;
class ViewList;

// The queue: saved views on the left, incidents in the middle, the chosen one on the right; the filter bar
// over the list.
class IncidentsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IncidentsPage)

public:
    IncidentsPage(const Theme &theme, flows::AnalystDesk &desk, const Commands &commands,
                  QWidget *parent = nullptr);

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);
    void openIncident(qint64 number);           // of the open connection
    void showFiltered(const QString &filter);   // those that match, e.g. that name an entity
    void setDeliveryStore(const QString &path); // where deliveries are counted that name an incident
    void recountDeliveries();                   // there are more of them, or less
    void resetLayout();
    void focusList();
    QList<QAction *> listActions() const;                // keys that work while the list has the focus
    static QString statusText(flows::AnalystDesk &desk); // for the status bar

signals:
    void settled(); // the queue was listed, or cannot be
    void webhooksAsked();
    void notice(const QString &text); // something short for the status bar
    void investigationStarted(qint64 id);
    // With a question of one's own, each on its own: for InvestigationsPage::investigateIncidents().
    void questionAsked(const QList<tocsin::storage::IncidentRow> &incidents);
    void investigationAsked(qint64 id);                     // to be shown
    void deliveriesAsked(const QString &filter);            // those that name the incident
    void entityAsked(const tocsin::domain::Entity &entity); // to be looked up in the graph

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void syncNow();
    QWidget *buildMiddle();
    void connectList(const Commands &commands);
    void connectFeed();
    void connectDetail();
    void applyFilter(const QString &text);
    void showView(const storage::StoredView &view);
    void showState();
    void onCurrent(storage::IncidentId id);
    void refreshVocabulary();
    void countDeliveries(qint64 number);
    void addListKeys();
    void openMenu(QPoint position);
    void addConditions(QMenu &menu, const QModelIndex &cell);

    const Theme &m_theme;
    flows::AnalystDesk &m_desk;
    IncidentTableModel *m_model = nullptr;
    IncidentFeed *m_feed = nullptr;
    FilterBar *m_filter = nullptr;
    ViewList *m_views = nullptr;
    SavedViews *m_saved = nullptr;
    IncidentTable *m_table = nullptr;
    IncidentActions *m_actions = nullptr;
    IncidentDetail *m_detail = nullptr;
    DeliveryCount *m_deliveries = nullptr;
    QueueLine *m_line = nullptr;
    QStackedWidget *m_middle = nullptr;
    EmptyState *m_noMatch = nullptr; // the filter hides everything
    EmptyState *m_waiting = nullptr; // the first look at the server is under way, or found nothing
    EmptyState *m_broken = nullptr;  // the book does not answer, or the server never did
    EmptyState *m_none = nullptr;    // no connection
    QSplitter *m_outer = nullptr;
    QSplitter *m_inner = nullptr;
    QTimer m_wordsTimer; // the words of the filter can wait until the list stands
    QTimer m_countTimer;
    QTimer m_lookTimer;            // what is shown for a while counts as looked at
    filter::IncidentQuery m_query; // of the list: the last text that parsed
    storage::IncidentSort m_sort;
    qint64 m_wanted = 0;     // number of the incident to be chosen as soon as it is in the list
    bool m_hasViews = false; // they were read once
    QString m_bookFault;     // of the last listing; empty when it went well
};

} // namespace tocsin::ui
