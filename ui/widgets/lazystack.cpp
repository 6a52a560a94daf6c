// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/lazystack.h"

#include <QAction>

namespace tocsin::ui {

LazyStack::LazyStack(QSettings &settings, QWidget *parent) : QStackedWidget(parent), m_settings(settings) {}

bool LazyStack::isMade(int page) const
{
    return m_entries.at(page).widget;
}

void LazyStack::ensure(int page)
{
    Entry &entry = m_entries.at(page);
    if (entry.widget)
        return;
    entry.make();
    addWidget(entry.widget);
    // Splitters divide the room that there is, so it is given first.
    entry.widget->resize(size());
    if (entry.restore)
        entry.restore(m_settings);
    emit pageMade(page);
}

void LazyStack::waitFor(const QList<QAction *> &commands, int page)
{
    for (QAction *command : commands) {
        connect(
            command, &QAction::triggered, this,
            [this, command, page] {
                if (isMade(page))
                    return;
                ensure(page);
                command->trigger(); // what is connected during a signal hears the next one first
            },
            Qt::SingleShotConnection);
    }
}

void LazyStack::showPage(int page)
{
    ensure(page);
    m_shown = page;
    const Entry &entry = m_entries.at(page);
    setCurrentWidget(entry.widget);
    if (entry.focus)
        entry.focus();
}

void LazyStack::saveStates() const
{
    for (const auto &[page, entry] : m_entries) {
        if (entry.widget && entry.save)
            entry.save(m_settings);
    }
}

void LazyStack::resetLayout()
{
    if (m_shown >= 0 && m_entries.at(m_shown).resetLayout)
        m_entries.at(m_shown).resetLayout();
}

} // namespace tocsin::ui
