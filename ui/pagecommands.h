// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>

#include <functional>

class QAction;

namespace tocsin::ui {

// Commands of the window that act on one page: they can be chosen while that page is shown, and do nothing to
// it unseen. Belongs to the page.
class PageCommands final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PageCommands)

public:
    explicit PageCommands(QWidget *page);
    void add(QAction *command, std::function<void()> run);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *m_page;
    QList<QAction *> m_commands;
};

} // namespace tocsin::ui
