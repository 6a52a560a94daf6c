// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/widgets/plainlabel.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionFrame>

namespace tocsin::test {

// What an eye would find wrong with what is shown, each as one line; empty = nothing.

inline QString nameOf(const QWidget &widget, const QString &text)
{
    return QStringLiteral("%1 %2: %3")
        .arg(QLatin1StringView(widget.metaObject()->className()), widget.objectName(), text);
}

// Texts that have less room than they need, and neither wrap nor say so by an ellipsis.
inline QStringList cutTexts(const QWidget &root)
{
    QStringList cut;
    const auto check = [&](const QWidget *widget, const QString &text, int needed) {
        if (!text.isEmpty() && widget->width() < needed)
            cut.append(nameOf(*widget, text) +
                       QStringLiteral(" (%1 of %2)").arg(widget->width()).arg(needed));
    };
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(&root))
            continue;
        if (const auto *label = qobject_cast<const ui::PlainLabel *>(widget)) {
            if (label->wordWrap()) {
                if (label->height() < label->heightForWidth(label->width()))
                    cut.append(nameOf(*label, label->text()) + QStringLiteral(" (lines)"));
            } else if (label->sizePolicy().horizontalPolicy() != QSizePolicy::Ignored) { // else it elides
                check(label, label->text(), label->fontMetrics().horizontalAdvance(label->text()));
            }
        } else if (const auto *button = qobject_cast<const QPushButton *>(widget)) {
            check(button, button->text(), button->sizeHint().width());
        } else if (qobject_cast<const QCheckBox *>(widget) || qobject_cast<const QRadioButton *>(widget)) {
            check(widget, static_cast<const QAbstractButton *>(widget)->text(), widget->sizeHint().width());
        } else if (const auto *field = qobject_cast<const QLineEdit *>(widget);
                   field && field->text().isEmpty() &&
                   !field->objectName().endsWith(QLatin1StringView("ilterField"))) {
            const int frame = field->width() - field->contentsRect().width();
            check(field, field->placeholderText(),
                  field->fontMetrics().horizontalAdvance(field->placeholderText()) + frame);
        }
    }
    return cut;
}

// Scroll bars that go sideways; bytes that are not wrapped may have them.
inline QStringList sidewaysBars(const QWidget &root)
{
    QStringList bars;
    for (const auto *area : root.findChildren<QAbstractScrollArea *>()) {
        if (area->isVisibleTo(&root) && area->horizontalScrollBar()->isVisibleTo(area) &&
            area->horizontalScrollBar()->maximum() > 0)
            bars.append(nameOf(*area, QStringLiteral("scrolls sideways")));
    }
    return bars;
}

// Controls that take the focus and say nothing to who cannot see them.
inline QStringList namelessControls(const QWidget &root)
{
    QStringList found;
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisibleTo(&root) || !widget->isEnabled())
            continue;
        const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
        const bool isInner =
            widget->objectName().startsWith(QLatin1StringView("qt_")); // a part of a control that has a name
        if (!isInner && (!spoken || spoken->text(QAccessible::Name).isEmpty()))
            found.append(QLatin1StringView(widget->metaObject()->className()) + QLatin1Char(' ') +
                         widget->objectName());
    }
    return found;
}

} // namespace tocsin::test
