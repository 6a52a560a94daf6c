// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/sidelist.h"

#include "ui/widgets/plainlabel.h"

#include <QFrame>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace tocsin::ui {

void layOutSideList(QFrame &panel, const QString &title, QListView &rows, QPushButton &button)
{
    rows.setMouseTracking(true);
    rows.setEditTriggers(QAbstractItemView::NoEditTriggers);
    rows.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    rows.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    rows.setContextMenuPolicy(Qt::CustomContextMenu);
    auto *head = sectionLabel(title);
    head->setContentsMargins(16, 16, 16, 8);
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(16, 8, 16, 12);
    foot->addWidget(&button);
    auto *column = new QVBoxLayout(&panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(&rows, 1);
    column->addLayout(foot);
}

} // namespace tocsin::ui
