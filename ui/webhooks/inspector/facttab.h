// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

namespace tocsin::ui {

class FactGrid;
class Theme;

// A tab of the inspector that is nothing but facts under each other, scrolled when there are many.
class FactTab : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactTab)

protected:
    explicit FactTab(const Theme &theme, QWidget *parent = nullptr);

    const Theme &m_theme;
    FactGrid *m_facts;
};

} // namespace tocsin::ui
