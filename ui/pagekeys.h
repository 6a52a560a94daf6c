// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

class QAction;

namespace tocsin::ui {

class PageStack;

// The keys of one list or form of a page, which work while it has the focus.
struct PageKeys
{
    QString list;  // its name in the settings file; never changes
    QString title; // "In the queue"
    QList<QAction *> actions;
};

// Those of a page that is there, and of the sections of the administrator's that are.
QList<PageKeys> keysOfPage(PageStack &pages, int page);
// Of every page: those that are not there yet are made.
QList<PageKeys> keysOfAllPages(PageStack &pages);

} // namespace tocsin::ui
