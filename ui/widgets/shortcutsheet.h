// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>
#include <QList>

class QAction;
class QGridLayout;

namespace tocsin::ui {

class PlainLabel;

// The `?` sheet: every action with a shortcut, grouped as in the menus, made anew from the live actions each
// time it opens. Goes on paper as well.
class ShortcutSheet final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ShortcutSheet)

public:
    struct Group
    {
        QString title;
        QList<QAction *> actions;
    };
    ShortcutSheet(const QList<Group> &groups, QWidget *parent);

signals:
    void changeAsked(); // the sheet is closed then

private:
    void save(bool isPdf);
    const QList<Group> m_groups;
    PlainLabel *m_message;

    static int fill(QGridLayout &grid, const Group &group, int row); // answers the next free row
};

} // namespace tocsin::ui
