// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/entity.h"
#include "core/storage/sessionstore.h"

#include <QPointer>
#include <QWidget>

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
    // Without a desk it says what will be here.
    explicit InvestigationsPage(const Theme &theme, QWidget *parent = nullptr);
    InvestigationsPage(const Theme &theme, flows::AnalystDesk &desk, const Commands &commands,
                       QWidget *parent = nullptr);

    void openSession(qint64 id);               // number of SessionStore
    void openServerSession(const QString &id); // the server's: known here or not
    void newInvestigation();
    // About an incident or an entity; values are those of the placeholders of templates.
    void investigate(qint64 incident, const QHash<QString, QString> &values, const QString &query = {});
    void focusList();
    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);
    QString statusText() const; // for the status bar; empty when nothing runs

signals:
    void webhooksAsked();
    void connectionAsked(); // there is none
    void notice(const QString &text);
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
    void exportReport();
    void chooseToCompare();
    void compareWith(qint64 id);

    const Theme &m_theme;
    flows::AnalystDesk *m_desk = nullptr; // null only in a page that was made without
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
