// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>
#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace tocsin::flows {
class AnalystDesk;
}

namespace tocsin::ui {

class TextTable;
class TextTableModel;
class Theme;

// Every connection that is kept, and what can be done with the chosen one. Shows and asks; who added, tests,
// changes or removes one is elsewhere.
class ConnectionsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectionsPage)

public:
    ConnectionsPage(const Theme &theme, flows::AnalystDesk &desk, QWidget *parent = nullptr);

    void focusList();

signals:
    void notice(const QString &text);
    void addAsked();
    void editAsked(const QString &id); // never the sandbox's
    void removeAsked(const QString &id);

private:
    QWidget *buildHead(const Theme &theme);
    QWidget *buildFoot();
    QWidget *buildEmpty(const Theme &theme);
    void refresh();
    void showChosen();
    QString chosen() const; // its id; empty = none
    void open();

    flows::AnalystDesk &m_desk;
    TextTableModel *m_model;
    TextTable *m_table;
    QStackedWidget *m_body; // the list, or what to do without one
    QWidget *m_foot;
    QPushButton *m_open;
    QPushButton *m_edit;
    QPushButton *m_remove;
    QStringList m_ids; // of the rows
};

} // namespace tocsin::ui
