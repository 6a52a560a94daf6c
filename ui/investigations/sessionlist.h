// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFrame>

class QListView;

namespace tocsin::ui {

class SessionTableModel;
class Theme;

// The investigations, newest first, and the button for another one.
class SessionList final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionList)

public:
    SessionList(const Theme &theme, SessionTableModel &model, QWidget *parent = nullptr);

    qint64 current() const; // 0 = none
    void select(qint64 id); // if it is listed
    void focus();

signals:
    void chosen(qint64 id);
    void newAsked();
    void serverAsked(); // for those that the server has and this list has not
    void opened();      // Enter: on to the report

private:
    void addKeys();
    void move(int rows);

    SessionTableModel &m_model;
    QListView *m_view;
};

} // namespace tocsin::ui
