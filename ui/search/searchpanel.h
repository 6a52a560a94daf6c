// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/search.h"
#include "ui/search/searchresultsmodel.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace tocsin::ui {

class EmptyState;
class PlainLabel;
class Theme;

// One field over everything that can be searched. What is kept on this machine answers while it is typed; the
// server is told a text when somebody presses Enter. Keys: Enter asks the server and then opens the current
// hit, Down goes into the list, "/" back to the field.
class SearchPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SearchPanel)

public:
    SearchPanel(const Theme &theme, flows::Workspace &workspace, flows::Search &search,
                QWidget *parent = nullptr);

    void searchFor(const QString &text); // everything
    void focusField();
    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void incidentAsked(qint64 number);
    void investigationAsked(const QString &session); // the server's id
    void deliveryAsked(qint64 id);
    void deliveriesAsked(const QString &filter); // text for the filter of deliveries
    void entityAsked(const tocsin::domain::Entity &entity);
    void notice(const QString &sentence);
    void leaving(); // one of the first five is about to follow

private:
    struct Strip // what is said of a source that failed
    {
        QWidget *frame = nullptr;
        PlainLabel *text = nullptr;
    };

    QWidget *buildHead();
    QWidget *buildSources();
    QWidget *buildStates();
    void buildList();
    QWidget *buildFoot();
    void typed();
    void enter();
    void sourceChanged(flows::SearchSource source);
    void showSources();
    void showStates();
    void showCurrent();
    void activate(const QModelIndex &index);
    void open(const flows::SearchResult &result);
    QString filterText() const;
    void copyCurrent();
    void selectFirst();

    const Theme &m_theme;
    flows::Workspace &m_workspace;
    flows::Search &m_search;
    SearchResultsModel *m_model;
    QLineEdit *m_field = nullptr;
    QPushButton *m_toGraph = nullptr; // what is typed is an entity
    QList<QPushButton *> m_sources;   // all, then one by one
    std::array<Strip, flows::searchSources.size()> m_strips;
    QStackedWidget *m_states = nullptr;
    EmptyState *m_hint = nullptr;
    EmptyState *m_nothing = nullptr;
    QPushButton *m_askServer = nullptr; // in m_nothing
    QListView *m_list = nullptr;
    PlainLabel *m_status = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_openSession = nullptr;
    QTimer m_pause;        // while it is typed
    bool m_chosen = false; // by the analyst: results that come do not choose another
};

} // namespace tocsin::ui
