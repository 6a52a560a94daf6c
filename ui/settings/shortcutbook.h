// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "ui/widgets/shortcutsheet.h"

#include <QKeySequence>
#include <QObject>
#include <QPointer>

class QAction;
class QSettings;

namespace tocsin::ui {

class Commands;

// Which key does what, as the user wants it: the window's commands, and the keys of each list once its page
// is there. What differs from the default stands in the settings file under shortcuts/, as portable text. The
// settings outlive it.
class ShortcutBook final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutBook)

public:
    struct Row
    {
        QString id;    // a command's name, or "<list>/<its default key>"
        QString list;  // of whose keys; empty = the window's, which work everywhere
        QString group; // title, without mnemonic
        QPointer<QAction> action;
        QList<QKeySequence> fallback;

        QList<QKeySequence> keys() const;
        QString text() const;
        bool isChanged() const { return keys() != fallback; }
    };

    ShortcutBook(const Commands &commands, QSettings &settings, QObject *parent = nullptr);

    // The keys of a list; a second time does nothing while its actions are there. `list` never changes: it is
    // part of what is stored.
    void add(const QString &list, const QString &title, const QList<QAction *> &actions);
    bool has(const QString &list) const;

    QList<Row> rows() const; // of actions that are still there
    // Who has the key where this one could be meant as well; empty = it is free.
    QString holderOf(const QKeySequence &key, const QString &id) const;
    // Rejected: another one has a key, and is named. NotFound.
    Result<void> bind(const QString &id, const QList<QKeySequence> &keys);
    void take(const QKeySequence &key, const QString &id); // from whoever has it
    void reset(const QString &id);
    void resetAll();
    void reload(); // what the settings file says now; a key that two have then stays with the first

signals:
    void changed();

private:
    void addRow(const Row &row);
    const Row *find(const QString &id) const;
    void leaveTo(const QKeySequence &key, const QString &id);
    void keep(const Row &row, const QList<QKeySequence> &keys);

    QSettings &m_file;
    QList<Row> m_rows;
};

QString keysText(const QList<QKeySequence> &keys); // as the system writes them

} // namespace tocsin::ui
