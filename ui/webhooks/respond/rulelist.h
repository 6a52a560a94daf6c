// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/rules/rulesdraft.h"

#include <QWidget>

class QListWidget;
class QToolButton;

namespace tocsin::ui {

class Theme;

// The rules of an endpoint in their order: the first that matches answers. One is chosen; they are switched
// on and off, moved, copied, removed, and added from presets. Holds nothing itself.
class RuleList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RuleList)

public:
    explicit RuleList(const Theme &theme, QWidget *parent = nullptr);

    void show(const rules::RulesDraft &draft);
    int chosen() const; // -1 = none
    void choose(int rule);

signals:
    void ruleChosen(int rule);
    void added(tocsin::rules::Preset preset); // behind the chosen one
    void duplicateAsked(int rule);
    void removeAsked(int rule);
    void moveAsked(int rule, int to);
    void switched(int rule, bool on);

private:
    QWidget *buildButtons(const Theme &theme);
    void follow();
    void askMove(int by);

    const Theme &m_theme;
    QListWidget *m_list;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    QToolButton *m_copy = nullptr;
    QToolButton *m_remove = nullptr;
    QWidget *m_add = nullptr;
    bool m_showing = false;
};

} // namespace tocsin::ui
