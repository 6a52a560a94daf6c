// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

class QFormLayout;
class QLineEdit;
class QString;
class QWidget;

template<class T>
class QList;

namespace tocsin::ui {

// Puts every label on the line of its field's first row and gives all forms of a page the same label column.
void alignLabels(QFormLayout &form, int labelWidth = 0);

// Shows the text, if it is another one, by its beginning: a long value is known by its first letters.
void showFromStart(QLineEdit &edit, const QString &text);

// Side by side without a frame, the room that is left behind them; the first one takes the focus.
QWidget *inARow(const QList<QWidget *> &widgets);

} // namespace tocsin::ui
