// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/shortcutsheet.h"

#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeySequence>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action.shortcuts())
        keys.append(sequence.toString(QKeySequence::NativeText));
    return keys.join(u"  "_s);
}

int actionsWithKeys(const ShortcutSheet::Group &group)
{
    int n = 0;
    for (const QAction *action : group.actions)
        n += action->shortcuts().isEmpty() ? 0 : 1;
    return n;
}

} // namespace

ShortcutSheet::ShortcutSheet(const QList<Group> &groups, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"shortcutSheet"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(24, 24, 24, 24);
    columns->setSpacing(40);
    int total = 0;
    for (const Group &group : groups)
        total += actionsWithKeys(group) + 2;
    QGridLayout *grids[2] = {new QGridLayout, new QGridLayout};
    int rows[2] = {0, 0};
    for (const Group &group : groups) {
        if (actionsWithKeys(group) == 0)
            continue;
        const int side = rows[0] * 2 < total ? 0 : 1;
        rows[side] = fill(*grids[side], group, rows[side]);
    }
    for (int i = 0; i < 2; ++i) {
        grids[i]->setHorizontalSpacing(24);
        grids[i]->setVerticalSpacing(6);
        grids[i]->setRowStretch(rows[i], 1);
        columns->addLayout(grids[i]);
    }
}

int ShortcutSheet::fill(QGridLayout &grid, const Group &group, int row)
{
    if (row > 0)
        grid.setRowMinimumHeight(row++, 8);
    grid.addWidget(sectionLabel(QString(group.title).remove(u'&')), row++, 0, 1, 2);
    for (const QAction *action : group.actions) {
        const QString keys = keysOf(*action);
        if (keys.isEmpty())
            continue;
        grid.addWidget(new PlainLabel(action->text().remove(u'&')), row, 0);
        auto *label = new PlainLabel(keys);
        label->setLook(u"muted"_s);
        grid.addWidget(label, row++, 1, Qt::AlignRight);
    }
    return row;
}

} // namespace tocsin::ui
