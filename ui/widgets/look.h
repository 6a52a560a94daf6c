// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QVariant>

class QWidget;

namespace tocsin::ui {

// Sets a property that the style sheet asks for ("look", "fault") and has the widget drawn by it: the style
// reads properties once, when it first sees a widget.
void setStyled(QWidget &widget, const char *property, const QVariant &value);

} // namespace tocsin::ui
