// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/pagecommands.h"

#include <QAction>
#include <QEvent>
#include <QWidget>

namespace tocsin::ui {

PageCommands::PageCommands(QWidget *page) : QObject(page), m_page(page)
{
    page->installEventFilter(this);
}

void PageCommands::add(QAction *command, std::function<void()> run)
{
    command->setEnabled(m_page->isVisible());
    m_commands.append(command);
    connect(command, &QAction::triggered, this, [this, run = std::move(run)] {
        if (m_page->isVisible())
            run();
    });
}

bool PageCommands::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide) {
        for (QAction *command : std::as_const(m_commands))
            command->setEnabled(event->type() == QEvent::Show);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace tocsin::ui
