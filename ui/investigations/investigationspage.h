// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/entity.h"
#include "core/storage/sessionstore.h"
#include "ui/investigations/investigationsettings.h"
#include "ui/investigations/subject.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QSettings;
class QSplitter;
class QStackedWidget;
class QTimer;

namespace tocsin::flows {
class AnalystDesk;
}

namespace tocsin::ui {

class Commands;
class EmptyState;
class SessionDetail;
class SessionList;
class SessionTableModel;
class Theme;

// Investigations and their reports: the list on the left, the one that is read on the right.
class InvestigationsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InvestigationsPage)

public:
    // `settings` are kept from run to run: threshold of escalation, personas, what was chosen last.
    InvestigationsPage(const Theme &theme, flows::AnalystDesk &desk, const Commands &commands,
                       QSettings &settings, QWidget *parent = nullptr);

    void openSession(qint64 id);               // number of SessionStore
    void openServerSession(const QString &id); // the server's: known here or not
    // Each opens the dialog of a new question, with what is known filled in.
    void newInvestigation();
    void investigateIncidents(const QList<storage::IncidentRow> &incidents); // each on its own
    void investigateEntity(const domain::Entity &entity);
    void investigateDelivery(const domain::DeliveryRow &delivery);
    void investigateText(const QString &text);
    void askAgain(); // what the chosen one was asked, as a new investigation
    void exportReport();
    void openOptions();
    void focusList();
    void focusSearch();
    QList<QAction *> listActions() const; // keys that work while the list has the focus
    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);
    static QString statusText(flows::AnalystDesk &desk); // for the status bar; empty when nothing runs

signals:
    void connectionAsked(); // there is none
    void notice(const QString &text);
    void incidentAsked(qint64 number); // to be shown
    void graphAsked(const tocsin::domain::Entity &entity);
    void incidentsAsked(const tocsin::domain::Entity &entity);
    void deliveriesAsked(const tocsin::domain::Entity &entity);

private:
    enum State { Work, Empty, NoConnection, Broken };

    void build();
    void connectDesk();
    void connectParts(const Commands &commands);
    void switchOver(); // to the connection that is open now
    void attach();
    void showState();
    void showError(const Error &error);
    void onLoaded();
    void openServerList();
    void ask(const QList<Subject> &subjects, const QString &query, const QString &persona = {});
    void keep(const InvestigationSettings &settings);
    void chooseToCompare();
    void offerToCompare(const QList<storage::SessionRow> &rows);
    void compareWith(qint64 id);

    const Theme &m_theme;
    flows::AnalystDesk &m_desk;
    QSettings &m_file;
    InvestigationSettings m_settings;
    SessionTableModel *m_model = nullptr;
    SessionList *m_list = nullptr;
    SessionDetail *m_detail = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_noConnection = nullptr;
    EmptyState *m_broken = nullptr;
    QStackedWidget *m_states = nullptr;
    QSplitter *m_splitter = nullptr;
    QTimer *m_beat = nullptr; // of what runs
    qint64 m_wanted = 0;      // to be chosen once it is listed
};

} // namespace tocsin::ui
