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

} // namespace tocsin::ui
