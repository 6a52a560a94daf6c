// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/storage/viewstore.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace tocsin::ui {

class IncidentFeed;
class ViewList;

// Keeps the side bar what the book says, with the counts of the open connection, and carries out what its
// menu asks for.
class SavedViews final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SavedViews)

public:
    // `shown` gives what the list shows now, without a name.
    SavedViews(IncidentFeed &feed, ViewList &list, std::function<storage::SavedView()> shown,
               QObject *parent = nullptr);

    void reload(qint64 choose = 0); // and chooses that view
    void countSoon();

signals:
    void loaded();
    void failed(); // to read them; notice() says why
    void viewChosen(const tocsin::storage::StoredView &view);
    void notice(const QString &text);

private:
    void connectList();
    void take(const Result<QList<storage::StoredView>> &views, qint64 choose);
    void addUsual(qint64 choose);
    void count();
    void add(const storage::SavedView &view);
    void change(const storage::StoredView &view);
    void remove(const storage::StoredView &view);
    void paste();
    // Asks for a name without blocking.
    void askName(const QString &title, const QString &before,
                 const std::function<void(const QString &)> &then);

    IncidentFeed &m_feed;
    ViewList &m_list;
    const std::function<storage::SavedView()> m_shown;
    QTimer m_countTimer;
};

} // namespace tocsin::ui
