// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDialog>
#include <QList>

class QAction;
class QGridLayout;

namespace tocsin::ui {

// The `?` sheet: every action with a shortcut, grouped as in the menus, made anew from the live actions each
// time it opens.
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

private:
    static int fill(QGridLayout &grid, const Group &group, int row); // answers the next free row
};

} // namespace tocsin::ui
