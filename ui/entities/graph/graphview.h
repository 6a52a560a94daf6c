// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/graph/entitygraph.h"

#include <QWidget>

#include <functional>

class QAction;
class QLineEdit;
class QMenu;
class QPushButton;
class QScrollArea;
class QVBoxLayout;
class QStackedWidget;
class QToolButton;

namespace tocsin::ui {

class EmptyState;
class FittedTabs;
class GraphCanvas;
class GraphLegend;
class GraphSelection;
class GraphTables;
class PlainLabel;
class Spinner;
class Theme;

// The graph of entities with its tools, its legend and its tables. It is given answers and asks for more by
// signals; it knows no network. Its states: nothing asked yet, loading, failed, nothing known, and the graph,
// above which later loading and failures are one line.
class GraphView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GraphView)

public:
    enum class Shown { Graph, Nodes, Connections };
    using Defang = std::function<QString(const domain::Entity &)>;

    GraphView(const Theme &theme, Defang defang, QWidget *parent = nullptr);

    void start(const domain::Entity &centre);      // a new graph; the filter stays
    void add(const domain::Graph &answer);         // and loading is over
    void add(const QList<domain::Graph> &answers); // several that belong together
    void setLoading(const QString &what);          // "Looking up 203.0.113.9"; empty = over
    void showFailure(const QString &sentence, const QString &details);

    const graph::EntityGraph &graph() const { return m_graph; }
    GraphCanvas &canvas() { return *m_canvas; }
    void setShown(Shown shown);
    // Stands below what is said of the current node, as long as there is one; the view owns it.
    void setDetail(QWidget *detail);
    // What to begin with, offered while nothing is asked yet.
    void suggest(const QList<domain::Entity> &entities);
    // For the palette and the sheet of shortcuts, each with a text and a name; keys work inside the view
    // only.
    QList<QAction *> commands() const { return m_commands; }

signals:
    void nodeChosen(int node); // -1 = none is
    void expandAsked(const domain::Entity &entity);
    void centreAsked(const domain::Entity &entity); // a new graph around it
    void incidentsAsked(const domain::Entity &entity);
    void investigationsAsked(const domain::Entity &entity);
    void deliveriesAsked(const domain::Entity &entity);
    void searchAsked(); // from the state in which nothing is asked yet
    void retryAsked();
    void cancelAsked();
    void notice(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildActions();
    void buildStates();
    QWidget *buildTools();
    QWidget *buildContent();
    QWidget *buildSide();
    QAction *command(const QString &name, const QString &text, const QString &iconName, const QString &tip,
                     const QList<QKeySequence> &keys, std::function<void()> run);
    void refresh();
    void refreshTables();
    void refreshStatus();
    void currentChanged(int node);
    void toggleTypes(const QStringList &keys, bool shown, bool nodes);
    void find(const QString &text);
    void findNext();
    void startPath();
    void endPath(int node);
    void showMenu(const QPoint &global);
    void copyCurrent(bool defanged);
    void askExport(int format);
    void expand(int node);
    const domain::Entity *currentEntity() const;

    const Theme &m_theme;
    Defang m_defang;
    graph::EntityGraph m_graph;
    std::optional<domain::Entity> m_centre;
    bool m_answered = false;
    QString m_loading;
    QString m_failure;
    QString m_leftOut;
    QString m_pathText;
    bool m_tablesOld = true;

    QList<QAction *> m_commands;
    QAction *m_expand = nullptr;
    QAction *m_recentre = nullptr;
    QAction *m_lock = nullptr;
    QAction *m_unlockAll = nullptr;
    QAction *m_path = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_copyDefanged = nullptr;
    QAction *m_toIncidents = nullptr;
    QAction *m_toInvestigations = nullptr;
    QAction *m_toDeliveries = nullptr;
    QAction *m_zoomIn = nullptr;
    QAction *m_zoomOut = nullptr;
    QAction *m_fit = nullptr;
    QMenu *m_exportMenu = nullptr;

    QStackedWidget *m_states;
    EmptyState *m_empty;
    EmptyState *m_unknown;
    EmptyState *m_failed;
    QWidget *m_loadingPage;
    Spinner *m_spinner;
    QWidget *m_content;
    GraphCanvas *m_canvas;
    GraphTables *m_tables;
    GraphLegend *m_legend;
    GraphSelection *m_selection;
    FittedTabs *m_side = nullptr;
    QVBoxLayout *m_sideColumn = nullptr; // of the current node
    PlainLabel *m_noNode = nullptr;
    QWidget *m_detail = nullptr;
    QWidget *m_suggestions = nullptr;
    bool m_hasNode = false; // one is current
    QStackedWidget *m_shown;
    QList<QPushButton *> m_shownButtons;
    QLineEdit *m_findField;
    PlainLabel *m_findCount;
    PlainLabel *m_status;
    PlainLabel *m_trouble;
    QPushButton *m_again;
    QPushButton *m_cancel;
};

} // namespace tocsin::ui
