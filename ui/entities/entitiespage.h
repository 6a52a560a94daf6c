// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/graph.h"
#include "core/graph/places.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <memory>

class QLineEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace tocsin::flows {
class AnalystDesk;
}

namespace tocsin::ui {

class Commands;
class EntityPivots;
class GraphView;
class PlainLabel;
class Theme;

// The graph of entities: one is typed, or another page asks for it; the open connection's server tells its
// neighbourhood; what a node leads to stands beside it. Answers are kept while the connection is open, so
// that the way back asks nobody.
class EntitiesPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EntitiesPage)

public:
    EntitiesPage(const Theme &theme, flows::AnalystDesk &desk, const Commands &commands,
                 QWidget *parent = nullptr);

    void focusField();
    GraphView &view() { return *m_view; }

public slots:
    void showEntity(const QString &value); // also defanged
    void lookUp(const tocsin::domain::Entity &entity);

signals:
    void incidentAsked(qint64 number);
    void investigationAsked(const QString &session);             // the server's id
    void incidentsAsked(const QString &filter);                  // text for the queue's filter bar
    void deliveriesAsked(const QString &filter);                 // text for the filter of deliveries
    void investigateAsked(const tocsin::domain::Entity &entity); // a new one
    void searchAsked(const QString &text);                       // in past investigations
    void connectionsAsked();
    void notice(const QString &sentence);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Answer
    {
        domain::Graph graph;
        Micros at = 0;
    };

    // A graph as it was left: which answers it is made of, and where its nodes stood.
    struct Picture
    {
        QStringList answers; // by value, as they came
        graph::KeptPlaces places;
    };

    QWidget *buildHead();
    void connectView();
    void connectWorkspace();
    void forgetAll(); // another connection: what was asked of one server is not told to the next
    void lookUpTyped();
    void go(int steps);
    void showCurrent(bool fresh);
    void keepPicture();
    void ask(const domain::Entity &entity);
    void answered(const domain::Entity &entity, const Result<domain::Graph> &answer);
    void dropRequests();
    void lookHere(const domain::Entity &entity);
    void showAlone(const domain::Entity &entity);
    void showCentre();
    void sayLoading();
    void fillSuggestions();
    void chosen(int node);
    void readMentions();
    void showHead();
    QStringList connectedSessions(int node) const;

    const Theme &m_theme;
    flows::AnalystDesk &m_desk;
    GraphView *m_view = nullptr;
    EntityPivots *m_pivots = nullptr;
    QStackedWidget *m_states = nullptr;
    QWidget *m_noConnection = nullptr;
    QWidget *m_open = nullptr;
    QLineEdit *m_field = nullptr;
    QPushButton *m_go = nullptr;
    QToolButton *m_back = nullptr;
    QToolButton *m_forward = nullptr;
    QToolButton *m_again = nullptr;
    PlainLabel *m_age = nullptr;

    QList<domain::Entity> m_history;
    int m_place = -1;                    // in it
    QHash<QString, Answer> m_answers;    // by value
    QHash<QString, Picture> m_pictures;  // by value of the centre
    QString m_drawn;                     // the centre of what is shown
    QStringList m_merged;                // what is shown is made of
    QList<domain::Entity> m_pending;     // asked for and not answered yet
    domain::Entity m_failed;             // what "Try again" asks for
    std::unique_ptr<QObject> m_requests; // their context
    std::unique_ptr<QObject> m_reading;  // of the mentions
    QTimer m_pause;                      // walking from node to node reads nothing
    QTimer m_suggest;
    QTimer m_beat; // the age goes on
};

} // namespace tocsin::ui
