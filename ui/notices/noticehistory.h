// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>
#include <QTimer>

class QPushButton;
class QStackedWidget;
class QTableView;

namespace tocsin {
struct Error;
}

namespace tocsin::flows {
class AnalystDesk;
}

namespace tocsin::ui {

class DesktopNotices;
class EmptyState;
class FittedTabs;
class NoticeSettingsForm;
class NoticeTableModel;
class PlainLabel;
class Spinner;
class Theme;

// What the user was told of, or would have been and why not; and what he decides about it. Does not block the
// window; follows the connection that is open. What it shows counts as looked at once it is closed.
class NoticeHistory final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeHistory)

public:
    NoticeHistory(const Theme &theme, flows::AnalystDesk &desk, DesktopNotices &notices, QWidget *parent);

    void showSettings();                  // the other tab
    QList<QAction *> listActions() const; // keys that work while the list has the focus
    void done(int result) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *buildHistory();
    void buildTable();
    void fitColumns();
    void follow(); // the connection that is open now, or what it has more
    void showState();
    void showEmpty();
    void showFault(const Error &error);
    QList<int> chosenRows() const; // in order
    void open();
    void copy() const;
    void addKeys();
    void step(int by);
    void markSeen();

    const Theme &m_theme;
    flows::AnalystDesk &m_desk;
    DesktopNotices &m_notices;
    NoticeTableModel *m_model;
    QTableView *m_table;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    Spinner *m_spinner;
    FittedTabs *m_tabs;
    PlainLabel *m_said; // by DesktopNotices, when an incident cannot be opened
    QPushButton *m_open = nullptr;
    QPushButton *m_copy = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_toSettings = nullptr;
    QString m_connection;
    bool m_failed = false;
    bool m_isFirst = true; // look at this connection
    QTimer m_clock;
};

} // namespace tocsin::ui
