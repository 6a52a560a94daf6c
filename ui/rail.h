// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QFrame>

class QAction;
class QVBoxLayout;

namespace tocsin::ui {

class Theme;

// The column of pages: icon above word, 72 px wide, the current one marked by colour and by a bar. It shows
// checkable actions and owns none of them.
class Rail final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Rail)

public:
    explicit Rail(const Theme &theme, QWidget *parent = nullptr);
    void addPage(QAction *action, bool atBottom = false);

private:
    const Theme &m_theme;
    QVBoxLayout *m_top;
    QVBoxLayout *m_bottom;
};

} // namespace tocsin::ui
