// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace tocsin::ui {

// What is asked before something is lost. `verb` is the button that does it and says what ("Delete 3
// deliveries").
struct Question
{
    QString name; // of the box; its button is called <name>Button
    QString title;
    QString text; // texts from outside are welcome
    QString verb;
};

// Asks without blocking; Enter and Escape both cancel, so that nothing is lost by a key too many.
void confirm(QWidget *parent, const Question &question, const std::function<void()> &act);

// What is asked before a draft would be lost: its `verb` throws it away.
struct DraftChoice
{
    std::function<void()> save; // null = it cannot be saved as it stands
    std::function<void()> discard;
};

// The third way out, which Enter and Escape take too, keeps everything as it is. A question of that name that
// is open already is brought to the front instead.
void askAboutDraft(QWidget *parent, const Question &question, const DraftChoice &choice);

} // namespace tocsin::ui
